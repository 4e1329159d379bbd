"""Papers that speak for many dossiers: submissions upward, decisions. The caller commits."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import func

from models import Award, Campaign, Decision, Document, Nomination, Submission, SubmissionItem, db
from models.enums import (
    Action,
    DocumentType,
    Level,
    NomineeKind,
    Role,
    State,
    SubmissionState,
)
from workflow.actions import Outcome, faster_than_you, former_act, perform_batch, record, stream_of
from workflow.dates import today
from workflow.errors import ClosedError, NotAllowedError, NotFoundError, NotReadyError, Problem, StaleError
from workflow.inputs import Inputs, read_inputs
from workflow.numbers import next_number
from workflow.people import Person, Post
from workflow.procedures import PROCEDURES
from workflow.visibility import submission_visible_to, visible_to

# From which state a level sends up, to which level, by which act, and who may prepare it.
UPWARD = {
    Level.TOWN: (State.TOWN_REVIEWED, Level.DISTRICT, Action.SEND, (Role.CLERK, Role.CHAIR)),
    Level.DISTRICT: (State.SENT_TO_DISTRICT, Level.PROVINCE, Action.FORWARD, (Role.DISTRICT,)),
}
KIND_ORDER = list(NomineeKind)


def gathering_post(person: Person) -> Post | None:
    """The post in which this person may prepare a submission."""
    for post in person.posts:
        if post.level in UPWARD and post.role in UPWARD[post.level][3]:
            return post
    return None


def find_submission(submission_id: int, person: Person) -> Submission:
    """The submission, locked; `NotFoundError` where the person may not know of it."""
    query = (
        db.select(Submission)
        .filter(Submission.id == submission_id, submission_visible_to(person))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    submission = db.session.scalars(query).one_or_none()
    if submission is None:
        raise NotFoundError(_("Không tìm thấy tờ trình."))
    return submission


def preparing_post(person: Person, submission: Submission) -> Post:
    """The post in which the person prepares this submission."""
    for post in person.posts:
        if post.organisation_id == submission.from_organisation_id and post.role in UPWARD[post.level][3]:
            return post
    raise NotAllowedError(_("Chỉ cơ quan trình mới lập được tờ trình này."))


def gather(person: Person, nomination_ids: Iterable[int]) -> Submission:
    """Put the ticked dossiers on a new list; each must wait here and be on no list yet."""
    post = gathering_post(person)
    if post is None:
        raise NotAllowedError(_("Việc lập tờ trình không thuộc nhiệm vụ của đồng chí."))
    source, _level, _action, _roles = UPWARD[post.level]
    rows = _lock_all(nomination_ids, person)
    if again := _same_list(rows, post):
        return again
    problems = [
        Problem(f"{one.code}: " + _("chưa đến bước lập tờ trình hoặc đã có trong tờ trình khác"))
        for one in rows
        if one.state is not source
        or one.organisation_id(post.level) != post.organisation_id
        or (one.submission and one.submission.state is not SubmissionState.SENT)
        or (source is State.SENT_TO_DISTRICT and one.award_form.granter_level is not Level.PROVINCE)
    ]
    if not rows or problems or len({one.campaign_id for one in rows}) > 1:
        raise NotReadyError(problems or [Problem(_("hãy chọn hồ sơ của cùng một phong trào"))])
    first = rows[0]
    upper = first.district_id if post.level is Level.TOWN else first.province_id
    submission = Submission(
        campaign_id=first.campaign_id, from_organisation_id=post.organisation_id,
        to_organisation_id=upper, made_by_id=person.id, version=1,
        state=SubmissionState.ASSEMBLING,
    )  # fmt: skip
    db.session.add(submission)
    db.session.flush()
    for position, row in enumerate(sorted(rows, key=list_order), 1):
        submission.items.append(SubmissionItem(nomination_id=row.id, position=position))
        row.submission_id = submission.id
        row.version += 1
    _note(submission, "gather", person, post, rows)
    return submission


def _same_list(rows: list[Nomination], post: Post) -> Submission | None:
    """The open list of this office that just these dossiers are on already, after a second click."""
    lists = {one.submission for one in rows}
    if len(lists) != 1 or (only := lists.pop()) is None:
        return None
    is_same = {one.nomination_id for one in only.items} == {one.id for one in rows}
    is_open = only.state is SubmissionState.ASSEMBLING
    return only if is_same and is_open and only.from_organisation_id == post.organisation_id else None


def list_order(row: Nomination) -> tuple[int, int, str]:
    """By award form, collectives first, then the order in which they were drafted."""
    return (row.award_form.position, KIND_ORDER.index(row.kind), row.code)


def freeze(submission: Submission, person: Person, version: int) -> None:
    """Close the list, reserve its number, and order the letter for signing."""
    post = _preparing(submission, person, version, SubmissionState.ASSEMBLING)
    if not submission.items:
        raise NotReadyError([Problem(_("danh sách chưa có hồ sơ nào"))])
    if submission.number is None:
        submission.number = next_number(
            submission.from_organisation_id, DocumentType.SUBMISSION_LETTER.value, today().year
        )
        submission.symbol = f"TTr-{submission.from_organisation.symbol}"
    submission.state = SubmissionState.FROZEN
    submission.frozen_at = func.now()
    submission.list_hash = _list_hash(submission)
    submission.version += 1
    _order(DocumentType.SUBMISSION_LETTER, submission.version, submission_id=submission.id)
    _note(submission, "freeze", person, post, [one.nomination for one in submission.items])


def reopen(submission: Submission, person: Person, version: int) -> None:
    """Open a frozen list again; its number stays reserved for it."""
    post = _preparing(submission, person, version, SubmissionState.FROZEN)
    submission.state = SubmissionState.ASSEMBLING
    submission.version += 1
    _note(submission, "reopen", person, post, [])


def take_off(submission: Submission, person: Person, nomination_id: int, version: int) -> None:
    """Take one dossier off an open list."""
    post = _preparing(submission, person, version, SubmissionState.ASSEMBLING)
    item = next((one for one in submission.items if one.nomination_id == nomination_id), None)
    if item is None:
        raise NotFoundError(_("Hồ sơ không có trong danh sách này."))
    row = item.nomination
    submission.items.remove(item)
    row.submission_id = None
    row.version += 1
    submission.version += 1
    _note(submission, "ungather", person, post, [row])


def send_submission(submission: Submission, person: Person, version: int, request_id: str) -> Outcome:
    """Send the frozen list: every dossier passes, or nothing changes."""
    stream = f"submission:{submission.id}"
    if (again := former_act(person, request_id, "submission")) and again.stream == stream:
        return Outcome(tuple(one.nomination for one in submission.items), again.act_id, is_repeat=True)
    if submission.state is not SubmissionState.FROZEN or submission.version != version:
        raise StaleError(faster_than_you(stream))
    level = submission.from_organisation.level
    action = UPWARD[level][2]
    if submission.list_hash != _list_hash(submission):
        raise NotReadyError([Problem(_("nội dung hồ sơ đã khác với danh sách đã chốt, hãy mở lại"))])
    ids = [one.nomination_id for one in submission.items if one.returned_at is None]
    outcome = perform_batch(action, ids, actor=person, inputs={}, request_id=request_id)
    post = next(
        one for one in person.posts
        if one.organisation_id == submission.from_organisation_id and one.role is not Role.CLERK
    )  # fmt: skip
    submission.state = SubmissionState.SENT
    submission.issued_on = today()
    submission.signer_name, submission.signer_title = person.name, post.label
    submission.signing = post.signing
    submission.version += 1
    _order(DocumentType.SUBMISSION_LETTER, submission.version, submission_id=submission.id)
    _note(submission, action.value, person, post, outcome.nominations, request_id)
    return outcome


def award(
    person: Person, nomination_ids: Iterable[int], inputs: Inputs, request_id: str
) -> tuple[Decision, Outcome]:
    """Grant by one decision: all of them or none; orders the decision and each certificate."""
    rows = _lock_all(nomination_ids, person)
    if again := former_act(person, request_id, "decision"):
        decision = db.session.get_one(Decision, int(again.stream.partition(":")[2]))
        return decision, Outcome(tuple(rows), again.act_id, is_repeat=True)
    if len({(one.award_form_id, one.campaign_id, one.state) for one in rows}) > 1:
        raise NotReadyError([Problem(_("một quyết định chỉ ghi một hình thức khen của một phong trào"))])
    act_id = uuid4()
    outcome = perform_batch(
        Action.AWARD, [one.id for one in rows], actor=person, inputs=inputs,
        request_id=request_id, act_id=act_id,
    )  # fmt: skip
    first = rows[0]
    role = Role.PROVINCE if first.award_form.granter_level is Level.PROVINCE else Role.DISTRICT
    post = person.post_for((role,), first)
    assert post is not None  # The door has checked it.
    clean = read_inputs(PROCEDURES[first.procedure].step(Action.AWARD).fields, inputs)
    decision = Decision(
        campaign_id=first.campaign_id, award_form_id=first.award_form_id,
        organisation_id=post.organisation_id, made_by_id=person.id, **clean,
    )  # fmt: skip
    db.session.add(decision)
    for position, row in enumerate(sorted(rows, key=list_order), 1):
        decision.awards.append(
            Award(nomination_id=row.id, position=position, name=row.name,
                  description=row.position, token=secrets.token_urlsafe(16))
        )  # fmt: skip
    db.session.flush()
    _order(DocumentType.AWARD_DECISION, 1, decision_id=decision.id)
    for one in decision.awards:
        _order(DocumentType.CERTIFICATE, 1, award_id=one.id)
    record("award", stream=f"decision:{decision.id}", actor=person, post=post, act_id=act_id,
           request_id=request_id,
           changes={"decision": (None, decision.title)},
           data={"nominations": [one.code for one in rows]})  # fmt: skip
    return decision, outcome


def awardable(person: Person, award_form_id: int, campaign_id: int) -> list[Nomination]:
    """What lies with this person and could stand in the same decision."""
    places = [(State.SENT_TO_DISTRICT, Role.DISTRICT, Nomination.district_id),
              (State.SENT_TO_PROVINCE, Role.PROVINCE, Nomination.province_id)]  # fmt: skip
    conditions = [(Nomination.state == state) & column.in_(person.at(role)) for state, role, column in places]
    query = (
        db.select(Nomination)
        .filter(
            visible_to(person), conditions[0] | conditions[1],
            Nomination.award_form_id == award_form_id, Nomination.campaign_id == campaign_id,
        )
        .order_by(Nomination.id)
    )  # fmt: skip
    return sorted(db.session.scalars(query), key=list_order)


def decision_number_taken(organisation_id: int, number: str, symbol: str, on: date) -> bool:
    """Whether this office has a decision of that number and symbol in that year."""
    query = db.select(Decision.id).filter(
        Decision.organisation_id == organisation_id, Decision.number == number,
        Decision.symbol == symbol, func.extract("year", Decision.issued_on) == on.year,
    )  # fmt: skip
    return db.session.scalar(query.limit(1)) is not None


def campaign_is_open(campaign: Campaign) -> bool:
    """Whether dossiers can still be drafted for it."""
    return campaign.published and today() <= campaign.ends_on


def _lock_all(ids: Iterable[int], person: Person) -> list[Nomination]:
    wanted = sorted(set(ids))
    query = (
        db.select(Nomination)
        .filter(Nomination.id.in_(wanted), visible_to(person))
        .order_by(Nomination.id)
        .with_for_update(of=Nomination)
        .execution_options(populate_existing=True)
    )
    rows = list(db.session.scalars(query))
    if len(rows) != len(wanted):
        raise NotFoundError(_("Không tìm thấy hồ sơ."))
    if not rows:
        raise NotReadyError([Problem(_("chưa chọn hồ sơ nào"))])
    return rows


def _preparing(submission: Submission, person: Person, version: int, state: SubmissionState) -> Post:
    post = preparing_post(person, submission)
    if submission.state is SubmissionState.SENT:
        raise ClosedError(_("Tờ trình đã được trình, không sửa được nữa."))
    if submission.version != version or submission.state is not state:
        raise StaleError(faster_than_you(f"submission:{submission.id}"))
    return post


def _list_hash(submission: Submission) -> str:
    rows = [[one.position, one.nomination.code, one.nomination.content_hash] for one in submission.items]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _order(kind: DocumentType, version: int, **subject: int) -> None:
    db.session.add(Document(type=kind, version=version, **subject))
    db.session.info["wake"] = True


def _note(
    submission: Submission, action: str, person: Person, post: Post, rows: Iterable[Nomination],
    request_id: str | None = None,
) -> None:  # fmt: skip
    rows, act_id = list(rows), uuid4()
    record(action, stream=f"submission:{submission.id}", actor=person, post=post, act_id=act_id,
           request_id=request_id,
           data={"nominations": [one.code for one in rows], "list_hash": submission.list_hash})  # fmt: skip
    if action in ("gather", "ungather"):
        for row in rows:
            record(action, stream=stream_of(row), actor=person, post=post, nomination=row,
                   act_id=act_id, data={"submission": submission.id})  # fmt: skip
