"""Checks on the nominee and on the unit: alive, the same in the register, leaders, women."""

from __future__ import annotations

from flask_babel import gettext as _

from models import Nomination, db
from models.enums import NomineeKind, State
from models.text import marked_key, search_key
from workflow.checks.findings import Finding, doubt, fault, note, unknown
from workflow.dates import today

# How the titles of those who lead a collective begin, without marks.
LEADERS = ("truong ", "chu tich", "bi thu", "giam doc", "chu nhiem", "hieu truong", "chi huy truong",
           "to truong", "doi truong", "chi hoi truong")  # fmt: skip
WOMAN = "nu"


def unit_alive(row: Nomination) -> list[Finding]:
    """A collective of a dissolved unit is not commended; a person is, by the unit where he is now."""
    unit = row.unit
    if unit.is_alive(today()):
        return []
    ended = f"{unit.valid_to:%d/%m/%Y}" if unit.valid_to and unit.valid_to < today() else None
    text = (
        _("%(unit)s chỉ hoạt động đến ngày %(day)s", unit=unit.name, day=ended)
        if ended
        else _("%(unit)s chưa hoạt động vào hôm nay", unit=unit.name)
    )
    if row.kind is NomineeKind.COLLECTIVE:
        return [fault(text)]
    return [doubt(text + " – " + _("đơn vị hiện nay của người được đề nghị phải xét"))]


def name(row: Nomination) -> list[Finding]:
    """The dossier writes the nominee as the register does."""
    known, found = row.nominee, []
    if marked_key(known.name) != marked_key(row.name):
        found.append(fault(_("danh bạ ghi tên “%(name)s”", name=known.name), field="nominee"))
    if known.born_on and row.born_on and known.born_on != row.born_on:
        found.append(
            fault(_("danh bạ ghi ngày sinh %(day)s", day=f"{known.born_on:%d/%m/%Y}"), field="nominee")
        )
    return found


def women(row: Nomination) -> list[Finding]:
    """Whether the preference on equal merits speaks for this nominee (NĐ 98/2023, Điều 4, khoản 6)."""
    if row.kind is NomineeKind.COLLECTIVE:
        return [unknown(_("chưa có số liệu tỷ lệ nữ của tập thể (từ 70% trở lên thì được ưu tiên)"))]
    if row.kind is NomineeKind.INDIVIDUAL and not row.gender:
        return [unknown(_("hồ sơ chưa ghi giới tính"))]
    return [note(_("là nữ: được ưu tiên khi cùng đủ điều kiện"))] if search_key(row.gender) == WOMAN else []


def leaders(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """A leader is put forward where the collective that he leads is, too."""
    led = [row for row in rows if row.kind is NomineeKind.INDIVIDUAL and _leads(row)]
    alive = (State.DECLINED, State.WITHDRAWN, State.REVOKED)
    query = db.select(Nomination.campaign_id, Nomination.unit_id).filter(
        Nomination.kind == NomineeKind.COLLECTIVE, Nomination.state.not_in(alive),
        Nomination.unit_id.in_({row.unit_id for row in led}),
    )  # fmt: skip
    proposed = {tuple(one) for one in db.session.execute(query.distinct())} if led else set()
    lacking = {row.id for row in led if (row.campaign_id, row.unit_id) not in proposed}
    text = _("là người đứng đầu, mà tập thể chưa có hồ sơ trong phong trào này")
    return {row.id: [fault(text)] if row.id in lacking else [] for row in rows}


def _leads(row: Nomination) -> bool:
    return search_key(row.position).startswith(LEADERS)
