"""The review meeting: convened and recorded by the clerk, voted in by its members. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, insert, or_, update
from sqlalchemy.orm import joinedload, selectinload

from models import (
    AgendaItem,
    Appointment,
    Ballot,
    Campaign,
    MeetingMember,
    Nomination,
    Organisation,
    ReviewMeeting,
    db,
)
from models.enums import Attendance, MeetingState, ReviewBody, Role, State, Vote
from models.text import sort_key
from workflow import votes
from workflow.actions import faster_than_you, record, stream_of
from workflow.dates import today
from workflow.errors import (
    ClosedError,
    InputError,
    NotAllowedError,
    NotFoundError,
    NotReadyError,
    Problem,
    StaleError,
)
from workflow.inputs import NOTE, Field, Inputs, read_date, read_inputs, read_line, read_text
from workflow.people import Person, Post
from workflow.settings import setting

FIELDS = (
    Field("held_on", read_date), Field("starts_at", read_line), Field("place", read_line),
    Field("chaired_by", read_line), Field("note_taker", read_line),
)  # fmt: skip
SEATS = {ReviewBody.COUNCIL: Role.COUNCIL, ReviewBody.LEADERSHIP: Role.CHAIR}
TALLY = {Vote.FOR: "votes_for", Vote.AGAINST: "votes_against", Vote.ABSTAIN: "votes_abstain"}


def meetings_of(person: Person) -> list[ReviewMeeting]:
    """The meetings that this person may know of, the newest first."""
    query = db.select(ReviewMeeting).filter(_known_to(person)).options(joinedload(ReviewMeeting.campaign))
    return list(db.session.scalars(query.order_by(ReviewMeeting.held_on.desc(), ReviewMeeting.id.desc())))


def _known_to(person: Person) -> ColumnElement[bool]:
    """The office itself, and whoever sits in the meeting."""
    seats = db.select(MeetingMember.meeting_id).filter(MeetingMember.user_id == person.id)
    offices = person.at(Role.CLERK, Role.CHAIR, Role.AUDITOR)
    return or_(ReviewMeeting.organisation_id.in_(offices), ReviewMeeting.id.in_(seats))


def find_meeting(meeting_id: int, person: Person, *, for_writing: bool = False) -> ReviewMeeting:
    """The meeting with its members and agenda; `NotFoundError` where it may not be known."""
    query = (
        db.select(ReviewMeeting)
        .filter(ReviewMeeting.id == meeting_id, _known_to(person))
        .options(
            joinedload(ReviewMeeting.campaign), joinedload(ReviewMeeting.organisation),
            selectinload(ReviewMeeting.members),
            selectinload(ReviewMeeting.agenda).joinedload(AgendaItem.nomination).options(
                joinedload(Nomination.nominee), joinedload(Nomination.unit),
                joinedload(Nomination.award_form),
            ),
        )
        .execution_options(populate_existing=True)
    )  # fmt: skip
    if for_writing:
        query = query.with_for_update(of=ReviewMeeting)
    meeting = db.session.scalars(query).unique().one_or_none()
    if meeting is None:
        raise NotFoundError(_("Không tìm thấy cuộc họp."))
    return meeting


def waiting_for(person: Person) -> list[ReviewMeeting]:
    """The meetings that wait for this person: his ballot, or the clerk's closing."""
    ballots = db.select(MeetingMember.meeting_id).filter(
        MeetingMember.user_id == person.id, ~MeetingMember.has_voted,
        MeetingMember.attendance == Attendance.PRESENT,
    )  # fmt: skip
    query = db.select(ReviewMeeting).filter(
        or_(
            (ReviewMeeting.state == MeetingState.VOTING) & ReviewMeeting.id.in_(ballots),
            (ReviewMeeting.state != MeetingState.CLOSED)
            & ReviewMeeting.organisation_id.in_(person.at(Role.CLERK)),
        )
    )
    return list(db.session.scalars(query.order_by(ReviewMeeting.held_on)))


def body_of(town: Organisation) -> ReviewBody:
    """Who reviews in this town today, by its setting."""
    return ReviewBody(setting(town, "review_body", today()))


def clerk_post(person: Person, organisation_id: int) -> Post:
    """The post in which this person convenes the meetings of the office."""
    for post in person.posts:
        if post.role is Role.CLERK and post.organisation_id == organisation_id:
            return post
    raise NotAllowedError(_("Chỉ Văn phòng triệu tập và ghi cuộc họp xét."))


