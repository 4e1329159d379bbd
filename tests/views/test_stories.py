"""The pages of stories: what the public reads, and what it never does."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from models import Story, db
from models.enums import Action, Role, State, StoryState
from tests.views.test_statements import statements
from tests.workflow.world import dossier, person, try_act
from workflow import stories

WORDS = {"title": "Người giữ sạch con đường", "text": "Chị quét đường mỗi sớm.\nAi cũng quý."}
CONSENT = {"consent_by": "Bà Lường Thị Kín", "consent_on": "01/06/2025", "consent_how": "Ký bản in ở trụ sở"}
HONOURS = 4


@pytest.fixture
def awarded(office) -> str:
    with office.app_context():
        row = dossier(State.AWARDED)
        row.award.unit_name = "Hội Liên hiệp Phụ nữ"
        row.born_on, row.address = date(1984, 3, 8), "Ngõ Bí Mật số 9"
        db.session.commit()
        return row.code


def picture() -> tuple[io.BytesIO, str]:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "MayAnhBiMat"
    Image.new("RGB", (40, 30), "red").save(made, "JPEG", exif=exif)
    made.seek(0)
    return made, "anh.jpg"


def send(client, code: str, act: str, version: int = 0, **data):
    return client.post(f"/stories/{code}", data={"act": act, "version": version, **data})


def row_of(office, code: str) -> Story:
    with office.app_context():
        return db.session.scalars(db.select(Story).join(Story.nomination).filter_by(code=code)).one()


def test_a_published_story_says_name_unit_award_decision_and_nothing_private(office, client_of, awarded):
    answer = send(client_of("culture"), awarded, "publish", **WORDS, **CONSENT, photo=picture())
    assert answer.status_code == 302
    story, anybody = row_of(office, awarded), office.test_client()
    page = anybody.get(f"/honours/{story.slug}").get_data(as_text=True)
    assert WORDS["title"] in page
    assert "Hội Liên hiệp Phụ nữ" in page
    assert "Chị quét đường mỗi sớm." in page
    for private in ("08/03/1984", "Bí Mật", CONSENT["consent_by"], CONSENT["consent_how"], awarded):
        assert private not in page
        assert private not in story.slug
    assert WORDS["title"] in anybody.get("/honours").get_data(as_text=True)


def test_a_photo_is_served_of_published_stories_only_and_without_the_notes_of_the_camera(
    office, client_of, awarded
):
    culture, anybody = client_of("culture"), office.test_client()
    send(culture, awarded, "publish", **WORDS, **CONSENT, photo=picture())
    story = row_of(office, awarded)
    answer = anybody.get(f"/honours/{story.slug}/photo")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert b"MayAnhBiMat" not in answer.data
    send(culture, awarded, "take_down", story.version)
    assert anybody.get(f"/honours/{story.slug}/photo").status_code == 404
    assert anybody.get(f"/honours/{story.slug}").status_code == 404
    assert culture.get(f"/stories/{awarded}/photo").status_code == 200


def test_without_consent_the_form_comes_back_with_all_that_was_typed(office, client_of, awarded):
    answer = send(client_of("culture"), awarded, "publish", **WORDS, **CONSENT | {"consent_how": ""})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert WORDS["title"] in page
    assert "Chưa ghi sự đồng ý" in page
    with office.app_context():
        assert stories.story_of(stories.Nomination.query.filter_by(code=awarded).one()) is None


def test_a_photo_that_was_chosen_before_a_refusal_is_asked_for_again(client_of, awarded):
    photo = (io.BytesIO(b"anything"), "anh.jpg")
    answer = send(client_of("culture"), awarded, "save", **WORDS | {"title": ""}, photo=photo)
    assert answer.status_code == 422
    assert 'id="photo-error"' in answer.get_data(as_text=True)


def test_what_is_no_picture_is_refused_at_its_field(client_of, awarded):
    answer = send(client_of("culture"), awarded, "save", **WORDS, photo=(io.BytesIO(b"%PDF-1.4"), "a.jpg"))
    assert answer.status_code == 422
    assert 'id="photo-error"' in answer.get_data(as_text=True)


def test_a_second_click_is_told_and_writes_nothing(office, client_of, awarded):
    culture = client_of("culture")
    assert send(culture, awarded, "save", **WORDS).status_code == 302
    answer = send(culture, awarded, "save", **WORDS | {"text": "Chữ vừa gõ."})
    assert answer.status_code == 409
    assert "Chữ vừa gõ." in answer.get_data(as_text=True)
    assert row_of(office, awarded).text == WORDS["text"]


def test_a_draft_is_shown_to_its_writer_alone(office, client_of, awarded):
    send(client_of("culture"), awarded, "save", **WORDS)
    assert WORDS["title"] in client_of("culture").get(f"/stories/{awarded}/preview").get_data(as_text=True)
    assert client_of("clerk").get(f"/stories/{awarded}/preview").status_code == 403
    assert office.test_client().get(f"/stories/{awarded}/preview").status_code == 302


def test_a_revoked_award_is_no_longer_written_about(office, client_of, awarded):
    send(client_of("culture"), awarded, "publish", **WORDS, **CONSENT)
    with office.app_context():
        row = stories.Nomination.query.filter_by(code=awarded).one()
        try_act(Action.REVOKE, row, person(Role.DISTRICT))
        db.session.commit()
    assert row_of(office, awarded).state is StoryState.TAKEN_DOWN
    assert client_of("culture").get(f"/stories/{awarded}").status_code == 404


def test_settling_takes_it_off_the_list_and_the_queue_says_how_many_wait(client_of, awarded):
    culture = client_of("culture")
    assert "chưa có bài viết" in culture.get("/queue").get_data(as_text=True)
    assert awarded in culture.get("/stories").get_data(as_text=True)
    send(culture, awarded, "settle")
    assert awarded not in culture.get("/stories").get_data(as_text=True)
    assert awarded in culture.get("/stories?tab=none").get_data(as_text=True)


@pytest.mark.parametrize("who", ["clerk", "drafter", "head", "chair", "district", "auditor", "admin"])
def test_the_pages_of_the_writer_are_for_the_culture_officer(client_of, awarded, who):
    client = client_of(who)
    assert client.get("/stories").status_code == client.get(f"/stories/{awarded}").status_code == 403
    assert send(client, awarded, "save", **WORDS).status_code == 403


def test_the_public_pages_cost_the_same_however_many_stories(office):
    def price(address: str) -> int:
        with statements(office) as sent:
            assert office.test_client().get(address).status_code == 200
        return len(sent)

    before = price("/honours")
    with office.app_context():
        culture = person(Role.CULTURE)
        for _number in range(10):
            row = dossier(State.AWARDED)
            story = stories.save_story(row, culture, WORDS | CONSENT, 0)
            stories.publish(row, culture, story.version)
        db.session.commit()
        slug = story.slug
    page = office.test_client().get("/honours").get_data(as_text=True)
    assert page.count(f'href="/honours/{slug.rsplit("-", 1)[0]}') == stories.SHOWN
    assert "Xem các bài viết trước" in page
    assert price("/honours") == before <= HONOURS
    assert price(f"/honours/{slug}") <= HONOURS
