"""From the fields of a posted form to the inputs of an act."""

from __future__ import annotations

from typing import Any

from flask import request

from models.enums import Action

MET = {"yes": True, "no": False}


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
    if action is Action.RETURN:
        form["remarks"] = {
            name.removeprefix("on-"): text for name, text in request.form.items() if name.startswith("on-")
        }
    wanted = (
        "reason", "note", "received_on", "items", "award_form_id", "to_state", "remarks",
        "whole_nominee", "paper", "revoked_on", "ground", "handed_over_on", "number", "symbol",
        "issued_on", "signer_name", "signer_title",
    )  # fmt: skip
    return {name: form[name] for name in wanted if name in form}


class Messages(dict[str, str]):
    """What is wrong, by the name of the field; nothing for a field that is right."""

    def __missing__(self, name: str) -> None:
        return None
