"""What the mails say that are not about a step of a dossier: one function for each action of the log."""

from __future__ import annotations

from collections.abc import Callable

from documents import corrections, deputies, due_notices, leaving, meeting_notices, plan_notices
from documents.notice import Notice
from models import AuditEvent, User

# From the event that was told of, and who reads it, to the words. What they need beyond the event's
# own columns lies in its `data`, as ids; no secret lies there.
NOTICES: dict[str, Callable[[AuditEvent, User], Notice]] = {
    "delegate": deputies.delegated, "confirm_delegation": deputies.delegated,
    "end_delegation": deputies.ended, "hand_over_work": leaving.handed_over,
    "correct_account": corrections.corrected,
    "invite_meeting": meeting_notices.invited, "change_meeting": meeting_notices.changed,
    "cancel_meeting": meeting_notices.cancelled,
    "issue_guide": plan_notices.publicity, "remind_guide": plan_notices.publicity_again,
    "register_guidance": plan_notices.guided, "remind_units": plan_notices.reminded,
    "remind_office": due_notices.due_soon,
    "tell_units": plan_notices.told, "follow_up": plan_notices.followed_up,
}  # fmt: skip