def convene(person: Person, campaign: Campaign, raw: Inputs) -> ReviewMeeting:
    """A new meeting of the clerk's town, with the members and the rules of that day."""
    post = clerk_post(person, campaign.organisation_id)
    town = campaign.organisation
    body = body_of(town)
    if body is ReviewBody.NONE:
        raise NotReadyError([Problem(_("nơi này chọn không họp xét (xem Thiết lập)"))])
    clean = read_inputs(FIELDS, raw)
    day = clean["held_on"]
    meeting = ReviewMeeting(
        organisation_id=town.id, campaign_id=campaign.id, body=body, made_by_id=person.id,
        state=MeetingState.PREPARING, version=1, conclusion="",
        is_secret=setting(town, "vote_secret", day), quorum=setting(town, "quorum", day),
        pass_ratio=setting(town, "pass_ratio", day),
        counts_all_members=setting(town, "vote_of_all", day),
        heads_abstain=setting(town, "heads_abstain", day), **clean,
    )  # fmt: skip
    meeting.members.extend(_seats(town, SEATS[body], day))
    if not meeting.members:
        raise NotReadyError([Problem(_("chưa phân công ai vào thành phần họp xét"))])
    db.session.add(meeting)
    db.session.flush()
    _note("convene", meeting, person, post, {name: (None, value) for name, value in clean.items()})
    return meeting


def _seats(town: Organisation, role: Role, day: Any) -> list[MeetingMember]:
    query = (
        db.select(Appointment)
        .filter_by(organisation_id=town.id, role=role)
        .options(joinedload(Appointment.user))
    )
    holders = {one.user_id: one for one in db.session.scalars(query) if one.is_in_force(day)}
    heads = db.select(Appointment).filter(
        Appointment.role == Role.UNIT_HEAD, Appointment.user_id.in_(list(holders))
    )
    units = {one.user_id: one.organisation_id for one in db.session.scalars(heads) if one.is_in_force(day)}
    ordered = sorted(holders.values(), key=lambda one: (sort_key(one.user.full_name), one.id))
    return [
        MeetingMember(
            user_id=one.user_id, position=place, name=one.user.full_name, title=one.title,
            unit_id=units.get(one.user_id), attendance=Attendance.ABSENT, has_voted=False,
        )
        for place, one in enumerate(ordered, 1)
    ]  # fmt: skip


def candidates(meeting: ReviewMeeting) -> list[Nomination]:
    """Dossiers that could be put on the agenda: received, appraised as they stand, in no open meeting."""
    taken = (
        db.select(AgendaItem.nomination_id)
        .join(ReviewMeeting, ReviewMeeting.id == AgendaItem.meeting_id)
        .filter(ReviewMeeting.state != MeetingState.CLOSED)
    )
    passed = db.select(AgendaItem.nomination_id).filter(
        AgendaItem.is_passed, AgendaItem.content_hash == Nomination.content_hash
    )
    query = (
        db.select(Nomination)
        .filter(
            Nomination.town_id == meeting.organisation_id,
            Nomination.campaign_id == meeting.campaign_id,
            Nomination.state == State.UNIT_APPROVED,
            Nomination.appraised_hash == Nomination.content_hash,
            Nomination.id.not_in(taken), Nomination.id.not_in(passed.correlate(Nomination)),
        )
        .options(joinedload(Nomination.unit), joinedload(Nomination.award_form))
        .order_by(Nomination.id)
    )  # fmt: skip
    return list(db.session.scalars(query))


def set_agenda(meeting: ReviewMeeting, person: Person, ids: Iterable[int], version: int) -> None:
    """Put just these dossiers before the meeting, in the order of the list that will go up."""
    post = _open_for_writing(meeting, person, version, MeetingState.PREPARING)
    wanted = set(ids)
    known = {one.id: one for one in candidates(meeting)} | {
        one.nomination_id: one.nomination for one in meeting.agenda
    }
    if strange := wanted - set(known):
        raise NotFoundError(_("Không tìm thấy %(n)s hồ sơ đã chọn.", n=len(strange)))
    rows = sorted((known[one] for one in wanted), key=_order)
    kept = {one.nomination_id: one for one in meeting.agenda}
    meeting.agenda = [kept.get(row.id) or AgendaItem(nomination=row, nomination_id=row.id) for row in rows]
    for place, item in enumerate(meeting.agenda, 1):
        item.position = place
    _note("save", meeting, person, post, {"agenda": (sorted(kept), [row.code for row in rows])})


