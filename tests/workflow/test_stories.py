"""Stories: only with consent, only of an award that stands, only by the culture officer of the place."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from models import AuditEvent, Story, db
from models.enums import Action, Role, State, StoryState
from tests.workflow.world import dossier, person, try_act
from workflow import stories
from workflow.actions import stream_of
from workflow.errors import ClosedError, InputError, NotAllowedError, NotFoundError, StaleError
from workflow.uploads import UploadError
from workflow.uploads.photos import written_anew

pytestmark = pytest.mark.usefixtures("inside")
WORDS = {"title": "Người giữ sạch con đường", "text": "Đoạn một.\n\nĐoạn hai."}
CONSENT = {"consent_by": "Vàng Seo Chẩn", "consent_on": "01/06/2025", "consent_how": "Ký vào bản in"}


def published():
    row, culture = dossier(State.AWARDED), person(Role.CULTURE)
    story = stories.save_story(row, culture, WORDS | CONSENT, 0)
    stories.publish(row, culture, story.version)
    return row, story


def acts(row) -> list[str]:
    query = db.select(AuditEvent.action).filter_by(stream=stream_of(row)).order_by(AuditEvent.seq)
    return list(db.session.scalars(query))


def test_a_story_goes_from_draft_to_public_to_taken_down_and_each_is_logged():
    row, story = published()
    found, award = stories.find_published(story.slug)
    assert (found.title, award.name, found.paragraphs) == (
        WORDS["title"],
        row.name,
        ["Đoạn một.", "Đoạn hai."],
    )
    address = story.slug
    stories.take_down(row, person(Role.CULTURE), story.version)
    with pytest.raises(NotFoundError):
        stories.find_published(address)
    stories.publish(row, person(Role.CULTURE), story.version)
    assert stories.find_published(address)[0].id == story.id
    assert acts(row)[-4:] == ["write_story", "publish_story", "take_down_story", "publish_story"]


@pytest.mark.parametrize("missing", CONSENT)
def test_without_consent_nothing_is_published_and_a_public_story_keeps_its_consent(missing):
    row, culture = dossier(State.AWARDED), person(Role.CULTURE)
    story = stories.save_story(row, culture, WORDS | CONSENT | {missing: ""}, 0)
    with pytest.raises(InputError) as wrong:
        stories.publish(row, culture, story.version)
    assert set(wrong.value.fields) == {missing}
    row, story = published()
    with pytest.raises(InputError) as wrong:
        stories.save_story(row, culture, WORDS | CONSENT | {missing: ""}, story.version)
    assert set(wrong.value.fields) == {missing}


def test_a_revocation_takes_the_story_down_with_it():
    row, story = published()
    try_act(Action.REVOKE, row, person(Role.DISTRICT))
    db.session.refresh(story)
    assert story.state is StoryState.TAKEN_DOWN
    with pytest.raises(NotFoundError):
        stories.find_published(story.slug)
    assert acts(row)[-2:] == ["take_down_story", "revoke"]


def test_a_story_of_a_revoked_award_is_not_shown_whatever_its_row_says():
    row, story = published()
    row.award.revoked_on = row.award.decision.issued_on
    db.session.flush()
    with pytest.raises(NotFoundError):
        stories.find_published(story.slug)


@pytest.mark.parametrize("role", [one for one in Role if one not in (Role.CULTURE, Role.ADMIN)])
def test_nobody_but_the_culture_officer_writes(role):
    with pytest.raises((NotAllowedError, NotFoundError)):
        stories.save_story(dossier(State.AWARDED), person(role), WORDS, 0)


def test_the_culture_officer_of_another_town_does_not_know_of_it():
    row = dossier(State.AWARDED, unit_name="KP Thống Nhất Một")
    with pytest.raises(NotFoundError):
        stories.save_story(row, person(Role.CULTURE), WORDS, 0)


@pytest.mark.parametrize("state", [State.SENT_TO_DISTRICT, State.TOWN_REVIEWED])
def test_only_what_was_awarded_has_a_story(state):
    with pytest.raises(NotFoundError):
        stories.save_story(dossier(state), person(Role.CULTURE), WORDS, 0)


def test_a_dossier_waits_until_it_is_written_about_or_settled_without():
    culture = person(Role.CULTURE)
    before = stories.count_waiting(culture)
    first, second = dossier(State.AWARDED), dossier(State.AWARDED)
    assert stories.count_waiting(culture) == before + 2
    stories.save_story(first, culture, WORDS, 0)
    stories.settle_without(second, culture, 0)
    assert stories.count_waiting(culture) == before
    with pytest.raises(StaleError):
        stories.settle_without(second, culture, 0)
    note = stories.story_of(second)
    with pytest.raises(ClosedError):
        stories.publish(second, culture, note.version)
    assert stories.save_story(second, culture, WORDS, note.version).state is StoryState.DRAFT


def test_who_saves_over_somebody_else_is_told():
    row, culture = dossier(State.AWARDED), person(Role.CULTURE)
    stories.save_story(row, culture, WORDS, 0)
    with pytest.raises(StaleError):
        stories.save_story(row, culture, WORDS, 0)
    assert db.session.scalar(db.select(db.func.count(Story.id)).filter_by(nomination_id=row.id)) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_written_anew_upright_small_and_without_what_the_camera_noted(kind):
    picture, exif = Image.new("RGB", (2400, 1200), "red"), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "MayAnhBiMat"
    exif.get_ifd(0x8825)[1] = "N"
    raw = io.BytesIO()
    picture.save(raw, kind, exif=exif)
    assert b"MayAnhBiMat" in raw.getvalue()
    made = written_anew(raw.getvalue())
    with Image.open(io.BytesIO(made)) as result:
        assert (result.format, result.size, dict(result.getexif())) == ("JPEG", (800, 1600), {})
    assert b"MayAnhBiMat" not in made


def test_a_photo_that_cannot_be_drawn_is_refused():
    raw = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(raw, "PNG")
    with pytest.raises(UploadError):
        written_anew(raw.getvalue()[:2000])
