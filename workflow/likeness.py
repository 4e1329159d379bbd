"""How much of one text stands in another: runs of words, compared without marks, capitals and signs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Set
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from sqlalchemy.dialects.postgresql import insert

from models import Attachment, Campaign, FileText, Nomination, ReportText, db
from models.enums import AttachmentKind
from models.text import search_key
from workflow.report_form import FORM_WORDS

# Two people who write of the same work share words and names, but seldom five words in a row.
RUN = 5
# A dossier has one report; what is long beyond any report would only keep others waiting.
MOST_REPORTS, LONGEST_REPORT = 3, 100_000
# Fewer common runs than these (a passage of twelve words) are chance, however short the texts are.
LEAST = 8
WORD = re.compile(r"[^\W_]+")

IS_REPORT = (Attachment.kind == AttachmentKind.REPORT) & Attachment.removed_at.is_(None)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return search_key(word)


def _runs(words: list[str]) -> list[int]:
    """Each run of words as a number that fits a column; the place of a run is that of its first word."""
    places = range(len(words) - RUN + 1)
    return [zlib.crc32(" ".join(words[at : at + RUN]).encode()) - 2**31 for at in places]


def runs_in(texts: Iterable[str]) -> set[int]:
    """The runs of words in these texts; none goes over from one line into the next."""
    lines = (line for text in texts for line in text.split("\n"))
    return {run for line in lines for run in _runs([_folded(word) for word in WORD.findall(line)])}


def likeness(one: Set[int], other: Set[int]) -> float:
    """Which part of the shorter text stands in the longer one: 0 for nothing, 1 for all of it."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def pieces(text: str, common: Set[int]) -> list[tuple[str, bool]]:
    """The text cut into passages, each with whether it is made of runs in `common`."""
    words = list(WORD.finditer(text))
    marked = [False] * len(words)
    for at, run in enumerate(_runs([_folded(word[0]) for word in words])):
        if run in common:
            marked[at : at + RUN] = [True] * RUN
    parts, end = [], 0
    for at, word in enumerate(words):
        # What stands between two words of a passage belongs to it.
        joins = marked[at] and at > 0 and marked[at - 1]
        parts += [(text[end : word.start()], joins), (word[0], marked[at])]
        end = word.end()
    parts.append((text[end:], False))
    kinds = groupby((one for one in parts if one[0]), key=itemgetter(1))
    return [("".join(part for part, _kind in some), kind) for kind, some in kinds]


def report_of(nomination: Nomination) -> list[str]:
    """What a dossier says of its achievements in its own words, typed and in the report that it carries."""
    claims = sorted(nomination.claims, key=lambda one: one.criterion_id)
    return [nomination.summary, *(one.text for one in claims), *uploaded_reports(nomination).values()]


def uploaded_reports(nomination: Nomination) -> dict[str, str]:
    """The words of the uploaded reports, as far as they were read, by the names of their files."""
    query = (
        db.select(Attachment.filename, FileText.text)
        .join(FileText, FileText.sha256 == Attachment.sha256)
        .filter(Attachment.nomination_id == nomination.id, IS_REPORT, FileText.text != "")
        .order_by(Attachment.id)
        .limit(MOST_REPORTS)
    )
    return {filename: text for filename, text in db.session.execute(query)}


def plan_runs(campaign: Campaign) -> set[int]:
    """The runs of the plan's own sentences and of the form's: to repeat them is no copying."""
    forms = [one for form in campaign.award_forms for one in (form.name, form.note)]
    criteria = [one.text for form in campaign.award_forms for one in form.criteria]
    return runs_in([
        campaign.title, campaign.opening, campaign.closing, *campaign.legal_basis, *campaign.purposes,
        *campaign.requirements, *campaign.contents, *campaign.subjects,
        *(one["text"] for one in campaign.duties), *forms, *criteria, *FORM_WORDS,
    ])  # fmt: skip


def own_runs(nomination: Nomination) -> set[int]:
    """The runs of the report that are the unit's own."""
    return runs_in(report_of(nomination)) - plan_runs(nomination.campaign)


def keep(nomination: Nomination) -> None:
    """Note the runs of a report that is submitted, so that others are compared with it. The caller commits."""
    query = insert(ReportText).values(
        nomination_id=nomination.id, campaign_id=nomination.campaign_id, runs=sorted(own_runs(nomination))
    )
    query = query.on_conflict_do_update(index_elements=["nomination_id"], set_={"runs": query.excluded.runs})
    db.session.execute(query)