def _order(row: Nomination) -> tuple[Any, ...]:
    return (row.award_form.position, row.kind.value != "collective", row.sort_key, row.id)


def set_attendance(meeting: ReviewMeeting, person: Person, found: dict[int, str], version: int) -> None:
    """Record who is there, who sent a ballot in writing, and who is neither."""
    post = _open_for_writing(meeting, person, version, MeetingState.PREPARING, MeetingState.VOTING)
    changes = {}
    for member in meeting.members:
        try:
            attendance = Attendance(found.get(member.id, member.attendance.value))
        except ValueError:
            raise InputError({f"attendance-{member.id}": _("Chọn có mặt hoặc vắng.")}) from None
        if member.has_voted and attendance is Attendance.ABSENT:
            raise InputError({f"attendance-{member.id}": _("Người này đã bỏ phiếu.")})
        if attendance is not member.attendance:
            changes[member.name] = (member.attendance.value, attendance.value)
            member.attendance = attendance
    if changes:
        _note("attendance", meeting, person, post, changes)


def open_vote(meeting: ReviewMeeting, person: Person, version: int) -> None:
    """Begin the vote on what the dossiers say now."""
    post = _open_for_writing(meeting, person, version, MeetingState.PREPARING)
    problems = []
    if not meeting.agenda:
        problems.append(Problem(_("chưa có hồ sơ nào trong chương trình họp")))
    if not votes.is_quorate(meeting):
        problems.append(_lacks_quorum(meeting))
    problems += [
        Problem(f"{one.nomination.code} {one.nomination.name}: " + _("không còn chờ xét ở bước này"))
        for one in meeting.agenda
        if one.nomination.state is not State.UNIT_APPROVED
    ]
    if problems:
        raise NotReadyError(problems)
    for item in meeting.agenda:
        item.content_hash = item.nomination.content_hash
    meeting.state, meeting.opened_at = MeetingState.VOTING, func.clock_timestamp()
    _note("open_vote", meeting, person, post, {})


def _lacks_quorum(meeting: ReviewMeeting) -> Problem:
    return Problem(
        _("mới có %(n)s trên %(all)s thành viên có mặt, cần ít nhất %(quorum)s",
          n=len(meeting.present), all=len(meeting.members), quorum=meeting.quorum)
    )  # fmt: skip


def seat_of(meeting: ReviewMeeting, person: Person) -> MeetingMember | None:
    """This person's seat, if he sits in the meeting."""
    return next((one for one in meeting.members if one.user_id == person.id), None)


def sheet_of(meeting: ReviewMeeting, member: MeetingMember) -> list[AgendaItem]:
    """The dossiers on which this member has a vote."""
    return [one for one in meeting.agenda if not votes.is_barred(one, member, meeting.heads_abstain)]


def cast(meeting: ReviewMeeting, person: Person, raw: Inputs) -> None:
    """One member's sheet for the whole agenda; final once cast.

    Of a secret vote only that he voted is kept: no row, no time and no log line of its own.
    """
    member = seat_of(meeting, person)
    if member is None:
        raise NotAllowedError(_("Đồng chí không thuộc thành phần cuộc họp này."))
    if member.attendance is not Attendance.PRESENT:
        raise NotAllowedError(_("Văn phòng chưa ghi đồng chí có mặt tại cuộc họp."))
    _cast(meeting, member, raw, is_written=False)
    if not meeting.is_secret:
        seat = next((post for post in person.posts if post.role is SEATS[meeting.body]), None)
        _note("vote", meeting, person, seat, {})


def enter_written(meeting: ReviewMeeting, person: Person, member_id: int, raw: Inputs) -> None:
    """The clerk enters the ballot that an absent member sent in writing."""
    post = clerk_post(person, meeting.organisation_id)
    member = next((one for one in votes.written(meeting) if one.id == member_id), None)
    if member is None:
        raise NotFoundError(_("Không tìm thấy thành viên gửi phiếu bằng văn bản."))
    _cast(meeting, member, raw, is_written=True)
    _note("written_ballot", meeting, person, post, {"member": (None, member.name)})


