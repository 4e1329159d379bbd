"""The stories of those who were commended, as the culture officer writes them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db, enum_column
from models.enums import StoryState
from models.nomination import Nomination


class Story(db.Model):
    """One dossier's story (gương điển hình, plan V.2), or the note that none will be written."""

    __tablename__ = "story"

    id: Mapped[int] = mapped_column(primary_key=True)
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), unique=True)
    state: Mapped[StoryState] = mapped_column(enum_column(StoryState))
    version: Mapped[int] = mapped_column(default=1)
    # Its public address, given when it is first published and kept ever after.
    slug: Mapped[str | None] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    # A picture as we wrote it anew, without what the camera noted.
    photo_sha256: Mapped[str | None] = mapped_column(ForeignKey("stored_file.sha256"))
    photo_text: Mapped[str] = mapped_column(default="")
    consent_by: Mapped[str] = mapped_column(default="")
    consent_on: Mapped[date | None]
    consent_how: Mapped[str] = mapped_column(default="")
    published_on: Mapped[date | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())

    nomination: Mapped[Nomination] = relationship()

    __table_args__ = (
        Index(
            "ix_story_published", sql("published_on DESC"), sql("id DESC"),
            postgresql_where=sql("state = 'published'"),
        ),
    )  # fmt: skip

    @property
    def paragraphs(self) -> list[str]:
        """The text, one paragraph for each line that is not empty."""
        return [one.strip() for one in self.text.split("\n") if one.strip()]
