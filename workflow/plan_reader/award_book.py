"""The award forms found so far in a plan, and what is noted of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from models.enums import NomineeKind
from workflow.plan_reader.forms import Mention, level_of, mentions_in
from workflow.plan_reader.groups import counted_in
from workflow.plan_reader.keys import fold
from workflow.plan_reader.offices import office_key
from workflow.plan_reader.reading import AwardReading, Found, Reading

CLAUSE = re.compile(r"(?<=;)\s+")


@dataclass(frozen=True)
class Context:
    """What the headings above a sentence say of it."""

    forms: tuple[AwardReading, ...] = ()
    kinds: tuple[str, ...] = ()
    role: str = ""


@dataclass
class Sentence:
    """A criterion whose kind of nominee no heading names."""

    found: Found
    forms: tuple[AwardReading, ...]


@dataclass
class Reader:
    """The forms found so far, and what could not be given to one yet."""

    reading: Reading
    forms: list[AwardReading] = field(default_factory=list)
    loose: list[Sentence] = field(default_factory=list)
    shared: list[tuple[str, Found]] = field(default_factory=list)


def form_for(mention: Mention, reader: Reader) -> AwardReading:
    """The form that is meant, noted when it is named for the first time."""
    same = [one for one in reader.forms if _kind_of(one) == mention.kind]
    key = office_key(mention.granter)
    for one in same:
        own = office_key(one.granter)
        if not key or not own or own.startswith(key) or key.startswith(own):
            if key and not own:
                _name(one, mention)
            return one
    form = AwardReading()
    _name(form, mention)
    reader.forms.append(form)
    return form


def _name(form: AwardReading, mention: Mention) -> None:
    form.name, form.granter, form.granter_level = mention.name, mention.granter, level_of(mention.granter)


def _kind_of(form: AwardReading) -> str:
    found = mentions_in(form.name)
    return found[0].kind if found else ""


def clause_with(text: str, mention: Mention) -> str:
    """The clause that names the form; another may be for other nominees."""
    ends = [one.end() for one in CLAUSE.finditer(text)]
    begin = max((end for end in ends if end <= mention.begin), default=0)
    return text[begin : min((end for end in ends if end > mention.begin), default=len(text))]


def note_kinds(form: AwardReading, kinds: tuple[str, ...], lines: list[int]) -> None:
    """Note for whom the form is."""
    for one in kinds:
        form.kinds.setdefault(NomineeKind(one), list(lines))


def add_due(found: Found, context: Context, reader: Reader) -> None:
    """Note by when papers come: for the forms that the headings name, else for all of the plan."""
    for form in context.forms:
        form.due.append(found)
    if not context.forms:
        reader.reading.put("due", found.value, list(found.lines))


def add_note(found: Found, context: Context, reader: Reader) -> None:
    """What is said of a form without being a criterion; how many are commended holds for all forms."""
    key = fold(found.value)
    for form in context.forms or (reader.forms if context.role == "quota" else ()):
        form.notes.append(found)
        note_kinds(form, counted_in(key), list(found.lines))
