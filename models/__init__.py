"""The tables, and the words of the procedure."""

from models.answer import Answer
from models.audit import AccessEvent, AuditEvent, AuditStream, AuditValue
from models.campaign import AwardForm, Campaign, Criterion
from models.comment import PublicComment
from models.db import db
from models.document import Document
from models.due_reminder import DueReminder
from models.enclosure import Enclosure
from models.holiday import Holiday
from models.meeting import AgendaItem, Ballot, MeetingMember, ReviewMeeting
from models.message import Message
from models.money import BaseSalary, PrizeCoefficient
from models.nomination import (
    Appraisal,
    Attachment,
    Claim,
    Hold,
    Nomination,
    Nominee,
    Remark,
    Snapshot,
    StoredFile,
)
from models.organisation import Organisation, Setting
from models.participation import Activity, CampaignPaper, Participation, Reminder
from models.past_award import PastAward, RegisterYear
from models.people import Appointment, Delegation, DraftBuffer, User
from models.publicity import PublicityGuide, PublicityGuideFile, PublicityReading
from models.report import FileText, ReportText
from models.story import Story
from models.submission import Award, Decision, NumberBook, Submission, SubmissionItem

__all__ = [
    "AccessEvent",
    "Activity",
    "AgendaItem",
    "Answer",
    "Appointment",
    "Appraisal",
    "Attachment",
    "AuditEvent",
    "AuditStream",
    "AuditValue",
    "Award",
    "AwardForm",
    "Ballot",
    "BaseSalary",
    "Campaign",
    "CampaignPaper",
    "Claim",
    "Criterion",
    "Decision",
    "Delegation",
    "Document",
    "DraftBuffer",
    "DueReminder",
    "Enclosure",
    "FileText",
    "Hold",
    "Holiday",
    "MeetingMember",
    "Message",
    "Nomination",
    "Nominee",
    "NumberBook",
    "Organisation",
    "Participation",
    "PastAward",
    "PrizeCoefficient",
    "PublicComment",
    "PublicityGuide",
    "PublicityGuideFile",
    "PublicityReading",
    "RegisterYear",
    "Remark",
    "Reminder",
    "ReportText",
    "ReviewMeeting",
    "Setting",
    "Snapshot",
    "StoredFile",
    "Story",
    "Submission",
    "SubmissionItem",
    "User",
    "db",
]
