"""Business days: the one place that knows what day it is for the office."""

import os
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SATURDAY = 5


def today() -> date:
    """The business day; the demo lives on `DEMO_DATE`."""
    if os.environ.get("DEMO") == "1" and (fixed := os.environ.get("DEMO_DATE")):
        return date.fromisoformat(fixed)
    return datetime.now(UTC).astimezone(OFFICE_ZONE).date()


def add_working_days(start: date, days: int) -> date:
    """The day that lies `days` working days (Monday to Friday) after `start`."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            days -= 1
    return day


def working_days_after(start: date, end: date) -> list[date]:
    """The working days after `start`, up to and with `end`; none if it is earlier."""
    span = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return [day for day in span if day.weekday() < SATURDAY]
