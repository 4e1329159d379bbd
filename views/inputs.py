"""From the fields of a posted form to the inputs of an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map

from models.enums import Action
from workflow.errors import InputError

MET = {"yes": True, "no": False}
LARGEST_ID = 2**31 - 1
SHORT = 12
BOOKKEEPING = {"csrf_token", "request_id", "version"}


def row_id(text: str) -> int:
    """A row's number out of an address or a form; `ValueError` for what no row can have."""
    number = int(text)
    if not 0 <= number <= LARGEST_ID:
        raise ValueError(text)
    return number


def ticked_ids(values: MultiDict[str, str]) -> list[int]:
    """The rows that were ticked."""
    return values.getlist("ids", type=row_id)


def typed_in(names: Iterable[str]) -> dict[str, str]:
    """What was typed into these fields of the posted form; a field that it lacks is left out."""
    return {name: request.form[name] for name in names if name in request.form}


def taken(read: Callable[[], Any], wrong: dict[str, str]) -> Any:
    """What `read` gives; what is wrong there is added to `wrong`, so that one answer names it all."""
    try:
        return read()
    except InputError as refusal:
        wrong |= refusal.fields
        return None


class RowConverter(IntegerConverter):
    """A row's number in an address; a larger one is no address at all."""

    def __init__(self, map: Map, **options: Any) -> None:
        super().__init__(map, max=LARGEST_ID, **options)


def inputs_of(action: Action) -> dict[str, Any]:
    """The raw inputs; the door cleans and checks them."""
    form: dict[str, Any] = {name: value for name, value in request.form.items()}
    if action is Action.APPRAISE:
        form["items"] = [
            {
                "criterion_id": name.removeprefix("remark-"),
                "met": MET.get(request.form.get(name.replace("remark-", "met-"), "")),
                "remark": text,
            }
            for name, text in request.form.items()
            if name.startswith("remark-") and name.removeprefix("remark-").isdecimal()
        ]
        form["papers"] = [
            {"attachment_id": name.removeprefix("paper-"), "form": value}
            for name, value in request.form.items()
            if name.startswith("paper-") and name.removeprefix("paper-").isdecimal()
        ]
    if action is Action.RETURN:
        form["remarks"] = {
            name.removeprefix("on-"): text for name, text in request.form.items() if name.startswith("on-")
        }
    wanted = (
        "reason", "note", "received_on", "items", "papers", "award_form_id", "to_state", "remarks",
        "whole_nominee", "paper", "revoked_on", "ground", "handed_over_on", "received_by", "is_paid", "recovered_on", "recovered_amount", "right_name", "correction_kind", "number", "symbol",
        "issued_on", "signer_name", "signer_title", "hold_id",
    )  # fmt: skip
    return {name: form[name] for name in wanted if name in form}


def typed_texts() -> list[str]:
    """The longer texts of a form that was refused, so that nobody has to write them again."""
    return [text for name, text in request.form.items() if len(text) > SHORT and name not in BOOKKEEPING]


class Messages(dict[str, str]):
    """What is wrong, by the name of the field; nothing for a field that is right."""

    def __missing__(self, name: str) -> None:
        return None
