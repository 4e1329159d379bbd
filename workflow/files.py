"""Rows of stored files: one for each content, whoever stores it first."""

from sqlalchemy.dialects.postgresql import insert

from models import StoredFile, db


def note_stored(sha256: str, size: int, media_type: str) -> None:
    """Note a file of the store; two at once with the same content are one. The caller commits."""
    query = insert(StoredFile).values(sha256=sha256, size=size, media_type=media_type)
    db.session.execute(query.on_conflict_do_nothing(index_elements=["sha256"]))
