"""From a dossier to the data of the slip that its giver takes home."""

from __future__ import annotations

from documents.blocks import Paper
from documents.gather.names import form_of, movement, office
from documents.papers import ReceiptSlipData, receipt_slip
from models import AuditEvent, Document, db
from models.enums import ATTACHMENT_LABELS, Action


def slip(document: Document, _public_url: str) -> Paper:
    """The slip of the receipt, as the log says who took the dossier."""
    nomination = document.nomination
    assert nomination is not None  # Its subject says so.
    assert nomination.received_on is not None
    query = db.select(AuditEvent.actor_name).filter_by(
        nomination_id=nomination.id, action=Action.RECEIVE.value
    )
    return receipt_slip(
        ReceiptSlipData(
            issuer=office(nomination.town), number=nomination.receipt_number or "",
            received_on=nomination.received_on, handed_in_by="" if nomination.entered_by_id else nomination.drafted_by.full_name,
            unit=nomination.unit.name, nominee=nomination.name, form=form_of(nomination),
            campaign=movement(nomination.campaign), due_on=nomination.due_on,
            papers=tuple(f"{ATTACHMENT_LABELS[one.kind]} ({one.filename})" for one in nomination.files),
            received_by=db.session.scalars(query.order_by(AuditEvent.id.desc())).first() or "",
        )
    )  # fmt: skip
