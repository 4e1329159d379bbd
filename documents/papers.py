"""The papers that can be made, and the data that each needs."""

from documents.types.award_decision import AwardDecisionData, award_decision
from documents.types.certificate import CertificateData, certificate, certificates
from documents.types.closing_report import ClosingReportData, ContentResult, FormResult, closing_report
from documents.types.follow_up_letter import BehindUnit, FollowUpLetterData, follow_up_letter
from documents.types.handover_list import HandoverListData, handover_list
from documents.types.invitation import InvitationData, Invited, invitation
from documents.types.minutes import Absentee, MinutesData, Reviewed, minutes
from documents.types.people import Listed, Office, Proposal, Reference, Signer
from documents.types.receipt_slip import ReceiptSlipData, receipt_slip
from documents.types.submission_letter import SubmissionLetterData, submission_letter, submission_list

__all__ = [
    "Absentee",
    "AwardDecisionData",
    "BehindUnit",
    "CertificateData",
    "ClosingReportData",
    "ContentResult",
    "FollowUpLetterData",
    "FormResult",
    "HandoverListData",
    "InvitationData",
    "Invited",
    "Listed",
    "MinutesData",
    "Office",
    "Proposal",
    "ReceiptSlipData",
    "Reference",
    "Reviewed",
    "Signer",
    "SubmissionLetterData",
    "award_decision",
    "certificate",
    "certificates",
    "closing_report",
    "follow_up_letter",
    "handover_list",
    "invitation",
    "minutes",
    "receipt_slip",
    "submission_letter",
    "submission_list",
]
