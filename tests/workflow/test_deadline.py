"""Pause, resume and hold lose no working day: the due date against a plain model that counts day by day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Hold, Nomination, db
from models.enums import Level, State
from tests.workflow.world import dossier
from workflow import deadline
from workflow.working_days import calendar

# Around the holidays at the end of April 2025, with the Saturday of 26/4 that was worked.
FIRST = date(2025, 4, 14)
ACTS = st.sampled_from(["pause", "resume", "hold", "hold the nominee", "release"])
DAYS = st.lists(st.lists(ACTS, max_size=2), min_size=1, max_size=25)


@dataclass
class Model:
    """What a clerk would do with a pencil: cross off a day of what is left, each evening."""

    left: int
    is_here: bool = True
    holds: int = 0

    def pass_day(self, is_worked: bool) -> None:
        """A day counts where in the morning the dossier lay here and nothing held it."""
        if is_worked and self.is_here and not self.holds:
            self.left -= 1


@dataclass
class Office:
    """The dossier as the program keeps it, under the same acts."""

    row: Nomination
    holds: list[Hold] = field(default_factory=list)

    def hold(self, day: date, *, of_nominee: bool) -> None:
        hold = Hold(nominee_id=self.row.nominee_id, nomination_id=None if of_nominee else self.row.id, reason="Có đơn thư",
                    level=Level.TOWN, organisation_id=self.row.town_id, set_on=day,
                    set_by_id=self.row.drafted_by_id)  # fmt: skip
        db.session.add(hold)
        self.holds.append(hold)
        db.session.flush()

    def release(self, day: date) -> None:
        one = self.holds.pop(0)
        one.released_on, one.released_at = day, db.func.now()
        db.session.flush()
        deadline.settle([self.row])


def do(act: str, office: Office, model: Model, day: date) -> None:
    if act == "pause" and model.is_here:
        deadline.pause(office.row)
        model.is_here = False
    elif act == "resume" and not model.is_here:
        deadline.resume(office.row)
        # What came back late is due at once.
        model.is_here, model.left = True, max(model.left, 0)
    elif act.startswith("hold"):
        office.hold(day, of_nominee="nominee" in act)
        model.holds += 1
    elif act == "release" and model.holds:
        office.release(day)
        model.holds -= 1


def left_by(row: Nomination, day: date) -> int:
    """How many working days the due date leaves after that day; below zero, how many it is late."""
    assert row.due_on is not None
    if row.due_on >= day:
        return len(calendar().days_after(day, row.due_on))
    return -len(calendar().days_after(row.due_on, day))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 12), DAYS)
def test_no_working_day_is_lost_and_none_is_won(inside: Flask, monkeypatch: pytest.MonkeyPatch, days, diary):
    office, model = Office(dossier(State.UNIT_APPROVED)), Model(days)
    monkeypatch.setenv("DEMO_DATE", FIRST.isoformat())
    deadline.begin(office.row, FIRST, days)
    for number, acts in enumerate(diary, 1):
        day = FIRST + timedelta(number)
        monkeypatch.setenv("DEMO_DATE", day.isoformat())
        model.pass_day(calendar().is_worked(day))
        for act in acts:
            do(act, office, model, day)
            if model.is_here and not model.holds:
                assert left_by(office.row, day) == model.left
        if not model.is_here:
            assert office.row.due_on is None
            assert office.row.due_days == model.left
    db.session.rollback()


@pytest.mark.parametrize(("diary", "due"), [
    ({}, date(2025, 4, 21)),
    # Away from Wednesday to the Wednesday after: what was left on Wednesday runs from there.
    ({date(2025, 4, 16): "pause", date(2025, 4, 23): "resume"}, date(2025, 4, 26)),
    # Held over the holidays.
    ({date(2025, 4, 17): "hold", date(2025, 5, 6): "release"}, date(2025, 5, 8)),
])  # fmt: skip
def test_as_a_clerk_reckons_it(
    inside: Flask, monkeypatch: pytest.MonkeyPatch, diary: dict[date, str], due: date
):
    office, model = Office(dossier(State.UNIT_APPROVED)), Model(5)
    deadline.begin(office.row, FIRST, 5)
    for day, act in diary.items():
        monkeypatch.setenv("DEMO_DATE", day.isoformat())
        do(act, office, model, day)
    assert office.row.due_on == due
