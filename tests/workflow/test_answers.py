"""Offices that work outside the system: who writes down what they answer, through the same door."""

from __future__ import annotations

import csv
import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from models import (
    Answer,
    AuditEvent,
    AuditValue,
    Decision,
    Document,
    Enclosure,
    Nomination,
    Setting,
    StoredFile,
    Submission,
    db,
)
from models.enums import Action, DocumentType, Level, Role, State, SubmissionState
from tests.workflow.test_batches import frozen
from tests.workflow.world import UNIT, dossier, good_inputs, organisation, person, traces
from workflow import answers, batches
from workflow.actions import perform, perform_batch
from workflow.errors import InputError, NotAllowedError, NotFoundError, NotReadyError, StaleError
from workflow.outside import OUTSIDE, is_outside, outside_today, read_anew
from workflow.procedures import PROCEDURES
from workflow.queues import not_in_one_queue, waiting_for, without_owner
from workflow.settings import setting

PAPER = {"number": "118", "symbol": "QĐ-UBND", "issued_on": "02/06/2025", "signer_name": "Vi Văn Trọng",
         "signer_title": "Chủ tịch"}  # fmt: skip
numbers = iter(range(6000, 7000))


def set_outside(*levels: Level, value: bool = True, since: date = date(2025, 1, 1)) -> None:
    for level in levels:
        place = organisation(UNIT).at(level)
        db.session.add(
            Setting(organisation_id=place.id, key=OUTSIDE, value=value, valid_from=since, source="CV 12")
        )
    db.session.flush()
    read_anew()


def a_scan() -> Enclosure:
    sha256 = hashlib.sha256(uuid4().bytes).hexdigest()
    db.session.add(StoredFile(sha256=sha256, size=1, media_type="application/pdf"))
    db.session.flush()
    scan = Enclosure(sha256=sha256, filename="qd-118.pdf", uploaded_by_id=person(Role.CLERK).id)
    db.session.add(scan)
    db.session.flush()
    return scan


def sent(count: int = 1, form: str = "district_merit") -> Submission:
    rows = [dossier(State.TOWN_REVIEWED, form=form) for _one in range(count)]
    clerk = person(Role.CLERK)
    submission = batches.gather(clerk, [one.id for one in rows])
    batches.freeze(submission, clerk, submission.version)
    batches.send_submission(submission, person(Role.CHAIR), submission.version, uuid4().hex)
    return submission


def tell(submission: Submission, said: dict[str, str], who: Role = Role.CLERK, **more: Any) -> Answer:
    actor, raw = person(who), PAPER | {"number": str(next(numbers))} | more | said
    paper = answers.read_paper(submission, answers.waiting(submission, actor), raw)
    return answers.record_answer(submission, actor, paper, a_scan(), submission.version, uuid4().hex)


def event_of(row: Nomination, action: str) -> AuditEvent:
    query = (
        db.select(AuditEvent).filter_by(nomination_id=row.id, action=action).order_by(AuditEvent.id.desc())
    )
    return db.session.scalars(query).first()


# Who


def read_rows() -> list[dict[str, str]]:
    with (Path(__file__).parents[1] / "permissions_outside.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", read_rows(), ids=lambda row: "-".join(row.values()))
def test_the_door_answers_as_the_file_says(inside: Flask, row: dict[str, str]) -> None:
    action, form, state = Action(row["action"]), row["form"], State(row["state"])
    one = dossier(state, form=form, on_list=action is Action.FORWARD)
    set_outside(*(Level(name) for name in row["outside"].split()))
    actor = person(Role(row["role"]))
    version = one.version
    inputs = good_inputs(action, one) | ({"number": str(next(numbers))} if action is Action.AWARD else {})

    def act() -> None:
        if action in (Action.AWARD, Action.FORWARD):
            perform_batch(action, [one.id], actor=actor, inputs=inputs, request_id="x", recorded=True)
        else:
            perform(action, one.id, actor=actor, inputs=inputs, expected_version=one.version, request_id="x",
                    recorded=True)  # fmt: skip

    if row["expected"] == "allow":
        act()
        assert one.version == version + 1
        return
    before = traces(one.id)
    with pytest.raises((NotAllowedError, NotFoundError)):
        act()
    assert traces(one.id) == before


