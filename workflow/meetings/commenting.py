"""A list is open to everybody for some days before the meeting, where the office chose so. The caller commits.

No law was found that asks it for Giấy khen or the province's Bằng khen; for state orders it is
NĐ 98/2023, Điều 46, khoản 2. Comments come on paper or in person: the clerk writes them down.
"""

from __future__ import annotations

from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from models import AgendaItem, Nomination, PublicComment, ReviewMeeting, db
from models.enums import MeetingState
from workflow.actions import record, stream_of
from workflow.dates import today
from workflow.errors import InputError, NotReadyError, Problem
from workflow.inputs import NOTE, Field, Inputs, read_id, read_inputs, read_name, read_past_date, read_text
from workflow.meetings.finding import note, open_for_writing
from workflow.people import Person
from workflow.working_days import calendar

FIELDS = (
    Field("nomination_id", read_id), Field("received_on", read_past_date), Field("sender", read_name),
    Field("text", read_text(NOTE)),
)  # fmt: skip


def open_comments(meeting: ReviewMeeting, person: Person, version: int) -> None:
    """Open the list of the agenda to everybody, for the working days that the office chose."""
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING)
    if not meeting.comment_days:
        raise NotReadyError([Problem(_("cơ quan chọn không lấy ý kiến công khai (xem Thiết lập)"))])
    if meeting.comments_from:
        raise NotReadyError([Problem(_("danh sách đã được công khai"))])
    if not meeting.agenda:
        raise NotReadyError([Problem(_("chưa có hồ sơ nào trong chương trình họp"))])
    meeting.comments_from = today()
    meeting.comments_until = calendar().add(today(), meeting.comment_days)
    changes = {name: (None, getattr(meeting, name)) for name in ("comments_from", "comments_until")}
    note("open_comments", meeting, person, post, changes)


def note_comment(meeting: ReviewMeeting, person: Person, raw: Inputs, version: int) -> None:
    """Write down what somebody sent about a dossier.

    Who sent it and what it says stand in the chain of the meeting; the dossier's own, which its unit
    reads, tells only that a comment came.
    """
    post = open_for_writing(meeting, person, version, MeetingState.PREPARING, MeetingState.VOTING)
    if not meeting.comments_from:
        raise NotReadyError([Problem(_("danh sách chưa được công khai"))])
    clean = read_inputs(FIELDS, raw)
    item = next((one for one in meeting.dossiers if one.nomination_id == clean["nomination_id"]), None)
    if item is None:
        raise InputError({"nomination_id": _("Chọn một hồ sơ trong chương trình họp.")})
    if clean["received_on"] < meeting.comments_from:
        raise InputError({"received_on": _("Ngày này trước khi danh sách được công khai.")})
    told = {name: clean[name] for name in ("received_on", "sender", "text")}
    db.session.add(PublicComment(meeting_id=meeting.id, nomination_id=item.nomination_id,
                                 recorded_by_id=person.id, **told))  # fmt: skip
    act_id = uuid4()
    changes = {name: (None, value) for name, value in told.items()}
    note(
        "note_comment", meeting, person, post, changes | {"code": (None, item.nomination.code)}, act_id=act_id
    )
    record("note_comment", stream=stream_of(item.nomination), actor=person, post=post,
           nomination=item.nomination, changes={"received_on": (None, clean["received_on"])},
           data={"meeting": meeting.id}, act_id=act_id)  # fmt: skip


def still_open(meeting: ReviewMeeting) -> list[Problem]:
    """Why the vote must wait for the comments, where the office takes them."""
    if not meeting.comment_days:
        return []
    if meeting.comments_until is None:
        return [Problem(_("chưa công khai danh sách để lấy ý kiến"))]
    if today() <= meeting.comments_until:
        day = f"{meeting.comments_until:%d/%m/%Y}"
        return [Problem(_("danh sách còn được lấy ý kiến đến hết ngày %(day)s", day=day))]
    return []


def comments_on(meeting: ReviewMeeting) -> list[PublicComment]:
    """What came, in the order in which it came."""
    query = (
        db.select(PublicComment)
        .filter(PublicComment.meeting_id == meeting.id)
        .options(joinedload(PublicComment.nomination).joinedload(Nomination.nominee))
        .order_by(PublicComment.received_on, PublicComment.id)
    )
    return list(db.session.scalars(query))


def lists_open_today() -> list[ReviewMeeting]:
    """The lists that everybody may read today, with no more of each dossier than the page tells."""
    day = today()
    items = selectinload(ReviewMeeting.agenda)
    query = (
        db.select(ReviewMeeting)
        .filter(
            ReviewMeeting.state == MeetingState.PREPARING,
            ReviewMeeting.comments_from <= day, ReviewMeeting.comments_until >= day,
        )
        .options(
            joinedload(ReviewMeeting.organisation), joinedload(ReviewMeeting.campaign),
            items.joinedload(AgendaItem.nomination).options(
                joinedload(Nomination.unit), joinedload(Nomination.award_form)
            ),
        )
        .order_by(ReviewMeeting.comments_until, ReviewMeeting.id)
    )  # fmt: skip
    return list(db.session.scalars(query))
