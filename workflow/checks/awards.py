"""Checks against earlier awards: one achievement is commended once (Law of 2022, principles)."""

from __future__ import annotations

from flask_babel import gettext as _

from models import Nomination, ReportText, db
from models.enums import OPEN_STATES
from workflow.checks.chosen import chosen
from workflow.checks.findings import Finding, doubt, fault, note, unknown
from workflow.dates import today
from workflow.likeness import LEAST, likeness
from workflow.previous import Previous, history_of


def in_words(one: Previous) -> str:
    """An earlier award in one line."""
    paper = _("Quyết định số %(n)s", n=one.decision) if one.decision else ""
    day = f"{one.decided_on:%d/%m/%Y}" if one.decided_on else ""
    return ", ".join(filter(None, (one.form, paper, day)))


def in_campaign(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """Another award in this campaign is in the way; another open dossier will be, once one is granted."""
    query = db.select(Nomination.id, Nomination.code, Nomination.campaign_id, Nomination.nominee_id).filter(
        Nomination.nominee_id.in_({row.nominee_id for row in rows}), Nomination.state.in_(OPEN_STATES)
    )
    open_ones = db.session.execute(query).all()
    found = {}
    for row in rows:
        had = [one for one in history_of(row).awards if one.campaign_id == row.campaign_id]
        found[row.id] = [
            fault(_("đã được khen trong phong trào này: %(award)s", award=in_words(one))) for one in had
        ]
        found[row.id] += [
            doubt(_("còn một hồ sơ khác đang xét trong phong trào này"), one.code)
            for one in open_ones
            if one.id != row.id and (one.campaign_id, one.nominee_id) == (row.campaign_id, row.nominee_id)
        ]
    return found


def same_achievement(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """What is claimed here was not commended before, as far as the register tells."""
    compared = [row.id for row in rows if any(one.runs for one in history_of(row).awards)]
    query = db.select(ReportText.nomination_id, ReportText.runs).filter(
        ReportText.nomination_id.in_(compared)
    )
    runs = {number: frozenset(found) for number, found in db.session.execute(query)} if compared else {}
    return {row.id: _same_achievement(row, runs.get(row.id, frozenset())) for row in rows}


def _same_achievement(row: Nomination, runs: frozenset[int]) -> list[Finding]:
    history, found = history_of(row), []
    years = range(row.campaign.starts_on.year, min(row.campaign.ends_on, today()).year + 1)
    least = chosen(row, "likeness_percent") / 100
    earlier = [one for one in history.awards if one.campaign_id != row.campaign_id]
    for one in earlier:
        share = likeness(runs, one.runs)
        if share >= least and len(runs & one.runs) >= LEAST:
            text = _(
                "thành tích trùng %(n)s%% với lần khen trước: %(award)s",
                n=round(share * 100),
                award=in_words(one),
            )
            found.append(fault(text) if one.is_sure else doubt(text))
        elif one.year in years and not one.runs:
            text = _("đã được khen năm %(year)s, sổ không ghi thành tích nên cần đối chiếu: %(award)s",
                     year=one.year, award=in_words(one))  # fmt: skip
            found.append(doubt(text))
    # An award that is known of a year does not say that there was no other.
    if missing := [year for year in years if year not in history.full_years]:
        found.append(unknown(_not_entered(missing)))
    return found


def previous(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """The earlier awards of the last years; a year that nobody entered is not taken for an empty one."""
    return {row.id: _previous(row) for row in rows}


def _previous(row: Nomination) -> list[Finding]:
    history = history_of(row)
    back = chosen(row, "register_years")
    years = range(today().year - back + 1, today().year + 1)
    had = [one for one in history.awards if one.year in years]
    found = [_told(one) for one in had]
    if missing := history.missing(years):
        found.append(unknown(_not_entered(missing)))
    elif not had:
        found.append(note(_("sổ không ghi lần khen nào trong các năm %(a)s–%(b)s", a=years[0], b=years[-1])))
    return found


def _told(one: Previous) -> Finding:
    text = f"{one.year}: {in_words(one)}"
    return note(text) if one.is_sure else doubt(text + " – " + _("trùng tên, chưa chắc cùng một người"))


def _not_entered(years: list[int]) -> str:
    return _("sổ khen thưởng chưa nhập đủ năm %(years)s", years=", ".join(map(str, years)))