def test_an_answer_is_never_taken_without_its_paper(inside: Flask) -> None:
    one = dossier(State.SENT_TO_DISTRICT)
    set_outside(Level.DISTRICT)
    for action in (Action.RETURN, Action.DECLINE):
        with pytest.raises(NotAllowedError, match="kèm bản chụp"):
            perform(action, one.id, actor=person(Role.CLERK), inputs=good_inputs(action, one),
                    expected_version=one.version, request_id="x")  # fmt: skip


# The setting


def test_the_choice_counts_from_its_day_until_the_next_and_for_that_office_alone(inside: Flask) -> None:
    one, district = dossier(State.SENT_TO_DISTRICT), organisation(UNIT).at(Level.DISTRICT)
    set_outside(Level.PROVINCE)
    assert not is_outside(one, Level.DISTRICT)
    assert setting(district, OUTSIDE, date(2025, 6, 2)) is False
    set_outside(Level.DISTRICT, since=date(2025, 6, 3))
    assert district.id not in outside_today()
    set_outside(Level.DISTRICT, since=date(2025, 5, 1))
    assert is_outside(one, Level.DISTRICT)
    set_outside(Level.DISTRICT, value=False, since=date(2025, 6, 1))
    assert not is_outside(one, Level.DISTRICT)


@pytest.mark.parametrize(
    "levels", [(), (Level.DISTRICT,), (Level.PROVINCE,), (Level.DISTRICT, Level.PROVINCE)]
)
def test_each_dossier_lies_in_one_queue_with_somebody_there(inside: Flask, levels: tuple[Level, ...]) -> None:
    low = dossier(State.SENT_TO_DISTRICT)
    high = dossier(State.SENT_TO_PROVINCE, form="province_merit")
    set_outside(*levels)
    assert not_in_one_queue() == []
    mine = {low.id, high.id}
    assert [one for one in without_owner() if one.nomination.id in mine] == []
    here = {
        role: set(
            db.session.scalars(
                db.select(Nomination.id).filter(waiting_for(person(role)), Nomination.id.in_(mine))
            )
        )
        for role in (Role.CLERK, Role.DISTRICT, Role.PROVINCE)
    }
    district = Role.CLERK if Level.DISTRICT in levels else Role.DISTRICT
    province = district if Level.PROVINCE in levels else Role.PROVINCE
    assert {role for role, ids in here.items() if low.id in ids} == {district}
    assert {role for role, ids in here.items() if high.id in ids} == {province}
    for one, role in ((low, district), (high, province)):
        assert PROCEDURES[one.procedure].owner(one) is role


# Writing down


def test_one_paper_grants_sends_back_and_declines_and_the_log_says_for_whom(inside: Flask) -> None:
    set_outside(Level.DISTRICT)
    submission = sent(4)
    first, second, third, fourth = (one.nomination for one in submission.items)
    answer = tell(submission, {
        f"result-{first.id}": "award", f"result-{second.id}": "return", f"reason-{second.id}": "Thiếu số liệu",
        f"result-{third.id}": "decline", f"reason-{third.id}": "Sai đối tượng"})  # fmt: skip
    assert [one.state for one in (first, second, third, fourth)] == [
        State.AWARDED, State.UNIT_APPROVED, State.DECLINED, State.SENT_TO_DISTRICT]  # fmt: skip
    district = organisation(UNIT).at(Level.DISTRICT)
    for row, action in ((first, "award"), (second, "return"), (third, "decline")):
        event = event_of(row, action)
        assert (event.on_behalf, event.role) == (district.name, "clerk")
    decision = first.award.decision
    assert (decision.organisation_id, decision.scan_id, decision.title) == (
        district.id, answer.scan_id, answer.title)  # fmt: skip
    papers = db.select(Document).filter(
        (Document.decision_id == decision.id) | (Document.award_id == first.award.id)
    )
    # Its own paper is the scan; only the list to hand it over by is the office's.
    assert [one.type for one in db.session.scalars(papers)] == [DocumentType.HANDOVER_LIST]
    assert [one.returned_at is not None for one in submission.items] == [False, True, True, False]
    assert answers.waiting(submission, person(Role.CLERK)) == [fourth]


