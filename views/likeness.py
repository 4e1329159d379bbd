"""Two reports of a campaign side by side."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask_babel import gettext as _
from markupsafe import Markup, escape

from models import Nomination, db
from views.access import allow, current_person, find_nomination
from views.checks import READERS
from views.nominations import blueprint
from workflow import audit
from workflow.likeness import likeness, own_runs, pieces, uploaded_reports


@blueprint.get("/<code>/likeness/<other_code>")
@allow(*READERS)
def likeness_of(code: str, other_code: str) -> Any:
    """Two reports side by side, what they share marked; only for who may see both."""
    one, other = find_nomination(code), find_nomination(other_code)
    person = current_person()
    if one.id == other.id or one.campaign_id != other.campaign_id:
        abort(404)
    if any(person.post_for(READERS, row) is None for row in (one, other)):
        abort(404)
    left, right = own_runs(one), own_runs(other)
    common = left & right
    for row in (one, other):
        audit.record_access("view", person, nomination_id=row.id, detail=row.code)
    page = render_template(
        "nominations/likeness.html", nomination=one, other=other, percent=round(likeness(left, right) * 100),
        sides=[(row, _passages(row, common)) for row in (one, other)],
    )  # fmt: skip
    db.session.commit()
    return page


def _passages(row: Nomination, common: set[int]) -> list[tuple[str, Markup]]:
    claims = {claim.criterion_id: claim.text for claim in row.claims}
    texts = [(_("Tóm tắt thành tích"), row.summary)]
    texts += [
        (_("Tiêu chuẩn %(n)s", n=number), claims.get(criterion.id, ""))
        for number, criterion in enumerate(row.award_form.criteria_for(row.kind), 1)
    ]
    texts += [
        (_("Báo cáo kèm theo: %(name)s", name=name), text) for name, text in uploaded_reports(row).items()
    ]
    return [(title, _marked(text, common)) for title, text in texts if text]


def _marked(text: str, common: set[int]) -> Markup:
    parts = (Markup("<mark>{}</mark>").format(part) if is_common else escape(part)
             for part, is_common in pieces(text, common))  # fmt: skip
    return Markup("").join(parts)
