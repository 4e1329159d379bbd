"""The award forms with what each asks of tập thể, cá nhân, hộ gia đình, wherever the plan says so.

A sentence belongs to the forms and to the kinds of nominee that the headings above it name; where
they name no form it belongs to all of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from flask_babel import gettext as _

from models.enums import NomineeKind
from workflow.plan_reader.award_book import (
    Context,
    Reader,
    Sentence,
    add_due,
    add_note,
    clause_with,
    form_for,
    note_kinds,
)
from workflow.plan_reader.due import read_due
from workflow.plan_reader.forms import Mention, mentions_in
from workflow.plan_reader.groups import GROUP_HEAD, groups_in, is_quantity
from workflow.plan_reader.headings import FORM_HEAD
from workflow.plan_reader.keys import fold
from workflow.plan_reader.outline import Node
from workflow.plan_reader.reading import AwardReading, Found, Reading

AWARD = {"forms", "criteria"}
OTHER = {
    "duties",
    "principle",
    "procedure",
    "money",
    "report",
    "quota",
    "period",
    "subjects",
    "purpose",
    "requirement",
    "contents",
}
OPENING_GROUP = re.compile(
    r"^(?:la |cac |nhung |moi |doi voi |danh cho |\+ )*(tap the|ca nhan|ho gia dinh|gia dinh)\b"
)
PIECES = re.compile(r"(?<=[;.])\s+(?=[^\W\d_])|\s+(?=\(\d\)\s)")
# What the office does on the way to an award is no criterion, unless a heading says for whom.
PROCEDURE = re.compile(
    r"\b(?:xem xet|lua chon|de nghi|trinh|huong dan|binh xet|can cu|tren co so|so luong|moi don vi)\b"
)


def read_awards(root: Node, apart: list[Node], reading: Reading) -> None:
    """Find the forms, then what each of them asks."""
    reader, left_out = Reader(reading), {id(one) for one in apart}
    roots = _award_roots(root, left_out)
    for node in roots:
        _collect(node, reader)
    for node in roots:
        _visit(node, Context(), reader, left_out)
    if not roots:
        _collect_granted(root, reader)
    _share(reader)
    _settle_loose(roots, reader)
    reading.award_forms = reader.forms
    read_due(root, reading)


def _award_roots(root: Node, left_out: set[int]) -> list[Node]:
    found: list[Node] = []
    for one in root.children:
        topics = one.head.topics
        if id(one) in left_out and not topics & AWARD:
            continue
        if topics & AWARD or FORM_HEAD.match(one.head.key):
            found.append(one)
        elif not topics & {"duties", "principle", "procedure", "report"}:
            found += _award_roots(one, left_out)
    return found


def _collect(node: Node, reader: Reader) -> None:
    for one in node.walk():
        for mention in mentions_in(one.text):
            form = form_for(mention, reader)
            form.lines += [line for line in one.lines if line not in form.lines]


def _collect_granted(root: Node, reader: Reader) -> None:
    """Without a part on awards: only what somebody is said to grant."""
    for one in root.walk():
        for mention in mentions_in(one.text):
            if mention.granter:
                form_for(mention, reader).lines += one.lines


def _visit(node: Node, context: Context, reader: Reader, left_out: set[int]) -> None:
    """Give what stands in and under this node to the forms and kinds that it concerns."""
    if (id(node) in left_out and not node.head.topics & AWARD) or _is_subject(node, reader.reading):
        return
    context = _within(node, context, reader)
    if context.role == "other":
        return
    text = node.rest if node.head.length else node.text
    if text:
        _take(text, node, context, reader)
    for one in node.children:
        _visit(one, context, reader, left_out)


def _is_subject(node: Node, reading: Reading) -> bool:
    """Whether the paragraph was read as one of the subjects."""
    return node.kind == "text" and node.text in (reading.value("subjects") or [])


def _within(node: Node, context: Context, reader: Reader) -> Context:
    """The context under this heading."""
    head = node.head
    if not head.length:
        return context
    named = tuple(form_for(one, reader) for one in mentions_in(head.text))
    kinds = groups_in(head.key) if named or GROUP_HEAD.match(head.key) or head.topics & {"criteria"} else ()
    for form in named:
        note_kinds(form, kinds, node.lines)
    role = _role(head.topics, context.role)
    if kinds and GROUP_HEAD.match(head.key) and role in ("", "forms"):
        role = "group"
    return replace(context, forms=named or context.forms, kinds=kinds or context.kinds, role=role)


def _role(topics: frozenset[str], above: str) -> str:
    if "due" in topics:
        return "due"
    if "criteria" in topics:
        return "criteria"
    if topics & OTHER and not topics & AWARD:
        return "quota" if "quota" in topics else "other"
    return "forms" if "forms" in topics and above != "criteria" else above


def _take(text: str, node: Node, context: Context, reader: Reader) -> None:
    found = Found(text, tuple(node.lines))
    mentions = mentions_in(text)
    if context.role == "due":
        add_due(found, context, reader)
    elif mentions and (context.role != "criteria" or FORM_HEAD.match(fold(text))):
        _take_mention(found, mentions, context, reader)
    elif context.role == "quota" or is_quantity(fold(text), has_kinds=bool(context.kinds)):
        add_note(found, context, reader)
    elif _is_criterion(node, context):
        _add_criteria(node, text, context, reader)
    else:
        add_note(found, context, reader)


def _is_criterion(node: Node, context: Context) -> bool:
    is_lead = node.text.endswith(":")
    return not is_lead and (
        context.role in ("criteria", "group") or (bool(context.kinds) and bool(context.forms))
    )


def _take_mention(found: Found, mentions: list[Mention], context: Context, reader: Reader) -> None:
    """A sentence that gives forms to kinds of nominee, as a list under "Hình thức khen thưởng" does."""
    for one in mentions:
        form = form_for(one, reader)
        note_kinds(form, groups_in(fold(clause_with(found.value, one))) or context.kinds, list(found.lines))
        if len(found.value) > len(form.name) + 12:
            form.notes.append(found)


def _add_criteria(node: Node, text: str, context: Context, reader: Reader) -> None:
    lines = tuple(node.all_lines() if node.kind != "root" else node.lines)
    for piece in _pieces(node, text):
        kinds = _opening_kind(piece) or context.kinds
        found = Found(piece, lines if len(lines) < 3 else tuple(node.lines))
        if not kinds and PROCEDURE.search(fold(piece)):
            add_note(found, context, reader)
        elif not kinds:
            reader.loose.append(Sentence(found, context.forms))
        for kind in kinds:
            if not context.forms:
                reader.shared.append((kind, found))
            for form in context.forms:
                form.add_criterion(NomineeKind(kind), found)


def _opening_kind(text: str) -> tuple[str, ...]:
    found = OPENING_GROUP.match(fold(text))
    return groups_in(found[1]) if found else ()


def _pieces(node: Node, text: str) -> list[str]:
    """An item of a list is one criterion; running text has one in each of its clauses."""
    if node.marker and not node.head.length:
        return [text]
    return [one.strip() for one in PIECES.split(text) if one.strip(" ;.")]


def _share(reader: Reader) -> None:
    """Criteria under no form hold for every form that has none of its own."""
    if not reader.shared and not reader.loose:
        return
    if not reader.forms:
        reader.forms.append(AwardReading())
        reader.reading.remarks.append(_("Văn bản có tiêu chuẩn nhưng không nêu tên hình thức khen thưởng."))
    bare = [form for form in reader.forms if not form.criteria]
    for kind, found in reader.shared:
        for form in (one for one in bare if not one.kinds or NomineeKind(kind) in one.kinds):
            form.add_criterion(NomineeKind(kind), found)


def _settle_loose(roots: list[Node], reader: Reader) -> None:
    """A criterion for no kind by name holds for all kinds that the form, or else the part, names."""
    words = " ".join(one.key for node in roots for one in node.walk())
    named = tuple(
        NomineeKind(one) for one in groups_in(words) if one in ("collective", "individual", "household")
    )
    for one in reader.loose:
        for form in one.forms or reader.forms:
            for kind in list(form.kinds) or list(form.criteria) or named:
                form.add_criterion(kind, one.found)
    for form in reader.forms:
        for kind, found in form.criteria.items():
            form.kinds.setdefault(kind, [line for each in found for line in each.lines])
        if not form.kinds:
            for each in form.notes:
                note_kinds(form, groups_in(fold(each.value)), list(each.lines))