def test_the_district_goes_on_to_the_province_and_its_answer_comes_back(inside: Flask) -> None:
    set_outside(Level.DISTRICT, Level.PROVINCE)
    submission = sent(2, "province_merit")
    first, second = (one.nomination for one in submission.items)
    tell(submission, {f"result-{one.id}": "forward" for one in (first, second)}, symbol="TTr-UBND")
    letter = first.submission
    assert (letter.state, letter.from_organisation_id, letter.to_organisation_id) == (
        SubmissionState.SENT, first.district_id, first.province_id)  # fmt: skip
    assert (first.state, letter.kept_by_id) == (State.SENT_TO_PROVINCE, first.town_id)
    assert event_of(first, "forward").on_behalf == organisation(UNIT).at(Level.DISTRICT).name
    assert db.session.scalars(db.select(Document).filter_by(submission_id=letter.id)).all() == []
    clerk = person(Role.CLERK)
    assert batches.find_submission(letter.id, clerk) is letter
    with pytest.raises(NotFoundError):
        batches.find_submission(letter.id, person(Role.CLERK, "KP Thống Nhất Một"))
    tell(
        letter, {f"result-{first.id}": "award", f"result-{second.id}": "return", f"reason-{second.id}": "Chờ"}
    )
    assert (first.state, second.state) == (State.AWARDED, State.UNIT_APPROVED)
    assert first.award.decision.organisation_id == first.province_id


def test_the_districts_officer_writes_down_what_a_province_outside_says(inside: Flask) -> None:
    one = dossier(State.SENT_TO_PROVINCE, form="province_merit")
    set_outside(Level.PROVINCE)
    submission = one.submission
    submission.issued_on = date(2025, 5, 20)
    tell(submission, {f"result-{one.id}": "return", f"reason-{one.id}": "Bổ sung biên bản"}, Role.DISTRICT)
    assert one.state is State.SENT_TO_DISTRICT


def test_the_award_form_must_exist_on_the_day_of_the_paper_not_of_the_writing(inside: Flask) -> None:
    set_outside(Level.DISTRICT)
    submission = sent(1)
    row = submission.items[0].nomination
    submission.issued_on = date(2025, 5, 5)
    row.award_form.valid_to = date(2025, 5, 31)
    db.session.flush()
    with pytest.raises(InputError) as refusal:
        tell(submission, {f"result-{row.id}": "award"})
    assert set(refusal.value.fields) == {"issued_on"}
    tell(submission, {f"result-{row.id}": "award"}, issued_on="30/05/2025")
    assert row.state is State.AWARDED


def test_every_wrong_field_is_named_at_once(inside: Flask) -> None:
    set_outside(Level.DISTRICT)
    submission = sent(3)
    first, second, third = (one.nomination for one in submission.items)
    with pytest.raises(InputError) as refusal:
        tell(submission, {f"result-{first.id}": "return", f"result-{second.id}": "forward",
                          f"result-{third.id}": "decline", f"reason-{third.id}": "ă" * 5001,
                          "signer_name": ""}, issued_on="01/06/2025")  # fmt: skip
    assert set(refusal.value.fields) == {
        f"reason-{first.id}", f"result-{second.id}", f"reason-{third.id}", "signer_name"}  # fmt: skip
    with pytest.raises(InputError) as refusal:
        tell(submission, {})
    assert set(refusal.value.fields) == {"results"}
    with pytest.raises(InputError) as refusal:
        tell(submission, {f"result-{first.id}": "award"}, issued_on="01/05/2025")
    assert set(refusal.value.fields) == {"issued_on"}


def test_a_decision_and_a_letter_are_not_one_paper(inside: Flask) -> None:
    set_outside(Level.DISTRICT)
    clerk = person(Role.CLERK)
    rows = [dossier(State.TOWN_REVIEWED), dossier(State.TOWN_REVIEWED, form="province_merit")]
    submission = batches.gather(clerk, [one.id for one in rows])
    batches.freeze(submission, clerk, submission.version)
    batches.send_submission(submission, person(Role.CHAIR), submission.version, uuid4().hex)
    with pytest.raises(InputError) as refusal:
        tell(submission, {f"result-{rows[0].id}": "award", f"result-{rows[1].id}": "forward"})
    assert set(refusal.value.fields) == {"results"}


