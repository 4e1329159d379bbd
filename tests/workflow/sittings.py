"""Review meetings for the tests: convened, attended, voted in and closed."""

from __future__ import annotations

from datetime import date

from models import AgendaItem, MeetingMember, Nomination, ReviewMeeting, Setting, Submission, db
from models.enums import Role, State
from tests.workflow.world import dossier, person
from workflow import meetings
from workflow.meetings import commenting
from workflow.people import Person

DETAILS = {
    "held_on": "02/06/2025", "starts_at": "08 giờ 00", "place": "Phòng họp UBND",
    "chaired_by": "Lương Hữu Thuyết, Chủ tịch", "note_taker": "Hoàng Thị Kiều Diễm",
}  # fmt: skip
ENDING = {"ends_at": "10 giờ 30", "conclusion": "Nhất trí."}


def choose(key: str, value: object) -> None:
    """Let the town choose so from the beginning of the year on."""
    db.session.add(
        Setting(organisation_id=person(Role.CLERK).posts[0].organisation_id, key=key, value=value,
                valid_from=date(2025, 1, 1), source="QĐ 12/QĐ-UBND")
    )  # fmt: skip
    db.session.flush()


def council(**choices: object) -> tuple[ReviewMeeting, Person, list[Nomination]]:
    """A meeting of the seven, with two dossiers on its agenda."""
    choose("review_body", "council")
    for key, value in choices.items():
        choose(key, value)
    clerk, rows = person(Role.CLERK), [dossier(State.UNIT_APPROVED), dossier(State.UNIT_APPROVED)]
    meeting = meetings.convene(clerk, rows[0].campaign, DETAILS)
    meetings.set_agenda(meeting, clerk, [one.id for one in rows], meeting.version)
    return meeting, clerk, [one.nomination for one in meeting.agenda]


def attend(meeting: ReviewMeeting, clerk: Person, present: int, written: int = 0) -> None:
    found = {
        one.id: ("present" if n < present else "written" if n < present + written else "absent")
        for n, one in enumerate(meeting.members)
    }
    meetings.set_attendance(meeting, clerk, found, meeting.version)


def as_member(member: MeetingMember) -> Person:
    return Person(member.user_id, member.name, ())


def sheet(meeting: ReviewMeeting, first: str, second: str) -> dict[str, str]:
    return {f"vote-{item.id}": said for item, said in zip(meeting.agenda, (first, second), strict=True)}


def one_in_each_state(row: Nomination) -> dict[str, int]:
    """For walks over all pages: one to prepare, one to vote in, one to close, one that passed this dossier, and one that takes comments.

    The first asks about a form too, and has room for more; in the second one member votes in writing.
    """
    ready, clerk, rows = council()
    form = next(one for one in ready.campaign.award_forms if one.id != rows[0].award_form_id)
    meetings.ask_forms(ready, clerk, {rows[0].id: str(form.id)}, ready.version)
    attend(ready, clerk, 5)
    found = {"ready": ready}
    for name in ("voting", "voted", "closed"):
        one = found[name] = meetings.convene(clerk, row.campaign, DETAILS)
        wanted = row if name == "closed" else dossier(State.UNIT_APPROVED)
        meetings.set_agenda(one, clerk, [wanted.id], one.version)
        attend(one, clerk, 6, written=1 if name == "voting" else 0)
        meetings.open_vote(one, clerk, one.version)
        for member in one.present if name != "voting" else []:
            meetings.cast(one, as_member(member), {f"vote-{one.agenda[0].id}": "for"})
    meetings.close(found["closed"], clerk, ENDING, found["closed"].version)
    choose("comment_days", "5")
    listed = found["listed"] = meetings.convene(clerk, row.campaign, DETAILS)
    meetings.set_agenda(listed, clerk, [dossier(State.UNIT_APPROVED).id], listed.version)
    commenting.open_comments(listed, clerk, listed.version)
    comment = {"received_on": "02/06/2025", "sender": "Phùng Thị Lụa", "text": "Xem lại số buổi dọn vệ sinh."}
    raw = comment | {"nomination_id": listed.agenda[0].nomination_id}
    commenting.note_comment(listed, clerk, raw, listed.version)
    db.session.flush()
    return {f"{name}_meeting": one.id for name, one in found.items()}


def pass_all_of(meeting_id: int, submission: Submission) -> None:
    """As if that closed meeting had passed every dossier of the list too."""
    meeting = db.session.get_one(ReviewMeeting, meeting_id)
    for place, one in enumerate(submission.items, 1 + len(meeting.agenda)):
        row = one.nomination
        meeting.agenda.append(
            AgendaItem(nomination=row, nomination_id=row.id, position=place, award_form=row.award_form,
                       content_hash=row.content_hash, votes_for=7, electors=7, is_passed=True)
        )  # fmt: skip
    db.session.flush()


def hold(meeting: ReviewMeeting, clerk: Person, said: list[tuple[str, str]]) -> None:
    """The whole meeting: who is present says so and so to both dossiers, then it is closed."""
    attend(meeting, clerk, len(said))
    meetings.open_vote(meeting, clerk, meeting.version)
    for member, pair in zip(meeting.present, said, strict=True):
        meetings.cast(meeting, as_member(member), sheet(meeting, *pair))
    db.session.flush()
    db.session.expire_all()
    meetings.close(meeting, clerk, ENDING, meeting.version)
