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
# Read so that each report of the campaign is opened once, however many dossiers are asked about.
ALIKE = db.text("""
    WITH mine AS MATERIALIZED (
        SELECT nomination_id, campaign_id, cardinality(runs) AS size, unnest(runs) AS run
        FROM report_text WHERE nomination_id IN :ids
    ), common AS MATERIALIZED (
        SELECT mine.nomination_id, mine.size, other.nomination_id AS other_id, count(*) AS number
        FROM report_text other
        CROSS JOIN unnest(other.runs) AS there(run)
        JOIN mine ON mine.run = there.run AND mine.campaign_id = other.campaign_id
            AND mine.nomination_id <> other.nomination_id
        GROUP BY mine.nomination_id, mine.size, other.nomination_id
        HAVING count(*) >= :least
    )
    SELECT common.nomination_id, one.code, number::float / least(size, cardinality(other.runs)) AS share
    FROM common
    JOIN report_text other ON other.nomination_id = common.other_id
    JOIN nomination one ON one.id = common.other_id AND one.state <> 'withdrawn'
    JOIN nomination own ON own.id = common.nomination_id AND own.nominee_id <> one.nominee_id
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
