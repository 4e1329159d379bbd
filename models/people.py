"""Accounts, and the roles that they hold at an organisation between two dates."""

from __future__ import annotations

from datetime import date, datetime

from flask_security import AsaList, UserMixin
from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import db, enum_column
from models.enums import Role
from models.organisation import Organisation


class User(db.Model, UserMixin):
    """An account. What it may do stands in its appointments."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str | None] = mapped_column(unique=True)
    username: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    sort_key: Mapped[str]
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    # Changing it ends every session of the account.
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    locale: Mapped[str | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    password_expires_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    tf_primary_method: Mapped[str | None]
    tf_totp_secret: Mapped[str | None]
    invented: Mapped[bool] = mapped_column(default=False)

    appointments: Mapped[list[Appointment]] = relationship(
        back_populates="user", foreign_keys="Appointment.user_id"
    )

    # Whose work this account does for a time, as it was written down.
    delegations: Mapped[list[Delegation]] = relationship(
        back_populates="deputy", foreign_keys="Delegation.deputy_id"
    )

    @property
    def roles(self) -> list[str]:
        """Flask-Security's own roles; ours are appointments at an organisation."""
        return []


class Appointment(db.Model):
    """A user holds a role at an organisation between two dates."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    title: Mapped[str] = mapped_column(default="")
    # How the holder signs: "TM." for the collective, "KT." for the head …, or nothing.
    signing: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # An acting role given to oneself counts only when a second person has confirmed it.
    needs_confirmation: Mapped[bool] = mapped_column(default=False)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    user: Mapped[User] = relationship(back_populates="appointments", foreign_keys=[user_id])
    made_by: Mapped[User | None] = relationship(foreign_keys=[made_by_id])
    organisation: Mapped[Organisation] = relationship()

    __table_args__ = (Index("ix_appointment_role_organisation", "role", "organisation_id"),)

    def is_in_force(self, on: date) -> bool:
        """Whether the role is held on that day."""
        if self.needs_confirmation and self.confirmed_by_id is None:
            return False
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Delegation(db.Model):
    """A deputy acts for an appointment between two dates; both names stay in the log."""

    __tablename__ = "delegation"

    id: Mapped[int] = mapped_column(primary_key=True)
    appointment_id: Mapped[int] = mapped_column(ForeignKey("appointment.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    # What stands over the deputy's name: "KT." for the head, "TL.", "TUQ." …, and his own title.
    signing: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    # From this day on it no longer counts, whatever the dates say.
    ended_on: Mapped[date | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # Work that an admin gives to himself counts only when a second person has confirmed it.
    needs_confirmation: Mapped[bool] = mapped_column(default=False)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    appointment: Mapped[Appointment] = relationship()
    deputy: Mapped[User] = relationship(back_populates="delegations", foreign_keys=[deputy_id])
    made_by: Mapped[User] = relationship(foreign_keys=[made_by_id])

    def is_in_force(self, on: date) -> bool:
        """Whether the deputy acts on that day; never longer than the post itself is held."""
        if self.needs_confirmation and self.confirmed_by_id is None:
            return False
        if self.ended_on is not None and self.ended_on <= on:
            return False
        return self.valid_from <= on <= self.valid_to and self.appointment.is_in_force(on)


class DraftBuffer(db.Model):
    """What somebody was typing: autosaved, or caught when a session had expired."""

    __tablename__ = "draft_buffer"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # Names what an expired session was sending; it lies in that session's cookie, and only who typed
    # the text gets it back.
    token: Mapped[str | None] = mapped_column(unique=True)
    typed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    path: Mapped[str]
    data: Mapped[dict[str, list[str]]] = mapped_column(JSONB)
    saved_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())

    __table_args__ = (Index("uq_draft_buffer_user_path", "user_id", "path", unique=True),)
