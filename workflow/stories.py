"""Stories of those who were commended (plan V.2): written, published, taken down. The caller commits."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, tuple_
from sqlalchemy.orm import contains_eager, joinedload

from models import Award, Decision, Nomination, Story, db
from models.enums import Role, State, StoryState
from models.text import search_key
from workflow.actions import changes_of, faster_than_you, lock, record, stream_of
from workflow.dates import today
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError, StaleError
from workflow.inputs import Field, Inputs, read_inputs, read_line, read_name, read_past_date, read_text
from workflow.people import Person, Post
from workflow.visibility import visible_to

LONGEST_STORY, PAGE, SHOWN = 20_000, 25, 6
FIELDS = (
    Field("title", read_line), Field("text", read_text(LONGEST_STORY)),
    Field("photo_text", read_line, required=False), Field("consent_by", read_name, required=False),
    Field("consent_on", read_past_date, required=False), Field("consent_how", read_line, required=False),
)  # fmt: skip
CONSENT = ("consent_by", "consent_on", "consent_how")


# Reading


def writers_post(person: Person, nomination: Nomination) -> Post:
    """The post in which this person writes about the dossier; `NotAllowedError` where it is not his."""
    post = person.post_for((Role.CULTURE,), nomination)
    if post is None:
        raise NotAllowedError(_("Chỉ công chức văn hóa – xã hội của địa phương mới viết bài."))
    return post


def story_of(nomination: Nomination) -> Story | None:
    """What was written about the dossier, if anything was."""
    return db.session.scalars(db.select(Story).filter_by(nomination_id=nomination.id)).one_or_none()


def _waiting(person: Person) -> Select[Any]:
    written = db.select(Story.id).filter(Story.nomination_id == Nomination.id).exists()
    return db.select(Nomination.id).filter(
        Nomination.town_id.in_(person.at(Role.CULTURE)), Nomination.state == State.AWARDED, ~written
    )


def count_waiting(person: Person, limit: int = 100) -> int:
    """How many awarded dossiers have no story yet and were not settled without one; counted up to a limit."""
    some = _waiting(person).limit(limit).subquery()
    return db.session.scalar(db.select(db.func.count()).select_from(some)) or 0


def waiting_page(person: Person, after: int | None) -> tuple[list[Award], int | None]:
    """Awards about which nothing was written, the newest first, and behind which the next page begins."""
    query = _with_decision(db.select(Award)).filter(Nomination.id.in_(_waiting(person)))
    return _page(query, Award, after)


def written_page(
    person: Person, state: StoryState, after: int | None
) -> tuple[list[tuple[Story, Award]], int | None]:
    """The stories in that state about dossiers that this person still sees, the newest first."""
    query = (
        _with_decision(db.select(Story, Award))
        .join(Story, Story.nomination_id == Nomination.id)
        .filter(Story.state == state, Nomination.town_id.in_(person.at(Role.CULTURE)), visible_to(person))
    )
    if after:
        query = query.filter(Story.id < after)
    rows = [
        (one, award) for one, award in db.session.execute(query.order_by(Story.id.desc()).limit(PAGE + 1))
    ]
    return rows[:PAGE], rows[PAGE - 1][0].id if len(rows) > PAGE else None


def _page(query: Select[Any], model: Any, after: int | None) -> tuple[list[Any], int | None]:
    if after:
        query = query.filter(model.id < after)
    rows = list(db.session.scalars(query.order_by(model.id.desc()).limit(PAGE + 1)))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def _with_decision(query: Select[Any]) -> Select[Any]:
    to_form = contains_eager(Award.decision).options(
        joinedload(Decision.award_form), joinedload(Decision.organisation)
    )
    joined = query.join(Award.nomination).join(Award.decision)
    return joined.options(contains_eager(Award.nomination), to_form)


def _public() -> Select[Any]:
    """What anybody may read; a revoked award has no story, whatever its row says."""
    return (
        _with_decision(db.select(Story, Award))
        .join(Story, Story.nomination_id == Nomination.id)
        .filter(
            Story.state == StoryState.PUBLISHED, Award.revoked_on.is_(None), Nomination.state == State.AWARDED
        )
    )


def published_page(after: int | None = None) -> tuple[list[tuple[Story, Award]], int | None]:
    """A few published stories with their awards, the newest first, and where the next ones begin."""
    query = _public()
    last = db.session.get(Story, after) if after else None
    if last is not None and last.published_on is not None:
        place = tuple_(Story.published_on, Story.id)
        query = query.filter(place < tuple_(db.literal(last.published_on), db.literal(last.id)))
    query = query.order_by(Story.published_on.desc(), Story.id.desc()).limit(SHOWN + 1)
    rows = [(one, award) for one, award in db.session.execute(query)]
    return rows[:SHOWN], rows[SHOWN - 1][0].id if len(rows) > SHOWN else None


def find_published(slug: str) -> tuple[Story, Award]:
    """The story at a public address, with its award; `NotFoundError` where there is none to read."""
    found = db.session.execute(_public().filter(Story.slug == slug)).one_or_none()
    if found is None:
        raise NotFoundError(_("Không tìm thấy bài viết."))
    return found[0], found[1]


# Writing


def save_story(
    nomination: Nomination, person: Person, raw: Inputs, version: int, photo: str | None = None
) -> Story:
    """Write the story, or write it anew; a photo that is not given stays as it was.

    What is public keeps its consent: `InputError` where a published story would lose it.
    """
    post, story = _open(nomination, person, version)
    clean = read_inputs(FIELDS, raw)
    if story is not None and story.state is StoryState.PUBLISHED:
        _must_have_consent(clean)
    if story is None:
        story = Story(nomination_id=nomination.id, made_by_id=person.id)
        db.session.add(story)
    if story.state in (None, StoryState.NONE):
        story.state = StoryState.DRAFT
    for name, value in clean.items():
        setattr(story, name, value)
    changes = {name: pair for name, pair in changes_of(story).items() if name in clean}
    if photo or raw.get("drop_photo"):
        changes["photo"] = (story.photo_sha256 is not None, photo is not None)
        story.photo_sha256 = photo
    story.version = (story.version or 0) + 1
    _note("write_story", nomination, person, post, changes)
    return story


def settle_without(nomination: Nomination, person: Person, version: int) -> None:
    """Note that no story will be written of this award; writing one later takes the note back."""
    post, story = _open(nomination, person, version)
    if story is not None:
        raise ClosedError(_("Hồ sơ này đã có bài viết."))
    db.session.add(Story(nomination_id=nomination.id, made_by_id=person.id, state=StoryState.NONE))
    _note("settle_story", nomination, person, post, {})


def publish(nomination: Nomination, person: Person, version: int) -> Story:
    """Show the story to everybody.

    `InputError` names what of the consent is not noted (Luật Bảo vệ dữ liệu cá nhân: who, when, how).
    """
    post, story = _open(nomination, person, version)
    if story is None or story.state not in (StoryState.DRAFT, StoryState.TAKEN_DOWN):
        raise ClosedError(_("Bài này không chờ đăng."))
    _must_have_consent({name: getattr(story, name) for name in CONSENT})
    story.state = StoryState.PUBLISHED
    story.published_on = today()
    story.slug = story.slug or _slug(story)
    story.version += 1
    _note("publish_story", nomination, person, post, {"title": (None, story.title)})
    return story


def take_down(nomination: Nomination, person: Person, version: int) -> None:
    """Take the story off the public page; it can be mended and published again."""
    post, story = _open(nomination, person, version)
    if story is None or story.state is not StoryState.PUBLISHED:
        raise ClosedError(_("Bài này không còn trên trang công khai."))
    story.state = StoryState.TAKEN_DOWN
    story.version += 1
    _note("take_down_story", nomination, person, post, {"title": (story.title, None)})


def _open(nomination: Nomination, person: Person, version: int) -> tuple[Post, Story | None]:
    """Lock the dossier, then its story, held to the version that the page showed (0: there was none)."""
    nomination = lock(nomination.id, person)
    post = writers_post(person, nomination)
    if nomination.state is not State.AWARDED:
        raise ClosedError(_("Chỉ viết bài về hồ sơ đã được khen."))
    query = db.select(Story).filter_by(nomination_id=nomination.id).with_for_update()
    story = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if (story.version if story else 0) != version:
        raise StaleError(faster_than_you(stream_of(nomination)))
    return post, story


def _must_have_consent(values: Inputs) -> None:
    if missing := [name for name in CONSENT if not values.get(name)]:
        raise InputError(dict.fromkeys(missing, _("Chưa ghi sự đồng ý thì chưa được đăng.")))


def _slug(story: Story) -> str:
    base = re.sub(r"[^a-z0-9-]", "", search_key(story.title).replace(" ", "-"))[:60].strip("-")
    return f"{base or 'bai'}-{story.id}"


def _note(action: str, nomination: Nomination, person: Person, post: Post, changes: Any) -> None:
    record(
        action, stream=stream_of(nomination), actor=person, post=post, nomination=nomination, changes=changes
    )
