"""Days and periods as plans write them: 31/5/2024, ngày 06 tháng 6 năm 2024, hết quý IV năm 2025."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from workflow.plan_reader.keys import without_quotes

EARLIEST, LATEST = 1945, 2100
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
MOMENT = re.compile(
    r"(?P<day>\d{1,2})\s*[/.\-]\s*(?P<month>\d{1,2})\s*[/.\-]\s*(?P<year>\d{4})(?!\d)"
    r"|(?P<day2>\d{1,2})\s+thang\s+(?P<month2>\d{1,2})(?:\s+nam\s+|\s*[/\-]\s*)(?P<year2>\d{4})"
    r"|thang\s+(?P<month3>\d{1,2})(?:\s+nam\s+|\s*[/\-]\s*)(?P<year3>\d{4})"
    r"|(?<![\d/.\-])(?P<month4>\d{1,2})\s*[/\-]\s*(?P<year4>\d{4})(?!\d)"
    r"|(?<!\d)(?P<day5>\d{1,2})\s+thang\s+(?P<month5>\d{1,2})(?!\s*(?:nam|[/\-]))"
    r"|(?<![\d/.\-])(?P<day6>\d{1,2})\s*/\s*(?P<month6>\d{1,2})(?![\d/])"
    r"|quy\s+(?P<quarter>iv|iii|ii|i|[1-4])(?:\s+nam\s+|\s*/\s*|\s+)(?P<year7>\d{4})"
    r"|thang\s+(?P<month8>\d{1,2})(?!\d)"
    r"|nam\s+(?P<year9>\d{4})(?!\d)"
    r"|(?P<issue>(?:ngay|khi)\s+(?:ky\s+)?ban hanh|ngay\s+ky\b|\btu nay\b)"
)
SINCE = re.compile(r"\b(?:tu|bat dau|ke tu|phat dong)\b[^,;.]{0,30}$")
UNTIL = re.compile(r"(?:\b(?:den|ket thuc|het|truoc|hoan thanh)\b|-)[^,;.\d]{0,30}$")
ISSUED = "issued"


@dataclass(frozen=True)
class Moment:
    """A day, or the first and last day of a month, a quarter, a year; `begin` is where it stands."""

    begin: int
    end: int
    first: date | str | None
    last: date | str | None
    is_whole: bool = False
    has_year: bool = True


@dataclass(frozen=True)
class Period:
    """When it starts and ends; what the text does not say is None."""

    starts: date | None
    ends: date | None
    # "Từ ngày ban hành": it starts on the day of the plan, whichever that is.
    from_issue: bool = False
    parts: int = 1


def day_of(year: str | int, month: str | int, day: str | int) -> date | None:
    """The day, or None for one that is not in the calendar."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None


def first_day(key: str) -> date | None:
    """The first day that is written in full."""
    for found in MOMENT.finditer(key):
        day = _full_day(found)
        if day:
            return day
    return None


def place_of_day(key: str, day: date) -> tuple[int, int]:
    """Where the day is written in full; all of the key where it is not."""
    for found in MOMENT.finditer(key):
        if _full_day(found) == day:
            return found.span()
    return 0, len(key)


def _full_day(found: re.Match[str]) -> date | None:
    for mark in ("", "2"):
        if found["day" + mark]:
            return day_of(found["year" + mark], found["month" + mark], found["day" + mark])
    return None


def read_period(key: str) -> Period:
    """The period that the passage gives; days in quotes or brackets are names of feasts, not ends."""
    bare = without_quotes(key)
    moments = _moments(bare)
    starts = [one for one in moments if one.first and _is_start(one, bare)]
    ends = [one for one in moments if one.last and one not in starts and UNTIL.search(_before(one, bare))]
    if not starts and ends and moments[0] is not ends[0] and moments[0].first:
        starts = [moments[0]]
    if len(moments) == 1 and moments[0].is_whole and not starts and not ends:
        starts = ends = moments
    first = _pick(starts, "first", min)
    last = _pick(ends, "last", max)
    from_issue = any(one.first == ISSUED for one in starts)
    return Period(first if not from_issue else None, last, from_issue, max(len(starts), 1))


def _is_start(one: Moment, key: str) -> bool:
    before = _before(one, key)
    return one.first == ISSUED or (bool(SINCE.search(before)) and not re.search(r"\bden\b[^,;.]*$", before))


def _before(one: Moment, key: str) -> str:
    return key[max(0, one.begin - 45) : one.begin]


def _pick(moments: list[Moment], side: str, choose: object) -> date | None:
    days = [day for one in moments if isinstance(day := getattr(one, side), date)]
    return choose(days) if days else None  # type: ignore[operator]


def _moments(key: str) -> list[Moment]:
    """All that the passage names, with the year of a later one where a day is written without its own."""
    found = list(MOMENT.finditer(key))
    years = [next((value for name, value in one.groupdict().items() if name.startswith("year") and value), None)
             for one in found]  # fmt: skip
    moments = []
    for place, one in enumerate(found):
        year = next((later for later in years[place:] if later), None)
        moments.append(_moment(one, year))
    return [_before_next(one, moments[place + 1 :]) for place, one in enumerate(moments) if one.first]


def _before_next(one: Moment, later: list[Moment]) -> Moment:
    """ "Từ 15/8 đến 30/6/2026" starts in the year before."""
    end = next((each.last for each in later if isinstance(each.last, date)), None)
    if one.has_year or not isinstance(one.first, date) or end is None or one.first <= end:
        return one
    back = [day and day_of(day.year - 1, day.month, day.day) for day in (one.first, one.last)]
    return replace(one, first=back[0], last=back[1])


def _moment(found: re.Match[str], year: str | None) -> Moment:
    where = (found.start(), found.end())
    if found["issue"]:
        return Moment(*where, ISSUED, None)
    part = {name.rstrip("0123456789"): value for name, value in found.groupdict().items() if value}
    if "day" in part:
        day = day_of(year or 0, part["month"], part["day"])
        return Moment(*where, day, day, has_year="year" in part)
    if "quarter" in part:
        last = QUARTERS[part["quarter"]] * 3
        return Moment(*where, day_of(year or 0, last - 2, 1), _last_of(year, last), True)
    if "month" in part:
        return Moment(
            *where, day_of(year or 0, part["month"], 1), _last_of(year, part["month"]), True, "year" in part
        )
    return Moment(*where, day_of(year or 0, 1, 1), _last_of(year, 12), True)


def _last_of(year: str | None, month: str | int) -> date | None:
    if not (first := day_of(year or 0, month, 1)):
        return None
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
