"""Business days: the one place that knows what day it is for the office."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY = 5


def today() -> date:
    """The business day; the demo lives on `DEMO_DATE`."""
    if os.environ.get("DEMO") == "1" and (fixed := os.environ.get("DEMO_DATE")):
        return date.fromisoformat(fixed)
    return datetime.now(UTC).astimezone(OFFICE_ZONE).date()


@dataclass(frozen=True)
class Calendar:
    """Which days are worked: Monday to Friday, but for the days off and the Saturdays worked instead.

    `workflow/holidays.py` reads the one that is in force.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_worked(self, day: date) -> bool:
        """Whether the office works on that day."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def add(self, start: date, days: int) -> date:
        """The day that lies so many working days after `start`, or before it where `days` is below 0."""
        day, step = start, timedelta(days=1 if days > 0 else -1)
        left = abs(days)
        while left:
            day += step
            left -= self.is_worked(day)
        return day

    def days_after(self, start: date, end: date) -> list[date]:
        """The working days after `start`, up to and with `end`; none if it is earlier."""
        span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return [day for day in span if self.is_worked(day)]
