"""A file that belongs to something other than a dossier: a guidance, an answer, an activity."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db
from models.nomination import StoredFile


class Enclosure(db.Model):
    """One uploaded file; the row that it belongs to points to it, and says who may open it."""

    __tablename__ = "enclosure"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("stored_file.sha256"))
    filename: Mapped[str]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    uploaded_at: Mapped[datetime] = mapped_column(server_default=func.now())

    file: Mapped[StoredFile] = relationship(lazy="joined")