def test_a_second_click_writes_nothing_and_an_old_page_learns_who_was_faster(inside: Flask) -> None:
    set_outside(Level.DISTRICT)
    submission, clerk = sent(2), person(Role.CLERK)
    first, second = (one.nomination for one in submission.items)
    raw = PAPER | {"number": str(next(numbers)), f"result-{first.id}": "award"}
    paper = answers.read_paper(submission, answers.waiting(submission, clerk), raw)
    seen, click = submission.version, uuid4().hex
    done = answers.record_answer(submission, clerk, paper, a_scan(), seen, click)
    assert answers.record_answer(submission, clerk, paper, a_scan(), seen, click) is done
    assert len(db.session.scalars(db.select(Decision).filter_by(number=done.number)).all()) == 1
    raw = PAPER | {"number": str(next(numbers)), f"result-{second.id}": "award"}
    late = answers.read_paper(submission, answers.waiting(submission, clerk), raw)
    with pytest.raises(StaleError, match="đã ghi nhận kết quả của cấp trên"):
        answers.record_answer(submission, clerk, late, a_scan(), seen, uuid4().hex)


def test_a_held_dossier_stops_the_whole_paper(inside: Flask) -> None:
    set_outside(Level.DISTRICT)
    submission = sent(2)
    first, second = (one.nomination for one in submission.items)
    perform(Action.HOLD, second.id, actor=person(Role.CLERK), inputs={"reason": "Có đơn"},
            expected_version=second.version, request_id="h")  # fmt: skip
    with pytest.raises(NotReadyError, match=second.code):
        tell(submission, {f"result-{one.id}": "award" for one in (first, second)})


def test_what_the_checks_find_stops_no_paper_is_told_before_and_stands_in_the_log(inside: Flask) -> None:
    set_outside(Level.DISTRICT)
    submission = sent(1)
    row = submission.items[0].nomination
    row.unit.valid_to = date(2025, 6, 1)
    db.session.flush()
    (doubt,) = answers.doubts_about([row])[row.id]
    tell(submission, {f"result-{row.id}": "award"})
    assert row.state is State.AWARDED
    kept = db.select(AuditValue.value).filter_by(event_id=event_of(row, "award").id, field="doubts")
    assert json.loads(db.session.scalars(kept).one()) == [None, doubt]


def test_the_same_fault_stops_a_decision_that_is_taken_in_the_system(inside: Flask) -> None:
    row = dossier(State.SENT_TO_DISTRICT)
    row.unit.valid_to = date(2025, 6, 1)
    db.session.flush()
    with pytest.raises(NotReadyError):
        perform_batch(Action.AWARD, [row.id], actor=person(Role.DISTRICT), inputs=good_inputs(Action.AWARD, row),
                      request_id="x")  # fmt: skip


def later(action: Action, row: Nomination, role: Role, scan: Enclosure | None) -> None:
    perform(action, row.id, actor=person(role), inputs=good_inputs(action, row), expected_version=row.version,
            request_id=uuid4().hex, scan=scan)  # fmt: skip


def test_what_the_granter_outside_revokes_or_corrects_is_written_down_with_its_paper(inside: Flask) -> None:
    row, corrected, revoked = dossier(State.AWARDED), a_scan(), a_scan()
    set_outside(Level.DISTRICT)
    for action in (Action.CORRECT, Action.REVOKE):
        with pytest.raises(NotAllowedError, match="kèm bản chụp"):
            later(action, row, Role.CLERK, None)
        with pytest.raises(NotAllowedError):
            later(action, row, Role.DISTRICT, a_scan())
    later(Action.CORRECT, row, Role.CLERK, corrected)
    later(Action.REVOKE, row, Role.CLERK, revoked)
    assert (row.award.correction_scan_id, row.award.revoked_scan_id) == (corrected.id, revoked.id)
    event = event_of(row, "revoke")
    assert (event.on_behalf, event.data["files"]) == (
        organisation(UNIT).at(Level.DISTRICT).name,
        [revoked.sha256],
    )
    # The list that waits for answers has nothing more to ask.
    assert answers.waiting(row.submission, person(Role.CLERK)) == []


def test_nobody_writes_down_for_an_office_that_uses_the_system(inside: Flask) -> None:
    submission = frozen(1)
    batches.send_submission(submission, person(Role.CHAIR), submission.version, uuid4().hex)
    assert answers.waiting(submission, person(Role.CLERK)) == []
