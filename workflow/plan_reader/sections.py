"""The parts of the body, found by the words of their headings: purposes to duties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask_babel import gettext as _

from workflow.plan_reader.dates import read_period
from workflow.plan_reader.headings import topics_of
from workflow.plan_reader.keys import fold, without_quotes
from workflow.plan_reader.outline import Node
from workflow.plan_reader.reading import Found, Reading

FIELDS = {
    "purposes": "purpose",
    "requirements": "requirement",
    "contents": "contents",
    "subjects": "subjects",
}
# Sections whose parts are not looked at for the fields above.
APART = {"duties", "principle", "procedure", "money", "report"}
RANGE = re.compile(r"\btu\b.{0,60}\bden\b.{0,40}\d{4}")
SENTENCE = re.compile(r"(?<=[.;])\s+(?=[^\W\d_])")


def choose(root: Node, topic: str) -> Node | None:
    """The section that the topic names: where one holds others too, its own part of it."""
    found = [one for one in _headed(root) if topic in one.head.topics]
    if not found:
        return None
    best = min(found, key=lambda one: (len(one.head.topics), _is_award_subject(one)))
    return next((inner for inner in found if inner is not best and inner in list(best.walk())
                 and _has_other_parts(best, topic)), best)  # fmt: skip


def _headed(root: Node) -> Iterator[Node]:
    """Headings outside the parts that speak of something else."""
    for one in root.children:
        if not one.head.topics & APART or len(one.head.topics) > 2:
            if one.head.length:
                yield one
            yield from _headed(one)


def _is_award_subject(one: Node) -> bool:
    return "khen thuong" in one.head.key


def _has_other_parts(node: Node, topic: str) -> bool:
    return any(one.head.topics - {topic} and topic not in one.head.topics for one in node.children)


def items(node: Node, apart: set[int]) -> list[Found]:
    """What stands under a heading, an item each; the parts that are read by themselves are left out."""
    found = [Found(node.rest, tuple(node.lines))] if node.rest and node.head.length else []
    for one in node.children:
        if id(one) not in apart:
            found.append(Found(flat(one), tuple(one.all_lines())))
    if len(found) > 1 and found[0].value.endswith(":"):
        return found[1:]
    return [one for one in found if one.value]


def flat(node: Node) -> str:
    """The node and all under it in one line."""
    text = " ".join(part for part in (node.text, *(flat(one) for one in node.children)) if part)
    if node.children and node.text and node.text[-1] not in ".:;,":
        text = f"{node.text}: {text[len(node.text) + 1 :]}"
    return text


def read_sections(root: Node, reading: Reading) -> dict[str, Node]:
    """Fill in the fields that are lists of paragraphs; gives the sections that were chosen."""
    chosen = {
        topic: node for topic in (*FIELDS.values(), "period", "duties") if (node := _section(root, topic))
    }
    for name, topic in FIELDS.items():
        if topic in chosen and not _is_shared(chosen, topic):
            apart = _others(chosen, topic)
            found = items(chosen[topic], apart)
            if topic == "subjects":
                found = _only_subjects(chosen[topic], found)
            lines = [line for one in found for line in one.lines]
            reading.put(name, [one.value for one in found], [*chosen[topic].lines, *lines] if found else [])
    if "purpose" in chosen and chosen.get("requirement") is chosen["purpose"]:
        reading.remarks.append(
            _("Văn bản không tách riêng mục đích và yêu cầu: tất cả được đưa vào Mục đích.")
        )
    return chosen


def _section(root: Node, topic: str) -> Node | None:
    if topic == "duties":
        return _duties(root)
    return choose(root, topic) or (choose(root, "measures") if topic == "contents" else None)


def _duties(root: Node) -> Node | None:
    found = [one for one in root.walk() if "duties" in one.head.topics and one.kind != "dash"]
    return min(found, key=lambda one: (len(one.head.topics), -len(one.all_lines()))) if found else None


def _is_shared(chosen: dict[str, Node], topic: str) -> bool:
    """Two topics in one section without parts of its own: only the first of them takes it."""
    order = list(chosen)
    return any(chosen[one] is chosen[topic] for one in order[: order.index(topic)])


def _others(chosen: dict[str, Node], topic: str) -> set[int]:
    own = {id(one) for one in chosen[topic].walk()} - {id(chosen[topic])}
    return own & {id(node) for name, node in chosen.items() if name != topic}


def _only_subjects(node: Node, found: list[Found]) -> list[Found]:
    """Under "Đối tượng và tiêu chuẩn" only what comes before the criteria speaks of the subjects."""
    if not node.head.topics & {"criteria", "forms"}:
        return found
    kept = []
    for one in node.children:
        if one.kind != "text" or one.text.endswith(":"):
            break
        kept.append(Found(one.text, tuple(one.lines)))
    return kept


def read_dates(root: Node, chosen: dict[str, Node], reading: Reading) -> None:
    """The period, in its own section or in a sentence that gives both ends."""
    found = _period_text(root, chosen.get("period"))
    if found is None:
        return
    reading.put("period_text", found.value, list(found.lines))
    period = read_period(fold(found.value))
    starts = period.starts
    if period.from_issue:
        starts = reading.issued_on
        issued = reading.fields.get("plan_date")
        found = Found(found.value, (*found.lines, *(issued.lines if issued else ())))
        if starts is None:
            reading.remarks.append(_("Thời gian tính từ ngày ban hành, mà văn bản để trống ngày ban hành."))
    reading.put("starts_on", starts, list(found.lines))
    reading.put("ends_on", period.ends, list(found.lines))
    if period.parts > 1:
        reading.remarks.append(
            _("Văn bản chia nhiều đợt: lấy ngày đầu của đợt đầu và ngày cuối của đợt cuối.")
        )


def _period_text(root: Node, node: Node | None) -> Found | None:
    if node is not None and (found := _period_items(node)):
        text = " ".join(one.value for one in found)
        return Found(text, tuple(line for one in found for line in one.lines))
    for one in root.walk():
        for sentence in SENTENCE.split(one.text):
            key = without_quotes(fold(sentence))
            if RANGE.search(key) and re.search(r"\bthoi gian\b|\bthi dua\b|\bphong trao\b", key):
                return Found(sentence, tuple(one.lines))
    return None


def _period_items(node: Node) -> list[Found]:
    apart = {id(one) for one in node.children if one.head.topics and "period" not in one.head.topics}
    found = items(node, apart)
    if len(node.head.topics) > 1 and not node.rest:
        found = [one for one in found if read_period(fold(one.value)) != read_period("")]
    return found


def is_apart(key: str) -> bool:
    """Whether a heading announces something that is neither award nor criterion."""
    return bool(topics_of(key) & APART)
