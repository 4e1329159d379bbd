"""The words of uploaded reports: which are still to be read, and what follows when one was. The caller commits."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from models import Attachment, FileText, Nomination, ReportText, StoredFile, db
from models.enums import State
from workflow import likeness


def unread_reports(most: int) -> list[tuple[str, str]]:
    """Reports of submitted dossiers that nobody has read yet: SHA-256 and media type, the oldest first."""
    query = (
        db.select(Attachment.sha256, StoredFile.media_type)
        .join(StoredFile, StoredFile.sha256 == Attachment.sha256)
        .join(Nomination, Nomination.id == Attachment.nomination_id)
        .outerjoin(FileText, FileText.sha256 == Attachment.sha256)
        .filter(likeness.IS_REPORT, FileText.sha256.is_(None), Nomination.state != State.DRAFTING)
        .group_by(Attachment.sha256, StoredFile.media_type)
        .order_by(db.func.min(Attachment.id))
        .limit(most)
    )
    return [(sha256, media_type) for sha256, media_type in db.session.execute(query)]


def keep_text(sha256: str, text: str) -> None:
    """Keep the words of a file, and compare the submitted dossiers that carry it by them from now on."""
    query = insert(FileText).values(sha256=sha256, text=text)
    query = query.on_conflict_do_update(index_elements=["sha256"], set_={"text": query.excluded.text})
    db.session.execute(query)
    if not text:
        return
    carriers = (
        db.select(Nomination)
        .join(Attachment, Attachment.nomination_id == Nomination.id)
        .join(ReportText, ReportText.nomination_id == Nomination.id)
        .filter(Attachment.sha256 == sha256, likeness.IS_REPORT)
        .order_by(Nomination.id)
        .with_for_update(of=Nomination)
    )
    for nomination in db.session.scalars(carriers).unique():
        likeness.keep(nomination)
