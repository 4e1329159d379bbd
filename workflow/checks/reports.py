"""The check that no report of the campaign copies another."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import bindparam

from models import Nomination, db
from workflow.checks.chosen import chosen
from workflow.checks.findings import Finding, fault
from workflow.likeness import LEAST

# So many of the most alike are named; more say nothing more.
MOST = 5
# What the same nominee wrote in another dossier is no copy, and what was withdrawn counts no more.
ALIKE = db.text("""
    SELECT mine.nomination_id, one.code,
           count(*)::float / least(cardinality(mine.runs), cardinality(other.runs)) AS share
    FROM report_text mine
    JOIN nomination own ON own.id = mine.nomination_id
    JOIN report_text other
      ON other.campaign_id = mine.campaign_id AND other.nomination_id <> mine.nomination_id
    JOIN nomination one
      ON one.id = other.nomination_id AND one.nominee_id <> own.nominee_id AND one.state <> 'withdrawn',
    unnest(mine.runs) AS here(run), unnest(other.runs) AS there(run)
    WHERE mine.nomination_id IN :ids AND here.run = there.run
    GROUP BY mine.nomination_id, one.id, mine.runs, other.runs
    HAVING count(*) >= :least
    ORDER BY share DESC, one.id
""").bindparams(bindparam("ids", expanding=True))


def copied(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """The reports that share more with this one than the office allows, the most alike first."""
    found: dict[int, list[Finding]] = {row.id: [] for row in rows}
    least = {row.id: chosen(row, "likeness_percent") / 100 for row in rows}
    for number, code, share in db.session.execute(ALIKE, {"ids": list(found), "least": LEAST}):
        if share >= least[number] and len(found[number]) < MOST:
            text = _("giống %(n)s%% báo cáo của một hồ sơ khác trong phong trào", n=round(share * 100))
            found[number].append(fault(text, code))
    return found
