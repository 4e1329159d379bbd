"""What must agree before a list leaves: numbers, names, forms, minutes, papers."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from models import AgendaItem, Attachment, AuditEvent, ReviewMeeting, Setting, Submission, db
from models.enums import Action, AttachmentKind, MeetingState, ReviewBody, Role, State
from tests.workflow.test_batches import a_list, frozen
from tests.workflow.world import TODAY, dossier, person, try_act
from workflow import batches
from workflow.abbreviations import abbreviations
from workflow.consistency import Check, checks_of
from workflow.errors import NotReadyError


def check(submission: Submission, title: str) -> Check:
    return next(one for one in checks_of(submission) if one.title == title)


def test_a_list_in_order_says_what_was_counted_and_can_be_closed(inside: Flask) -> None:
    submission = a_list(3)
    assert [one.wrong for one in checks_of(submission)] == [()] * 6
    assert check(submission, "Số lượng").found == "3 hồ sơ trong danh sách, 3 báo cáo thành tích"
    batches.freeze(submission, person(Role.CLERK), submission.version)
    assert check(submission, "Số lượng").found.endswith("3 dòng trong tờ trình")
    assert "31/12/2025" in check(submission, "Thời gian lập thành tích").found


def test_a_dossier_without_its_report_holds_the_list_back(inside: Flask) -> None:
    submission = a_list(2)
    row = submission.items[1].nomination
    for one in row.attachments:
        one.removed_at = db.func.now()
    db.session.flush()
    with pytest.raises(NotReadyError) as refusal:
        batches.freeze(submission, person(Role.CLERK), submission.version)
    said = [one.text for one in refusal.value.problems]
    assert said == [
        f"Số lượng: {row.name} ({row.code}): chưa có báo cáo thành tích",
        f"Giấy tờ phải có: {row.name} ({row.code}): thiếu Báo cáo thành tích",
    ]
    assert submission.number is None


def test_two_reports_look_odd_and_hold_nothing_back(inside: Flask) -> None:
    submission = a_list(1)
    row = submission.items[0].nomination
    row.attachments.append(Attachment(sha256=row.attachments[0].sha256, kind=AttachmentKind.REPORT,
                                      filename="b.pdf", uploaded_by_id=row.drafted_by_id))  # fmt: skip
    db.session.flush()
    found = check(submission, "Số lượng")
    assert (found.wrong, found.odd) == ((), (f"{row.name} ({row.code}): có 2 báo cáo thành tích",))


def test_a_name_that_the_register_spells_otherwise_holds_even_a_closed_list_back(inside: Flask) -> None:
    submission = frozen(1)
    submission.items[0].nomination.nominee.name = "Tổ Tự quản số Một"
    db.session.flush()
    with pytest.raises(NotReadyError, match="sổ đối tượng ghi “Tổ Tự quản số Một”"):
        batches.send_submission(submission, person(Role.CHAIR), submission.version, uuid4().hex)


def test_the_position_and_the_unit_of_the_register_are_compared(inside: Flask) -> None:
    submission = a_list(1)
    submission.items[0].nomination.nominee.position = "Tổ trưởng"
    db.session.flush()
    assert "sổ đối tượng ghi chức vụ “Tổ trưởng”" in check(submission, "Tên, chức vụ, đơn vị").odd[0]


@pytest.mark.parametrize(
    ("text", "wrong", "odd"),
    [
        ("Phó Chủ tịch UBND thị trấn", [], []),
        ("Khối phố II", [], []),
        ("Văn phòng HĐND và UBND", [], []),
        (
            "KP Hoàng Văn Thụ, TT Bắc Sơn",
            ["“KP” viết đầy đủ là “khối phố”", "“TT” viết đầy đủ là “thị trấn”"],
            [],
        ),
        ("PCT UBND", ["“PCT” viết đầy đủ là “phó chủ tịch”"], []),
        ("Trường THCS Bắc Sơn", [], ["“THCS” có thể là chữ viết tắt"]),
        ("Ng. Văn An", [], ["“Ng.” có thể là chữ viết tắt"]),
        ("HOÀNG THỊ PHƯƠNG", [], ["“HOÀNG THỊ PHƯƠNG” viết toàn chữ in hoa"]),
        ("", [], []),
    ],
)
def test_short_forms_are_found_in_names(inside: Flask, text: str, wrong: list[str], odd: list[str]) -> None:
    assert abbreviations(text) == (wrong, odd)


def test_the_form_that_the_unit_asked_for_is_named_where_the_town_chose_another(inside: Flask) -> None:
    submission = a_list(1)
    row = submission.items[0].nomination
    row.award_form = next(one for one in row.campaign.award_forms if one.code == "province_merit")
    db.session.flush()
    found = check(submission, "Hình thức khen")
    assert found.wrong == ()
    assert "đơn vị đề nghị “Giấy khen" in found.odd[0]


def test_where_an_office_meets_the_minutes_give_day_and_votes(inside: Flask) -> None:
    submission = a_list(2)
    town = submission.from_organisation
    db.session.add(Setting(organisation_id=town.id, key="review_body", value="council",
                           valid_from=date(2025, 1, 1)))  # fmt: skip
    meeting = ReviewMeeting(
        organisation_id=town.id, campaign_id=submission.campaign_id, body=ReviewBody.COUNCIL,
        state=MeetingState.CLOSED, held_on=TODAY, closed_at=db.func.now(), made_by_id=person(Role.CLERK).id,
    )  # fmt: skip
    first = submission.items[0].nomination
    meeting.agenda.append(AgendaItem(nomination=first, position=1, content_hash=first.content_hash,
                                     votes_for=7, electors=7, is_passed=True))  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    found = check(submission, "Biên bản họp xét")
    assert found.found == "họp ngày 02/06/2025"
    assert found.wrong == (
        f"{submission.items[1].nomination.name} ({submission.items[1].nomination.code}): chưa có kết quả họp xét",
    )


def test_a_dossier_that_was_reviewed_before_the_office_held_meetings_may_leave(inside: Flask) -> None:
    before, after = dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED)
    try_act(Action.REVIEW, before, person(Role.CLERK))
    event = db.session.scalars(
        db.select(AuditEvent).filter_by(nomination_id=before.id, action="review")
    ).one()
    assert event.data["day"] == f"{TODAY}"
    db.session.add(Setting(organisation_id=before.town_id, key="review_body", value="council", source="QĐ 1",
                           valid_from=TODAY + timedelta(days=1)))  # fmt: skip
    db.session.flush()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEMO_DATE", f"{TODAY + timedelta(days=2)}")
        submission = batches.gather(person(Role.CLERK), [before.id])
        batches.freeze(submission, person(Role.CLERK), submission.version)
        with pytest.raises(NotReadyError, match="chưa đưa ra họp xét"):
            try_act(Action.REVIEW, after, person(Role.CLERK))
