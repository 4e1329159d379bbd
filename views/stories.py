"""Where the culture officer writes the stories of those who were commended."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models import Nomination, Story, db
from models.enums import Role, State, StoryState
from views.access import allow, current_person, find_nomination
from views.files import send
from views.inputs import Messages, row_id
from views.typed import take_typed
from views.uploading import take_photo
from workflow import stories
from workflow.errors import ClosedError, InputError

blueprint = Blueprint("stories", __name__, url_prefix="/stories")
WAITING = "waiting"
TABS = {
    WAITING: _l("Chưa viết"), StoryState.DRAFT.value: _l("Đang viết"),
    StoryState.PUBLISHED.value: _l("Đã đăng"), StoryState.TAKEN_DOWN.value: _l("Đã gỡ"),
    StoryState.NONE.value: _l("Không viết bài"),
}  # fmt: skip
DONE = {
    "save": _l("Đã ghi bài viết."), "publish": _l("Đã đăng bài lên trang công khai."),
    "take_down": _l("Đã gỡ bài khỏi trang công khai."), "settle": _l("Đã ghi: không viết bài về hồ sơ này."),
}  # fmt: skip
TYPED = ("title", "text", "photo_text", "consent_by", "consent_how")


@blueprint.get("")
@allow(Role.CULTURE)
def index() -> str:
    """What is still to be written, and what was, one kind at a time."""
    person, after = current_person(), request.args.get("after", type=row_id)
    tab = request.args.get("tab", "")
    tab = tab if tab in TABS else WAITING
    if tab == WAITING:
        awards, following = stories.waiting_page(person, after)
        rows = [(None, one) for one in awards]
    else:
        rows, following = stories.written_page(person, StoryState(tab), after)
    return render_template(
        "stories/index.html", rows=rows, tab=tab, tabs=TABS,
        next_url=url_for("stories.index", tab=tab, after=following) if following else None,
    )  # fmt: skip


def _found(code: str) -> Nomination:
    """The dossier whose story this person writes; any other is not there for him."""
    nomination = find_nomination(code)
    if nomination.state is not State.AWARDED or not current_person().post_for((Role.CULTURE,), nomination):
        abort(404)
    return nomination


@blueprint.get("/<code>")
@allow(Role.CULTURE)
def edit(code: str) -> Any:
    """The form with the story in it."""
    nomination = _found(code)
    story = stories.story_of(nomination)
    values: dict[str, Any] = {name: getattr(story, name, "") for name in TYPED}
    if story and story.consent_on:
        values["consent_on"] = f"{story.consent_on:%d/%m/%Y}"
    return _form_page(nomination, story, {}, take_typed() or values)


@blueprint.post("/<code>")
@allow(Role.CULTURE)
def save(code: str) -> Any:
    """Keep what was typed; the button says whether it is published, taken down, or settled without."""
    nomination = _found(code)
    version, act = request.form.get("version", -1, type=row_id), request.form.get("act", "save")
    if act not in DONE:
        abort(400)
    try:
        _act(act, nomination, version)
    except InputError as wrong:
        db.session.rollback()
        nomination = _found(code)
        return _form_page(
            nomination, stories.story_of(nomination), _with_photo(wrong.fields), request.form, 422
        )
    except ClosedError as closed:
        db.session.rollback()
        nomination = _found(code)
        errors = {"version": str(closed)}
        return _form_page(nomination, stories.story_of(nomination), errors, request.form, 409)
    db.session.commit()
    flash(DONE[act], "success")
    there = act in ("save", "publish")
    return redirect(url_for("stories.edit", code=code) if there else url_for("stories.index"))


def _with_photo(errors: dict[str, str]) -> dict[str, str]:
    """A browser keeps no chosen file; that it must be chosen again is said where it was."""
    chosen = request.files.get("photo")
    if chosen and chosen.filename and "photo" not in errors:
        return errors | {"photo": _("Xin chọn lại ảnh: trình duyệt không giữ tệp đã chọn.")}
    return errors


def _act(act: str, nomination: Nomination, version: int) -> None:
    person = current_person()
    if act == "settle":
        return stories.settle_without(nomination, person, version)
    if act == "take_down":
        return stories.take_down(nomination, person, version)
    photo = take_photo("photo", nomination.town)
    story = stories.save_story(nomination, person, request.form.to_dict(), version, photo)
    if act == "publish" and story.state is not StoryState.PUBLISHED:
        stories.publish(nomination, person, story.version)
    return None


@blueprint.get("/<code>/preview")
@allow(Role.CULTURE)
def preview(code: str) -> str:
    """The story as the public page would show it."""
    nomination = _found(code)
    story = stories.story_of(nomination)
    if story is None or not story.title:
        abort(404)
    return render_template(
        "public/story.html", story=story, award=nomination.award, is_preview=True,
        photo_url=url_for("stories.photo", code=code), back_url=url_for("stories.edit", code=code),
    )  # fmt: skip


@blueprint.get("/<code>/photo")
@allow(Role.CULTURE)
def photo(code: str) -> Response:
    """The photo of a story, whatever its state, for who writes it."""
    story = stories.story_of(_found(code))
    if story is None or story.photo_sha256 is None:
        abort(404)
    return send(story.photo_sha256, f"{code}.jpg", "image/jpeg", inline=True)


def _form_page(
    nomination: Nomination, story: Story | None, errors: dict, values: Any, code: int = 200
) -> Any:
    page = render_template(
        "stories/edit.html", nomination=nomination, story=story, award=nomination.award,
        errors=Messages(errors), values=values,
    )  # fmt: skip
    return (page, code) if code != 200 else page
