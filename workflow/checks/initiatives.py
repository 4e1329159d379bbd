"""Checks on initiatives: one may be used once only; a collective of the plan of 2024 has one, or did more."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import aliased

from models import Attachment, Claim, Nomination, PastAward, db
from models.enums import AttachmentKind, NomineeKind, State
from models.text import search_key
from workflow.checks.chosen import chosen
from workflow.checks.findings import Finding, doubt, fault, unknown
from workflow.checks.parts import read_parts
from workflow.dates import today
from workflow.previous import history_of

# From here on two names may well mean one initiative.
ALIKE = 0.6
# Neither of these has used up an initiative.
UNUSED = (State.DRAFTING, State.DECLINED, State.WITHDRAWN, State.REVOKED)
# Words that speak of an initiative or of more than was planned, without marks.
MORE = ("sang kien", "giai phap", "vuot muc", "vuot chi tieu", "vuot ke hoach", "vuot tien do")


def used(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """Whether the initiative stands in another dossier of the town, or in its register."""
    named = [row.id for row in rows if row.initiative_key]
    found: dict[int, list[Finding]] = {row.id: [] for row in rows}
    for number, alike, code in _in_dossiers(named) if named else ():
        is_same, text = alike == 1, _("sáng kiến này đã nêu ở hồ sơ khác")
        close = _("tên sáng kiến gần giống ở hồ sơ khác")
        found[number].append(fault(text, code) if is_same else doubt(close, code))
    for number, alike, name, year in _in_register(named) if named else ():
        if alike == 1:
            found[number].append(fault(_("sáng kiến này đã dùng năm %(year)s", year=year)))
        else:
            text = _("năm %(year)s có sáng kiến tên gần giống: “%(name)s”", year=year, name=name)
            found[number].append(doubt(text))
    read_parts(rows, "attachments", Attachment)
    for row in rows:
        if gap := _what_is_not_known(row):
            found[row.id].append(unknown(gap))
    return found


def _in_dossiers(ids: list[int]) -> list:  # type: ignore[type-arg]
    other = aliased(Nomination)
    alike = func.similarity(Nomination.initiative_key, other.initiative_key)
    query = (
        db.select(Nomination.id, alike, other.code)
        .join(other, (other.town_id == Nomination.town_id) & (other.id != Nomination.id))
        .filter(
            Nomination.id.in_(ids), other.initiative_key != "", other.state.not_in(UNUSED), alike >= ALIKE
        )
        .order_by(alike.desc(), other.id)
    )
    return list(db.session.execute(query))


def _in_register(ids: list[int]) -> list:  # type: ignore[type-arg]
    alike = func.similarity(Nomination.initiative_key, PastAward.initiative_key)
    query = (
        db.select(Nomination.id, alike, PastAward.initiative, PastAward.year)
        .join(PastAward, PastAward.town_id == Nomination.town_id)
        .filter(Nomination.id.in_(ids), PastAward.initiative_key != "", alike >= ALIKE)
        .order_by(alike.desc(), PastAward.id)
    )
    return list(db.session.execute(query))


def _what_is_not_known(row: Nomination) -> str | None:
    if not row.initiative_key:
        has_paper = any(one.kind is AttachmentKind.INITIATIVE for one in row.files)
        return (
            _("có quyết định công nhận sáng kiến nhưng hồ sơ chưa ghi tên sáng kiến") if has_paper else None
        )
    back = chosen(row, "register_years")
    years = range(today().year - back + 1, today().year + 1)
    missing = [str(year) for year in years if year not in history_of(row).full_years]
    return _("sổ khen thưởng chưa nhập đủ năm %(years)s", years=", ".join(missing)) if missing else None


def named(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """A collective names an initiative, a solution, or what it did beyond its targets (plan, part IV, 2.1 a)."""
    read_parts(rows, "attachments", Attachment)
    read_parts(rows, "claims", Claim)
    return {row.id: _named(row) for row in rows}


def _named(row: Nomination) -> list[Finding]:
    if row.kind is not NomineeKind.COLLECTIVE or row.initiative_key:
        return []
    if any(one.kind is AttachmentKind.INITIATIVE for one in row.files):
        return []
    said = search_key(" ".join(one.text for one in row.claims))
    if any(word in said for word in MORE):
        return []
    return [fault(_("hồ sơ chưa nêu sáng kiến, giải pháp hay chỉ tiêu đã vượt"))]
