"""The days that offices do not work, and the Saturdays that they work instead."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from models.db import db


class Holiday(db.Model):
    """One day that is not worked as its weekday says (Bộ luật Lao động 2019, Điều 112), for all offices."""

    __tablename__ = "holiday"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str]
    # A Saturday or Sunday that is worked in exchange for a weekday.
    is_workday: Mapped[bool] = mapped_column(default=False)
    # False while no paper of the state says so yet; it counts all the same.
    is_certain: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(default="")
