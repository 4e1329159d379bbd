"""Criteria that a guidance adds to a plan that is running: the dossiers below answer them too.

What has gone up already was asked by the rules of its day; only where it comes back it is asked anew.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import uuid4

from flask_babel import gettext as _

from models import AwardForm, Campaign, Criterion, Nomination, db
from models.enums import NomineeKind, State
from workflow import audit
from workflow.actions import record_all, stream_of
from workflow.audience import announce, writers_and_owners_of
from workflow.campaigns import read_paragraphs
from workflow.content import lacks_answers
from workflow.errors import InputError
from workflow.inputs import Field, Inputs
from workflow.people import Person, Post
from workflow.procedures import PROCEDURES

# Where the town or its units still have it.
BELOW = (State.DRAFTING, State.DRAFTED, State.UNIT_APPROVED, State.TOWN_REVIEWED)
# A guidance adds a few; each must be answered in every dossier.
MOST_ADDED = 20
Sentences = dict[tuple[AwardForm, NomineeKind], list[str]]


def field_of(form: AwardForm, kind: NomineeKind) -> str:
    """The name of the field with the sentences for that form and kind, a line for each."""
    return f"criteria-{form.id}-{kind.value}"


def fields_of(campaign: Campaign) -> tuple[Field, ...]:
    """A field for each award form and kind of nominee that it lists."""
    return tuple(
        Field(field_of(form, kind), read_paragraphs, required=False)
        for form in campaign.award_forms
        for kind in form.kinds
    )


def sentences_of(campaign: Campaign, clean: Inputs) -> Sentences:
    """What is to be added; `InputError` where the plan has that sentence already."""
    found: Sentences = {}
    wrong = {}
    for form in campaign.award_forms:
        for kind in form.kinds:
            lines = clean[field_of(form, kind)]
            known = {one.text for one in form.criteria_for(kind)}
            if len({*lines}) < len(lines) or known & {*lines}:
                wrong[field_of(form, kind)] = _("Có câu đã nằm trong tiêu chuẩn của hình thức khen này.")
            elif len(lines) > MOST_ADDED:
                wrong[field_of(form, kind)] = _("Tối đa %(n)s tiêu chuẩn mỗi lần.", n=MOST_ADDED)
            elif lines:
                found[form, kind] = lines
    if wrong:
        raise InputError(wrong)
    return found


def lock_asked(sentences: Sentences) -> list[Nomination]:
    """The dossiers that shall answer, locked in the order of their ids; nothing may be written before."""
    asked = [(Nomination.award_form_id == form.id) & (Nomination.kind == kind) for form, kind in sentences]
    if not asked:
        return []
    query = db.select(Nomination).filter(db.or_(*asked), Nomination.state.in_(BELOW))
    locked = query.order_by(Nomination.id).with_for_update(of=Nomination)
    return list(db.session.scalars(locked.execution_options(populate_existing=True)))


def add(sentences: Sentences, source: str, since: date) -> audit.Changes:
    """Put them behind the criteria of the plan, with the paper that they come from; what the log says."""
    added: dict[AwardForm, dict[str, list[str]]] = defaultdict(dict)
    for (form, kind), lines in sentences.items():
        first = 1 + max((one.position for one in form.criteria_for(kind)), default=0)
        for position, text in enumerate(lines, first):
            form.criteria.append(
                Criterion(nominee_kind=kind, position=position, text=text, source=source, since=since)
            )
        added[form][kind.value] = lines
    return {f"{form.code}.criteria": (None, lines) for form, lines in added.items()}


def ask(rows: list[Nomination], sentences: Sentences, person: Person, post: Post) -> None:
    """Mark these dossiers as lacking an answer, say so in their logs, and tell writers and owners."""
    act_id = uuid4()
    for row in rows:
        row.lacks_answers = True
    entries = [
        audit.Entry(
            stream_of(row), "ask_more", person, act_id, post, nomination_id=row.id,
            changes={"criteria": (None, {row.kind.value: sentences[row.award_form, row.kind]})},
        )
        for row in rows
    ]  # fmt: skip
    told = writers_and_owners_of(rows, PROCEDURES, but=person)
    ids = record_all(entries)
    announce(
        [(row, id_, "ask_more", act_id, people) for row, id_, people in zip(rows, ids, told, strict=True)]
    )


def settle(form: AwardForm) -> None:
    """Take the mark off again where nothing is lacking: a criterion was taken out of the plan."""
    query = db.select(Nomination).filter(
        Nomination.award_form_id == form.id, Nomination.lacks_answers, Nomination.state.in_(BELOW)
    )
    for row in db.session.scalars(query.order_by(Nomination.id).with_for_update(of=Nomination)):
        row.lacks_answers = lacks_answers(row)
