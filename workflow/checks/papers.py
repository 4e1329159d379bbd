"""Checks on what is attached: the required papers, and whether the evidence is original or certified."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from models import Appraisal, Attachment, Nomination, db
from models.enums import AttachmentKind, PaperForm
from workflow.checks.findings import Finding, doubt, fault, unknown
from workflow.checks.parts import read_parts
from workflow.guards import has_papers

# What must be original or certified: what proves an achievement, not the unit's own report.
EVIDENCE = (AttachmentKind.INITIATIVE, AttachmentKind.EVIDENCE, AttachmentKind.MINUTES)


def required(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """The papers that the award form asks for, which may have changed since the unit approved."""
    read_parts(rows, "attachments", Attachment)
    return {row.id: [fault(one.text, field=one.field) for one in has_papers(row)] for row in rows}


def evidence(rows: list[Nomination]) -> dict[int, list[Finding]]:
    """What the clerk held in hand of each piece of evidence, by the last appraisal."""
    read_parts(rows, "attachments", Attachment)
    query = (
        db.select(Appraisal.nomination_id, Appraisal.papers)
        .filter(Appraisal.nomination_id.in_([row.id for row in rows]))
        .order_by(Appraisal.id)
    )
    last = {number: papers for number, papers in db.session.execute(query)}
    return {row.id: _evidence(row, last.get(row.id, [])) for row in rows}


def _evidence(row: Nomination, papers: list[dict[str, Any]]) -> list[Finding]:
    forms = {one["attachment_id"]: one["form"] for one in papers}
    files = [one for one in row.files if one.kind in EVIDENCE]
    found = [
        fault(_("%(file)s không phải bản chính, cũng không phải bản sao có chứng thực", file=one.filename),
              field="attachments")
        for one in files if forms.get(one.id) == PaperForm.NEITHER
    ]  # fmt: skip
    if unseen := [one for one in files if one.id not in forms]:
        text = _("chưa đối chiếu %(n)s tệp minh chứng", n=len(unseen))
        found.append(unknown(text))
    if not files and any(one.evidence for one in row.claims):
        found.append(doubt(_("có nêu minh chứng trong lời nhưng không kèm tệp minh chứng nào")))
    return found
