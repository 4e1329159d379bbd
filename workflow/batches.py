"""Lists of dossiers that go up together with one letter. The caller commits.

Locks are taken in one order everywhere: first the dossiers in the order of their ids, then the
list that they stand on. So a dossier that is locked cannot be put on a list, frozen or sent
meanwhile, and whoever changes a list holds all of its dossiers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from sqlalchemy import Select, func
from sqlalchemy.orm import joinedload, selectinload

from models import (
    Campaign,
    Decision,
    Nomination,
    Submission,
    SubmissionItem,
    db,
)
from models.enums import (
    DocumentType,
    NomineeKind,
    SubmissionState,
)
from workflow import audit
from workflow.actions import (
    Outcome,
    faster_than_you,
    former_act,
    lock_all,
    perform_batch,
    record_all,
    stream_of,
)
from workflow.audience import announce, owners_of
from workflow.ceilings import lock_rooms
from workflow.consistency import what_holds_back
from workflow.dates import today
from workflow.errors import (
    ClosedError,
    NotAllowedError,
    NotFoundError,
    NotReadyError,
    Problem,
    StaleError,
)
from workflow.inputs import Field, Inputs, read_inputs, read_line, read_signer
from workflow.letter_numbers import give_number
from workflow.orders import order
from workflow.people import Person, Post
from workflow.procedures import PROCEDURES
from workflow.steps import Way
from workflow.visibility import submission_visible_to
from workflow.words import Words

KIND_ORDER = list(NomineeKind)
# More than this many on one paper is a mistake.
MOST_ON_PAPER = 500
# Who signs a letter that the acting officer only sends.
SIGNER_FIELDS = (Field("signer_name", read_signer), Field("signer_title", read_line))


def way_of(submission: Submission) -> Way:
    """How the list goes up, by the procedure of its campaign."""
    return PROCEDURES[submission.campaign.procedure].way_between(
        submission.from_organisation, submission.to_organisation
    )


def _words(submission: Submission) -> Words:
    return PROCEDURES[submission.campaign.procedure].words


def gathering_post(person: Person) -> Post | None:
    """A post in which this person may prepare a submission."""
    return next(iter(_gathering_posts(person)), None)


def may_gather(person: Person, row: Nomination) -> bool:
    """Whether this person may put the dossier on a list now."""
    return any(waits_for_list(row, post) for post in _gathering_posts(person))


def _gathering_posts(person: Person) -> list[Post]:
    return [one for one in person.posts if _prepares(one)]


def _prepares(post: Post) -> bool:
    ways = (way for one in PROCEDURES.values() for way in one.ways)
    return any(way.level is post.level and post.role in way.preparers for way in ways)


def find_submission(submission_id: int, person: Person) -> Submission:
    """The submission with its rows; `NotFoundError` where the person may not know of it."""
    query = _with_rows(db.select(Submission)).filter(
        Submission.id == submission_id, submission_visible_to(person)
    )
    submission = db.session.scalars(query).one_or_none()
    if submission is None:
        raise NotFoundError(_("Không tìm thấy tờ trình."))
    return submission


def _with_rows(query: Select[Any]) -> Select[Any]:
    """The query with all that the page and the guards read, whatever the number of rows."""
    row = selectinload(Submission.items).joinedload(SubmissionItem.nomination)
    return query.options(
        joinedload(Submission.from_organisation), joinedload(Submission.to_organisation),
        joinedload(Submission.campaign),
        row.joinedload(Nomination.award_form), row.joinedload(Nomination.unit),
        row.joinedload(Nomination.nominee), row.joinedload(Nomination.campaign),
        row.joinedload(Nomination.town),
    )  # fmt: skip


def preparing_post(person: Person, submission: Submission) -> Post:
    """The post in which the person prepares this submission."""
    for post in _gathering_posts(person):
        if post.organisation_id == submission.from_organisation_id:
            return post
    raise NotAllowedError(_("Chỉ cơ quan trình mới lập được tờ trình này."))


def sending_post(person: Person, submission: Submission) -> Post | None:
    """The post in which the person sends this submission, if he has it."""
    sender = way_of(submission).sender
    place = submission.from_organisation_id
    return next((one for one in person.posts if (one.role, one.organisation_id) == (sender, place)), None)


def gather(person: Person, nomination_ids: Iterable[int]) -> Submission:
    """Put the ticked dossiers on a new list; each must wait here and be on no list yet."""
    if gathering_post(person) is None:
        raise NotAllowedError(_("Việc lập tờ trình không thuộc nhiệm vụ của đồng chí."))
    rows = lock_ticked(nomination_ids, person)
    post = _post_for(person, rows[0])
    if again := _same_list(rows, post):
        return again
    _refuse_elsewhere(rows, post)
    submission = _new_list(rows, person, post)
    _note(submission, "gather", person, post, rows, of_each=True)
    return submission


def _post_for(person: Person, row: Nomination) -> Post:
    """In which of his posts the person gathers this dossier; one of a wrong office explains itself."""
    posts = _gathering_posts(person)
    on_route = [one for one in posts if row.organisation_id(one.level) == one.organisation_id]
    waiting = [one for one in on_route if waits_for_list(row, one)]
    return (waiting or on_route or posts)[0]


def _refuse_elsewhere(rows: list[Nomination], post: Post) -> None:
    problems = [
        Problem(f"{one.code}: " + _("chưa đến bước lập tờ trình hoặc đã có trong tờ trình khác"))
        for one in rows
        if not waits_for_list(one, post)
    ]
    if not problems and len({one.campaign_id for one in rows}) > 1:
        problems = [Problem(_("hãy chọn hồ sơ của cùng một phong trào"))]
    if not problems and len({_way_up(one, post) for one in rows}) > 1:
        problems = [Problem(_("hãy lập riêng tờ trình cho những hồ sơ do từng cấp quyết định"))]
    if problems:
        raise NotReadyError(problems)


def waits_for_list(row: Nomination, post: Post) -> bool:
    """Whether the holder of this post may put the dossier on a list now."""
    way = _way_up(row, post)
    is_here = way is not None and post.role in way.preparers
    # A list that was sent brought it here; one that is within the office still has it.
    is_free = row.submission is None or (
        row.submission.state is SubmissionState.SENT
        and row.submission.to_organisation_id == post.organisation_id
        and row.submission.from_organisation_id != post.organisation_id
    )
    return is_here and is_free and row.organisation_id(post.level) == post.organisation_id


def _way_up(row: Nomination, post: Post) -> Way | None:
    return PROCEDURES[row.procedure].way_for(row, post.level)


def _new_list(rows: list[Nomination], person: Person, post: Post) -> Submission:
    way = _way_up(rows[0], post)
    assert way is not None  # They wait for a list here.
    submission = Submission(
        campaign_id=rows[0].campaign_id, from_organisation_id=post.organisation_id,
        to_organisation_id=rows[0].organisation_id(way.upper),
        made_by_id=person.id, version=1, state=SubmissionState.ASSEMBLING,
    )  # fmt: skip
    for position, row in enumerate(sorted(rows, key=list_order), 1):
        submission.items.append(SubmissionItem(nomination_id=row.id, position=position))
    db.session.add(submission)
    db.session.flush()
    for row in rows:
        row.submission_id = submission.id
        row.version += 1
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


def addable(submission: Submission, person: Person) -> list[Nomination]:
    """What waits for a list of this office and could stand on this one, in the order of the list."""
    post, first = preparing_post(person, submission), submission.items[:1]
    sources = {way.source for one in PROCEDURES.values() for way in one.ways if way.level is post.level}
    query = (
        db.select(Nomination)
        .filter(
            Nomination.campaign_id == submission.campaign_id, Nomination.state.in_(sources),
            getattr(Nomination, f"{post.level.value}_id") == post.organisation_id,
        )
        .options(joinedload(Nomination.award_form), joinedload(Nomination.unit), joinedload(Nomination.submission))
        .order_by(Nomination.id)
    )  # fmt: skip
    way = _way_up(first[0].nomination, post) if first else None
    rows = [one for one in db.session.scalars(query) if waits_for_list(one, post)]
    return sorted((one for one in rows if way in (None, _way_up(one, post))), key=list_order)[:MOST_ON_PAPER]


def put_on(submission: Submission, person: Person, nomination_ids: Iterable[int], version: int) -> int:
    """Put more dossiers on an open list; how many."""
    lock_ticked(nomination_ids, person)
    post = _preparing(submission, person, version, SubmissionState.ASSEMBLING)
    wanted = set(nomination_ids)
    rows = [one for one in addable(submission, person) if one.id in wanted]
    if len(rows) != len(wanted) or len(rows) + len(submission.items) > MOST_ON_PAPER:
        raise NotReadyError([Problem(_("có hồ sơ không đưa thêm vào danh sách này được, xin chọn lại"))])
    for row in rows:
        submission.items.append(SubmissionItem(nomination_id=row.id, nomination=row, position=0))
        row.submission_id = submission.id
        row.version += 1
    for position, item in enumerate(sorted(submission.items, key=lambda one: list_order(one.nomination)), 1):
        item.position = position
    submission.version += 1
    db.session.flush()
    _note(submission, "gather", person, post, rows, of_each=True)
    return len(rows)


def freeze(submission: Submission, person: Person, version: int, typed: Inputs | None = None) -> None:
    """Close the list, reserve its number (`typed` by a unit, if it wishes), and order the letter."""
    post = _preparing(submission, person, version, SubmissionState.ASSEMBLING)
    if not submission.items:
        raise NotReadyError([Problem(_("danh sách chưa có hồ sơ nào"))])
    _refuse_inconsistent(submission)
    if submission.number is None:
        give_number(submission, typed)
    submission.state = SubmissionState.FROZEN
    submission.frozen_at = func.now()
    for position, item in enumerate(sorted(submission.items, key=lambda one: one.position), 1):
        item.position = position  # One may have been taken off.
    submission.list_hash = _list_hash(submission)
    submission.version += 1
    if way_of(submission).is_within:
        # Nobody has to send it: it lies with the head of the same office now.
        submission.state, submission.issued_on = SubmissionState.SENT, today()
        submission.signer_name, submission.signer_title = person.name, post.written
    order(DocumentType.SUBMISSION_LETTER, submission.version, submission_id=submission.id)
    rows, act_id = [one.nomination for one in submission.items], uuid4()
    ids = _note(submission, "freeze", person, post, rows, of_each=True, act_id=act_id)
    told = owners_of(rows, PROCEDURES, but=person)
    announce(
        [(row, id_, "freeze", act_id, people) for row, id_, people in zip(rows, ids[1:], told, strict=True)]
    )


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
    _note(submission, "ungather", person, post, [row], of_each=True)


def send_submission(
    submission: Submission, person: Person, version: int, request_id: str, signer: Inputs | None = None
) -> Outcome:
    """Send the frozen list: every dossier passes, or nothing changes.

    A chair signs himself; an officer who only sends says who signed, else it is whoever signed
    there last.
    """
    lock_list(submission, person)
    stream = f"submission:{submission.id}"
    if (again := former_act(person, request_id, "submission")) and again.stream == stream:
        return Outcome(tuple(one.nomination for one in submission.items), again.act_id, is_repeat=True)
    if submission.state is not SubmissionState.FROZEN or submission.version != version:
        raise StaleError(faster_than_you(stream, _words(submission)))
    if submission.list_hash != _list_hash(submission):
        raise NotReadyError([Problem(_("nội dung hồ sơ đã khác với danh sách đã chốt, hãy mở lại"))])
    _refuse_inconsistent(submission)
    way, post = way_of(submission), sending_post(person, submission)
    ids = [one.nomination_id for one in submission.items if one.returned_at is None]
    act_id = uuid4()
    outcome = perform_batch(
        way.action, ids, actor=person, inputs={}, request_id=request_id, act_id=act_id
    )  # fmt: skip
    assert post is not None  # The door has checked it.
    _sign(submission, person, post, way, signer)
    submission.state = SubmissionState.SENT
    submission.issued_on = today()
    submission.version += 1
    order(DocumentType.SUBMISSION_LETTER, submission.version, submission_id=submission.id)
    _note(
        submission, way.action.value, person, post, outcome.nominations, request_id=request_id, act_id=act_id
    )
    return outcome


def _refuse_inconsistent(submission: Submission) -> None:
    lock_rooms(submission)
    if problems := what_holds_back(submission):
        raise NotReadyError(problems)


def _sign(submission: Submission, person: Person, post: Post, way: Way, signer: Inputs | None) -> None:
    if way.signs_himself:
        submission.signer_name, submission.signer_title = person.name, post.written
        submission.signing = post.signing
        return
    clean = read_inputs(SIGNER_FIELDS, usual_signer(submission) if signer is None else signer)
    submission.signer_name, submission.signer_title = clean["signer_name"], clean["signer_title"]


def usual_signer(submission: Submission) -> dict[str, str]:
    """Who signed the last letter or decision of that office."""
    place = submission.from_organisation_id
    letters = db.select(Submission.signer_name, Submission.signer_title).filter(
        Submission.from_organisation_id == place, Submission.signer_name != ""
    )
    decisions = db.select(Decision.signer_name, Decision.signer_title).filter_by(organisation_id=place)
    for query in (letters.order_by(Submission.id.desc()), decisions.order_by(Decision.id.desc())):
        if last := db.session.execute(query.limit(1)).first():
            return {"signer_name": last[0], "signer_title": last[1]}
    return {}


def campaign_is_open(campaign: Campaign) -> bool:
    """Whether dossiers can still be drafted for it."""
    return campaign.published and today() <= campaign.ends_on


def lock_ticked(ids: Iterable[int], person: Person) -> list[Nomination]:
    """The dossiers that one paper shall speak for, locked; neither none nor too many."""
    wanted = set(ids)
    if not wanted:
        raise NotReadyError([Problem(_("chưa chọn hồ sơ nào"))])
    if len(wanted) > MOST_ON_PAPER:
        raise NotReadyError(
            [Problem(_("mỗi lần chọn nhiều nhất %(max)s hồ sơ, đã chọn %(n)s",
                       max=MOST_ON_PAPER, n=len(wanted)))]
        )  # fmt: skip
    return lock_all(wanted, person)


def _preparing(submission: Submission, person: Person, version: int, state: SubmissionState) -> Post:
    post = preparing_post(person, submission)
    lock_list(submission, person)
    if submission.state is SubmissionState.SENT:
        raise ClosedError(_("Tờ trình đã được trình, không sửa được nữa."))
    if submission.version != version or submission.state is not state:
        raise StaleError(faster_than_you(f"submission:{submission.id}", _words(submission)))
    return post


def lock_list(submission: Submission, person: Person) -> None:
    """Lock the dossiers of the list, then the list, and read it as it is now."""
    ids = db.select(SubmissionItem.nomination_id).filter_by(submission_id=submission.id)
    lock_all(db.session.scalars(ids), person)
    query = (
        _with_rows(db.select(Submission))
        .filter(Submission.id == submission.id)
        .with_for_update(of=Submission)
        .execution_options(populate_existing=True)
    )
    db.session.scalars(query).one()


def _list_hash(submission: Submission) -> str:
    rows = [[one.position, one.nomination.code, one.nomination.content_hash] for one in submission.items]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _note(
    submission: Submission, action: str, person: Person, post: Post, rows: Iterable[Nomination], *,
    of_each: bool = False, request_id: str | None = None, act_id: UUID | None = None,
) -> list[int]:  # fmt: skip
    """Write the act into the chain of the list and, where it is no step, of each dossier too."""
    rows, act_id = list(rows), act_id or uuid4()
    data = {"nominations": [one.code for one in rows], "list_hash": submission.list_hash}
    entries = [
        audit.Entry(f"submission:{submission.id}", action, person, act_id, post,
                    request_id=request_id, data=data)
    ]  # fmt: skip
    if of_each:
        entries += [
            audit.Entry(stream_of(row), action, person, act_id, post, nomination_id=row.id,
                        data={"submission": submission.id})
            for row in rows
        ]  # fmt: skip
    return record_all(entries)
