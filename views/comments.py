"""The lists that are open to everybody before a meeting, and what the clerk received about them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from models.enums import Role
from views.access import allow, current_person, public
from views.meetings import typed_version, write
from workflow.meetings import commenting

blueprint = Blueprint("comments", __name__)


@blueprint.get("/comments")
@public
def index() -> str:
    """Name, unit and award form, no more, until the day that each list names."""
    return render_template("public/comments.html", meetings=commenting.lists_open_today())


@blueprint.post("/meetings/<int:meeting_id>/comments/opening")
@allow(Role.CLERK)
def begin(meeting_id: int) -> Any:
    """Open the list of the agenda to everybody."""
    return write(
        meeting_id,
        lambda one: commenting.open_comments(one, current_person(), typed_version()),
        _("Đã công khai danh sách để lấy ý kiến."),
    )


@blueprint.post("/meetings/<int:meeting_id>/comments")
@allow(Role.CLERK)
def add(meeting_id: int) -> Any:
    """Write down a comment that came to the office."""
    raw = request.form.to_dict()
    return write(
        meeting_id,
        lambda one: commenting.note_comment(one, current_person(), raw, typed_version()),
        _("Đã ghi ý kiến nhận được."),
    )
