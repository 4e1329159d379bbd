"""Commands of the operator: `flask --app app …`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def register(app: Flask) -> None:
    """Give the application its commands."""
    from commands import demo_commands, operate, setup

    app.cli.add_command(demo_commands.demo)
    app.cli.add_command(setup.setup)
    for command in (operate.audit, operate.queue, operate.outbox, operate.doctor):
        app.cli.add_command(command)
