"""Puts dossiers into any state, and people into one post each, for the tests of the door."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from models import (
    Appointment,
    Attachment,
    Award,
    AwardForm,
    Campaign,
    Claim,
    Decision,
    Hold,
    Nomination,
    Nominee,
    Organisation,
    Snapshot,
    StoredFile,
    Submission,
    SubmissionItem,
    db,
)
from models.enums import Action, Level, NomineeKind, Role, State, SubmissionState
from models.text import marked_key, search_key
from workflow.actions import Outcome, perform, perform_batch, record, stream_of
from workflow.content import content_of, hash_of
from workflow.dates import today
from workflow.likeness import keep
from workflow.people import Person, Post

UNIT, OTHER_UNIT, OTHER_TOWN_UNIT = "Hội LHPN", "Đoàn Thanh niên", "KP Thống Nhất Một"
ORDER = [State.DRAFTING, State.DRAFTED, State.UNIT_APPROVED, State.TOWN_REVIEWED,
         State.SENT_TO_DISTRICT, State.SENT_TO_PROVINCE, State.AWARDED]  # fmt: skip
# The states through which a dossier goes, said here a second time.
LINES = {"district": ORDER, "commune": [one for one in ORDER if one is not State.SENT_TO_DISTRICT]}
TODAY, NOW = date(2025, 6, 2), datetime(2025, 5, 12, 8, tzinfo=UTC)
LEVELS = {
    Role.DRAFTER: Level.UNIT, Role.UNIT_HEAD: Level.UNIT, Role.DISTRICT: Level.DISTRICT,
    Role.PROVINCE: Level.PROVINCE,
}  # fmt: skip
BATCH = (Action.SEND, Action.FORWARD, Action.AWARD)
numbers = count(1)


def organisation(short_name: str) -> Organisation:
    return db.session.scalars(db.select(Organisation).filter_by(short_name=short_name)).one()


def person(role: Role, unit_name: str = UNIT) -> Person:
    """Who holds the role on the route of that unit, with this post and no other."""
    place = organisation(unit_name).at(LEVELS.get(role, Level.TOWN))
    one = db.session.scalars(
        db.select(Appointment).filter_by(role=role, organisation_id=place.id).order_by(Appointment.id)
    ).first()
    assert one is not None, f"nobody is {role} at {place.name}"
    post = Post(role, place.id, place.name, place.level, one.title, one.signing)
    return Person(one.user_id, one.user.full_name, (post,), one.user.username)


def dossier(
    state: State,
    *,
    form: str = "district_merit",
    unit_name: str = UNIT,
    on_list: bool = False,
    received: bool = True,
    appraised: bool = True,
    hold: Level | None = None,
) -> Nomination:
    """A complete dossier in that state, with all that earlier steps would have left behind."""  # fmt: skip
    unit = organisation(unit_name)
    campaign = db.session.scalars(
        db.select(Campaign).filter_by(organisation_id=unit.at(Level.TOWN).id, published=True)
    ).first()
    campaign.guidance_number = campaign.guidance_number or "12"
    award_form = db.session.scalars(db.select(AwardForm).filter_by(campaign_id=campaign.id, code=form)).one()
    row = _draft(unit, campaign, award_form)
    step = ORDER.index(state)
    row.state = state
    if step >= 1:
        row.submitted_at = NOW
        content = content_of(row)
        row.snapshots.append(Snapshot(round=1, content_hash=row.content_hash, content=content))
        keep(row)
    if step >= 2:
        row.approved_hash = row.content_hash
        if received or step > 2:
            row.receipt_number, row.received_on = f"{next(numbers):02d}", today()
        if appraised or step > 2:
            row.appraised_hash = row.content_hash
    _go_up(row, step)
    if on_list:
        _put_on_list(row, *_next_list(row))
    if state is State.AWARDED:
        _grant(row)
    if hold:
        place = row.organisation_id(hold)
        db.session.add(Hold(nominee_id=row.nominee_id, nomination_id=row.id, reason="Có đơn thư",
                            level=hold, organisation_id=place, set_on=today(),
                            set_by_id=row.drafted_by_id))  # fmt: skip
    db.session.flush()
    return row


def _draft(unit: Organisation, campaign: Campaign, award_form: AwardForm) -> Nomination:
    number, kind = next(numbers), NomineeKind.COLLECTIVE
    drafter = person(Role.DRAFTER, unit.short_name)
    name = f"Tổ tự quản số {number}"
    nominee = Nominee(kind=kind, name=name, search_key=search_key(name), sort_key=search_key(name),
                      unit_id=unit.id, town_id=unit.at(Level.TOWN).id)  # fmt: skip
    row = Nomination(
        code=f"THU-{uuid4().hex[:10]}", campaign=campaign, award_form=award_form, nominee=nominee,
        procedure=campaign.procedure, state=State.DRAFTING, waiting_from=today(), kind=kind, name=name,
        position="", search_key=search_key(name), marked_key=marked_key(name),
        sort_key=search_key(name), gender="", hometown="", address="", summary="Giữ sạch đường phố.", drafted_by_id=drafter.id,
        version=1, state_seq=1, round=1, review_note="", hand_over_note="",
        **{f"{level.value}_id": place.id for level in Level if (place := unit.at(level))},
    )  # fmt: skip
    row.unit = unit
    db.session.add(row)
    for criterion in award_form.criteria_for(kind):
        row.claims.append(Claim(criterion=criterion, text="Dọn vệ sinh 12 buổi.", evidence="Sổ trực."))
    for paper in award_form.papers_for(kind):
        sha256 = hashlib.sha256(f"{row.code} {paper}".encode()).hexdigest()
        stored = StoredFile(sha256=sha256, size=1, media_type="application/pdf")
        row.attachments.append(
            Attachment(file=stored, kind=paper, filename=f"{paper}.pdf", uploaded_by_id=drafter.id)
        )
    db.session.flush()
    row.content_hash = hash_of(content_of(row))
    record("create", stream=stream_of(row), actor=drafter, post=drafter.posts[0], nomination=row)
    return row


def _go_up(row: Nomination, step: int) -> None:
    """The lists on which a dossier at that place of `ORDER` has gone up, the last one last."""
    goes_far, is_commune = row.award_form.code == "province_merit", row.procedure == "commune"
    if is_commune and step == 6 and not goes_far:
        _put_on_list(row, Level.TOWN, Level.TOWN, SubmissionState.SENT)
    elif is_commune and step >= 5:
        row.sent_at = row.forwarded_at = NOW
        _put_on_list(row, Level.TOWN, Level.PROVINCE, SubmissionState.SENT)
    elif not is_commune and step >= 4:
        row.sent_at = NOW
        _put_on_list(row, Level.TOWN, Level.DISTRICT, SubmissionState.SENT)
        if goes_far and step >= 5:
            row.forwarded_at = NOW
            _put_on_list(row, Level.DISTRICT, Level.PROVINCE, SubmissionState.SENT)


def _next_list(row: Nomination) -> tuple[Level, Level, SubmissionState]:
    """From where to where it would go next, on a list that is closed; within the office that is enough."""
    if row.procedure == "commune":
        if row.award_form.code == "province_merit":
            return Level.TOWN, Level.PROVINCE, SubmissionState.FROZEN
        return Level.TOWN, Level.TOWN, SubmissionState.SENT
    if row.state is State.TOWN_REVIEWED:
        return Level.TOWN, Level.DISTRICT, SubmissionState.FROZEN
    return Level.DISTRICT, Level.PROVINCE, SubmissionState.FROZEN


def _put_on_list(row: Nomination, sender: Level, receiver: Level, state: SubmissionState) -> None:
    submission = Submission(
        campaign_id=row.campaign_id, from_organisation_id=row.organisation_id(sender),
        to_organisation_id=row.organisation_id(receiver), state=state, made_by_id=row.drafted_by_id,
    )  # fmt: skip
    submission.items.append(SubmissionItem(nomination=row, position=1))
    db.session.add(submission)
    row.submission = submission
    db.session.flush()


def _grant(row: Nomination) -> None:
    level = row.award_form.granter_level
    decision = Decision(
        campaign_id=row.campaign_id, award_form_id=row.award_form_id,
        organisation_id=row.organisation_id(level), number=str(1000 + next(numbers)), symbol="QĐ-UBND",
        issued_on=today(), signer_name="Hoàng Phúc Trường", signer_title="Chủ tịch",
        made_by_id=row.drafted_by_id,
    )  # fmt: skip
    decision.awards.append(Award(nomination=row, position=1, name=row.name, token=uuid4().hex))
    db.session.add(decision)


def good_inputs(action: Action, row: Nomination) -> dict[str, Any]:
    """What the act asks for, filled in rightly."""
    reason = {"reason": "Theo kết luận của cuộc họp"}
    if action is Action.RETURN:
        line = LINES[row.procedure]
        target = line[line.index(row.state) - 1] if row.state in line[1:-1] else State.DRAFTING
        return {"to_state": target.value, "remarks": {"general": "Ghi rõ số liệu"}}
    if action is Action.APPRAISE:
        wanted = row.award_form.criteria_for(row.kind)
        return {"items": [{"criterion_id": one.id, "met": True, "remark": ""} for one in wanted]}
    if action is Action.SET_FORM:
        other = next(one for one in row.campaign.award_forms if one.id != row.award_form_id)
        return {"award_form_id": other.id} | reason
    paper, day = {"paper": "15/QĐ-UBND"} | reason, f"{today():%d/%m/%Y}"
    return {
        Action.RECEIVE: {"received_on": day},
        Action.DECLINE: reason, Action.WITHDRAW: reason, Action.HOLD: reason,
        Action.RELEASE: reason, Action.CORRECT: paper | {"correction_kind": "letter"},
        Action.REVOKE: paper | {"revoked_on": day, "ground": "a"},
        Action.HAND_OVER: {"handed_over_on": day},
        Action.AWARD: {"number": "118", "symbol": "QĐ-UBND", "issued_on": day,
                       "signer_name": "Hoàng Phúc Trường", "signer_title": "Chủ tịch"},
    }.get(action, {})  # fmt: skip


def try_act(action: Action, row: Nomination, actor: Person, **choices: Any) -> Outcome:
    """The act through the door, as a person does it who has just opened the page."""
    inputs = choices.get("inputs", good_inputs(action, row))
    request_id = choices.get("request_id", uuid4().hex)
    if action in BATCH:
        return perform_batch(action, [row.id], actor=actor, inputs=inputs, request_id=request_id)
    version = choices.get("version", row.version)
    return perform(action, row.id, actor=actor, inputs=inputs, expected_version=version,
                   request_id=request_id)  # fmt: skip


def traces(nomination_id: int) -> dict[str, Any]:
    """All that an act could leave behind on this dossier, as the database has it now."""
    db.session.flush()
    query = db.text(
        "SELECT to_jsonb(n) AS row,"
        " (SELECT count(*) FROM audit_event WHERE nomination_id = n.id) AS events,"
        " (SELECT count(*) FROM message WHERE nomination_id = n.id) AS messages,"
        " (SELECT count(*) FROM remark WHERE nomination_id = n.id) AS remarks,"
        " (SELECT count(*) FROM appraisal WHERE nomination_id = n.id) AS appraisals,"
        " (SELECT count(*) FROM snapshot WHERE nomination_id = n.id) AS snapshots,"
        " (SELECT jsonb_agg(to_jsonb(h) ORDER BY h.id) FROM hold h"
        "   WHERE nominee_id = n.nominee_id) AS holds,"
        " (SELECT to_jsonb(a) FROM award a WHERE nomination_id = n.id) AS award,"
        " (SELECT coalesce(sum(last), 0) FROM number_book) AS numbers"
        " FROM nomination n WHERE n.id = :id"
    )
    return dict(db.session.execute(query, {"id": nomination_id}).mappings().one())
