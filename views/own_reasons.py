"""A reason of its own for each of several dossiers that are returned or declined together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import request
from flask_babel import gettext as _

from models.enums import Action
from views.inputs import inputs_of
from workflow.content import GENERAL
from workflow.errors import InputError
from workflow.inputs import Inputs, read_inputs
from workflow.steps import Step

# Where the reason stands among the inputs of the act.
REASON_OF = {Action.DECLINE: "reason", Action.RETURN: "remarks"}


def _field(number: int) -> str:
    return f"own-{number}"


def _own(action: Action, number: int) -> str:
    return request.form.get(_field(number), "").strip() if action in REASON_OF else ""


def inputs_for(action: Action, number: int) -> Inputs:
    """The inputs for that dossier: its own reason where one was typed, else the one for all."""
    inputs = inputs_of(action)
    if own := _own(action, number):
        inputs[REASON_OF[action]] = {GENERAL: own} if action is Action.RETURN else own
    return inputs


def check_typed(step: Step, number: int) -> None:
    """Raise `InputError` at the field that is wrong: the dossier's own reason, or what all of them share."""
    try:
        read_inputs(step.fields, inputs_for(step.action, number))
    except InputError as wrong:
        name = REASON_OF.get(step.action, "")
        if name in wrong.fields and _own(step.action, number):
            fields = {one: text for one, text in wrong.fields.items() if one != name}
            raise InputError(fields | {_field(number): wrong.fields[name]}) from wrong
        raise


def own_names(lines: Iterable[Any]) -> dict[str, str]:
    """What these fields are called in the list of errors."""
    return {_field(one.row.id): _("Lý do riêng của %(name)s", name=one.row.name) for one in lines}
