"""The review meeting: convened and recorded by the clerk, voted in by its members."""

from workflow.meetings.agenda import candidates, set_agenda
from workflow.meetings.award_forms import ask_forms, choices
from workflow.meetings.closing import ballots_of, close, file_minutes, result_in_words
from workflow.meetings.commenting import comments_on, still_open
from workflow.meetings.convening import FIELDS, cancel, change, convene
from workflow.meetings.finding import body_of, clerk_post, find_meeting, meetings_of, seat_of, waiting_for
from workflow.meetings.inviting import invite, told_of
from workflow.meetings.voting import cast, enter_written, open_vote, set_attendance, sheet_of

__all__ = [
    "FIELDS", "ask_forms", "ballots_of", "body_of", "cancel", "candidates", "cast", "change", "choices", "clerk_post", "close", "comments_on", "convene",
    "enter_written", "file_minutes", "find_meeting", "invite", "meetings_of", "open_vote",
    "result_in_words", "seat_of", "set_agenda", "set_attendance", "sheet_of", "still_open", "told_of", "waiting_for",
]  # fmt: skip