def _cast(meeting: ReviewMeeting, member: MeetingMember, raw: Inputs, *, is_written: bool) -> None:
    if meeting.state is not MeetingState.VOTING:
        raise ClosedError(_("Cuộc họp không ở bước bỏ phiếu."))
    if member.has_voted:
        raise ClosedError(_("Phiếu đã được bỏ và không đổi được nữa."))
    sheet = sheet_of(meeting, member)
    choices = {item.id: _read_vote(raw.get(f"vote-{item.id}")) for item in sheet}
    if missing := [number for number, vote in choices.items() if vote is None]:
        raise InputError({f"vote-{number}": _("Chọn một ý kiến.") for number in missing})
    member.has_voted = True
    if meeting.is_secret:
        for vote, column in TALLY.items():
            ids = [number for number, chosen in choices.items() if chosen is vote]
            raised = update(AgendaItem).where(AgendaItem.id.in_(ids))
            db.session.execute(raised.values({column: getattr(AgendaItem, column) + 1}))
    elif choices:
        rows = [
            {"item_id": number, "member_id": member.id, "vote": vote, "is_written": is_written}
            for number, vote in choices.items()
        ]
        db.session.execute(insert(Ballot), rows)


def _read_vote(value: Any) -> Vote | None:
    return next((one for one in Vote if one.value == value), None)


def close(meeting: ReviewMeeting, person: Person, raw: Inputs, version: int) -> None:
    """End the vote: count, freeze the results, and write them into each dossier's log."""
    post = _open_for_writing(meeting, person, version, MeetingState.VOTING)
    clean = read_inputs((Field("conclusion", read_text(NOTE), required=False),), raw)
    waiting = [one.name for one in meeting.voters if not one.has_voted]
    if not votes.is_quorate(meeting):
        raise NotReadyError([_lacks_quorum(meeting)])
    if waiting:
        raise NotReadyError([Problem(_("chưa bỏ phiếu: %(names)s", names=", ".join(waiting)))])
    if not meeting.is_secret:
        _count(meeting)
    for item in meeting.agenda:
        item.electors = votes.electors_of(item, meeting)
        item.is_passed = votes.is_passed(item.votes_for, item.electors, meeting.pass_ratio)
        record("meeting_result", stream=stream_of(item.nomination), actor=person, post=post,
               nomination=item.nomination, changes={"result": (None, result_in_words(item))},
               data={"meeting": meeting.id, "content_hash": item.content_hash})  # fmt: skip
    meeting.ballots_issued = len(meeting.voters)
    meeting.ballots_returned = meeting.ballots_valid = sum(one.has_voted for one in meeting.voters)
    meeting.conclusion = clean["conclusion"]
    meeting.state, meeting.closed_at = MeetingState.CLOSED, func.clock_timestamp()
    results = {one.nomination.code: (None, result_in_words(one)) for one in meeting.agenda}
    _note("close_meeting", meeting, person, post, results)


def _count(meeting: ReviewMeeting) -> None:
    query = (
        db.select(Ballot.item_id, Ballot.vote, func.count())
        .join(AgendaItem, AgendaItem.id == Ballot.item_id)
        .filter(AgendaItem.meeting_id == meeting.id)
        .group_by(Ballot.item_id, Ballot.vote)
    )
    items = {one.id: one for one in meeting.agenda}
    for number, vote, count in db.session.execute(query):
        setattr(items[number], TALLY[vote], count)


def result_in_words(item: AgendaItem) -> str:
    """The tally as the minutes say it."""
    said = _("đề nghị khen thưởng") if item.is_passed else _("không đề nghị khen thưởng")
    return _("%(said)s: %(votes)s/%(all)s phiếu đồng ý",
             said=said, votes=item.votes_for, all=item.electors)  # fmt: skip


def ballots_of(meeting: ReviewMeeting) -> dict[int, dict[int, Vote]]:
    """Who said what, by item and member; empty for a secret vote and until the closing."""
    if meeting.is_secret or meeting.state is not MeetingState.CLOSED:
        return {}
    query = db.select(Ballot).join(AgendaItem).filter(AgendaItem.meeting_id == meeting.id)
    found: dict[int, dict[int, Vote]] = {}
    for one in db.session.scalars(query):
        found.setdefault(one.item_id, {})[one.member_id] = one.vote
    return found


def _open_for_writing(meeting: ReviewMeeting, person: Person, version: int, *states: MeetingState) -> Post:
    post = clerk_post(person, meeting.organisation_id)
    if meeting.version != version or meeting.state not in states:
        raise StaleError(faster_than_you(f"meeting:{meeting.id}"))
    meeting.version += 1
    return post


def _note(action: str, meeting: ReviewMeeting, person: Person, post: Post | None, changes: Any) -> None:
    record(action, stream=f"meeting:{meeting.id}", actor=person, post=post, changes=changes,
           data={"meeting": meeting.id})  # fmt: skip
