"""`flask demo load` and `flask demo accounts`."""

from __future__ import annotations

import os

import click
from flask import current_app
from flask.cli import AppGroup

from commands.demo.load import DEMO_ACCOUNTS, is_demo, load_demo
from config import DEMO_PASSWORD as PASSWORD
from models import User, db
from models.enums import ROLE_LABELS
from workflow.people import person_of

demo = AppGroup("demo", help="The invented data of the demo.")


def demo_password() -> str:
    """The one password of the demo accounts."""
    return os.environ.get("DEMO_PASSWORD", PASSWORD)


def _only_in_demo() -> None:
    if not current_app.extensions["settings"].demo:
        raise click.ClickException("Only where DEMO=1.")


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Where the demo is loaded, add only what its day has brought.")
def load(if_empty: bool) -> None:
    """Load what has come about until the demo's day: the plan of 2024, in 2026 the commune too."""
    _only_in_demo()
    if db.session.scalar(db.select(User.id).limit(1)):
        if not if_empty:
            raise click.ClickException("The database is not empty.")
        if not is_demo():
            return
    if load_demo(demo_password()):
        click.echo("Đã nạp dữ liệu dùng thử.")


@demo.command("accounts")
def accounts() -> None:
    """Print the demo accounts and their one password."""
    _only_in_demo()
    for name in DEMO_ACCOUNTS:
        user = db.session.scalars(db.select(User).filter_by(username=name)).one_or_none()
        if user is None or not (posts := person_of(user).posts):
            continue
        roles = ", ".join(one.label if one.title else str(ROLE_LABELS[one.role]) for one in posts)
        click.echo(f"  {user.email:<26} {roles:<46} {user.full_name}")
    click.echo(f"  Mật khẩu chung: {demo_password()}")
