"""The register of past awards as its readers see it, and the years that a clerk calls full. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import joinedload

from models import Organisation, PastAward, RegisterYear, db
from models.enums import Level, Role
from models.text import search_key
from workflow.actions import record
from workflow.dates import today
from workflow.errors import InputError, NotAllowedError, NotFoundError
from workflow.inputs import REASON, Inputs, read_inputs
from workflow.people import Person, Post
from workflow.tree import ids_below

PAGE = 50
READERS = (Role.CLERK, Role.CHAIR, Role.AUDITOR)
# Older papers are of no use to any check.
OLDEST = 1990
SHOWN_YEARS = 10


def writing_post(person: Person) -> Post:
    """The post in which this person keeps the register of his town."""
    post = next((one for one in person.posts if one.role is Role.CLERK), None)
    if post is None:
        raise NotAllowedError(_("Chỉ Văn phòng của UBND cấp xã ghi được sổ khen thưởng."))
    return post


def towns_of(person: Person) -> list[Organisation]:
    """The towns whose register this person reads."""
    own = Organisation.id.in_(person.at(Role.CLERK, Role.CHAIR))
    below = Organisation.id.in_(ids_below(person.at(Role.AUDITOR)))
    query = db.select(Organisation).filter(Organisation.level == Level.TOWN, or_(own, below))
    return list(db.session.scalars(query.order_by(Organisation.id)))


def find_town(towns: list[Organisation], number: int | None) -> Organisation:
    """That town of these, or the first where none was named."""
    found = next((one for one in towns if number in (None, one.id)), None)
    if found is None:
        raise NotFoundError(_("Không tìm thấy sổ khen thưởng."))
    return found


@dataclass(frozen=True)
class RegisterPage:
    """One page of the register, with where the next begins."""

    rows: list[PastAward]
    next_cursor: str | None


def page_of(town: Organisation, text: str, year: int | None, cursor: str | None) -> RegisterPage:
    """The awards of the register whose name holds the words, of that year, the latest first."""
    query = db.select(PastAward).filter(PastAward.town_id == town.id).options(joinedload(PastAward.nominee))
    if key := search_key(text):
        query = query.filter(PastAward.search_key.contains(key, autoescape=True))
    if year:
        query = query.filter(PastAward.year == year)
    if (place := _after(cursor)) is not None:
        query = query.filter(place)
    query = query.order_by(PastAward.year.desc(), PastAward.id.desc()).limit(PAGE + 1)
    rows = list(db.session.scalars(query))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return RegisterPage(rows[:PAGE], f"{last.year}~{last.id}" if last else None)


def _after(cursor: str | None) -> ColumnElement[bool] | None:
    """What lies behind that place; a place that makes no sense is the beginning."""
    year, _sign, number = (cursor or "").partition("~")
    if not (year.isascii() and year.isdecimal() and number.isascii() and number.isdecimal()):
        return None
    if max(len(year), len(number)) > 9:
        return None
    here = (int(year), int(number))
    return db.tuple_(PastAward.year, PastAward.id) < db.tuple_(*(db.literal(one) for one in here))


def find_row(person: Person, number: int) -> PastAward:
    """That award of a register that this person reads."""
    row = db.session.get(PastAward, number)
    if row is None or row.town_id not in {one.id for one in towns_of(person)}:
        raise NotFoundError(_("Không tìm thấy dòng này trong sổ khen thưởng."))
    return row


def remove(person: Person, row: PastAward, raw: Inputs) -> None:
    """Take a row that was entered by mistake out of the register; the log keeps what it said."""
    post = writing_post(person)
    if row.town_id != post.organisation_id:
        raise NotFoundError(_("Không tìm thấy dòng này trong sổ khen thưởng."))
    reason = read_inputs((REASON,), raw)["reason"]
    said = {name: (getattr(row, name), None) for name in ("name", "form", "year", "decision")}
    db.session.delete(row)
    record("remove_past_award", stream=f"organisation:{post.organisation_id}", actor=person, post=post,
           changes={**said, "reason": (None, reason)})  # fmt: skip


@dataclass(frozen=True)
class Year:
    """A year of the register: how many awards it holds, and whether they are all there."""

    year: int
    count: int
    is_full: bool


def years_of(town: Organisation) -> list[Year]:
    """The last years, this one first, and every earlier year that the register knows of."""
    query = db.select(PastAward.year, func.count()).filter_by(town_id=town.id).group_by(PastAward.year)
    counts = {year: number for year, number in db.session.execute(query)}
    full = set(db.session.scalars(db.select(RegisterYear.year).filter_by(town_id=town.id)))
    shown = set(range(today().year - SHOWN_YEARS + 1, today().year + 1)) | set(counts) | full
    return [Year(one, counts.get(one, 0), one in full) for one in sorted(shown, reverse=True)]


def mark_year(person: Person, year: int, *, is_full: bool) -> None:
    """Say that every award of that year was entered, or take it back. To say it twice changes nothing."""
    post = writing_post(person)
    if not OLDEST <= year <= today().year:
        raise InputError({"year": _("Năm không hợp lệ.")})
    # Two clicks at once wait for each other.
    db.session.get_one(Organisation, post.organisation_id, with_for_update=True)
    marked = db.session.scalars(
        db.select(RegisterYear).filter_by(town_id=post.organisation_id, year=year)
    ).one_or_none()
    if (marked is not None) is is_full:
        return
    if marked is None:
        db.session.add(RegisterYear(town_id=post.organisation_id, year=year, marked_by_id=person.id))
    else:
        db.session.delete(marked)
    record("mark_year" if is_full else "unmark_year", stream=f"organisation:{post.organisation_id}",
           actor=person, post=post, changes={"year": (None, year)})  # fmt: skip
