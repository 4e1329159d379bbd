"""The paragraphs as a tree: headings hold what stands under them, whatever their numbering is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.plan_reader.headings import Head, read_head
from workflow.plan_reader.keys import fold
from workflow.plan_reader.lines import SEARCHED, Paragraph
from workflow.plan_reader.markers import Marker

DEEPEST = 9
# Where a heading without a number stands, seen from the top.
BULLETS = ("dash", "plus", "star", "dot")


@dataclass(eq=False)
class Node:
    """A heading or an item with what stands under it, or a plain paragraph."""

    kind: str
    text: str
    lines: list[int]
    marker: Marker | None = None
    head: Head = field(default_factory=Head)
    children: list[Node] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The paragraph as it is searched."""
        return fold(self.text[:SEARCHED])

    @property
    def rest(self) -> str:
        """What follows the heading in its own paragraph; all of it where there is no heading."""
        return self.text[self.head.length :].strip()

    def walk(self) -> Iterator[Node]:
        """This node and all under it, in the order of the text."""
        yield self
        for one in self.children:
            yield from one.walk()

    def all_lines(self) -> list[int]:
        """The lines of this node and of all under it."""
        return [line for one in self.walk() for line in one.lines]


def build(paragraphs: list[Paragraph]) -> Node:
    """The tree of the body; its root has no text."""
    root = Node("root", "", [])
    stack = [root]
    for position, one in enumerate(paragraphs):
        following = paragraphs[position + 1] if position + 1 < len(paragraphs) else None
        head = read_head(one, following)
        node = Node(_kind_of(one, head), one.text, one.lines, one.marker, head)
        _make_room(stack, node)
        stack[-1].children.append(node)
        if node.kind != "text":
            stack.append(node)
    return root


def _kind_of(one: Paragraph, head: Head) -> str:
    if one.marker:
        return one.marker.kind
    return f"{head.rank}-head" if head.rank else "text"


def _make_room(stack: list[Node], node: Node) -> None:
    """Close what the node does not stand under."""
    kinds = [one.kind for one in stack]
    if node.kind == "text":
        while stack[-1].kind in BULLETS:
            stack.pop()
    elif node.kind in kinds and not _begins_anew(stack, node):
        del stack[kinds.index(node.kind) :]
    elif node.kind == "section-head" and len(stack) > 1 and node.head.is_capitals:
        del stack[1:]
    elif node.kind.endswith("-head"):
        while stack[-1].kind in BULLETS or stack[-1].kind == "lower":
            stack.pop()
    elif node.kind.startswith("dotted"):
        _stand_under_number(stack, node)
    if len(stack) > DEEPEST:
        del stack[DEEPEST:]


def _begins_anew(stack: list[Node], node: Node) -> bool:
    """A row that starts at its first number again, under a heading that came since."""
    if node.marker is None or node.marker.at != 1:
        return False
    last = max(place for place, one in enumerate(stack) if one.kind == node.kind)
    return any(one.kind.endswith("-head") for one in stack[last + 1 :])


def _stand_under_number(stack: list[Node], node: Node) -> None:
    """ "2.1" stands under "2.", and beside the items of "1."."""
    assert node.marker is not None
    while stack[-1].kind in (*BULLETS, "lower") or (
        stack[-1].kind > node.kind and stack[-1].kind.startswith("dotted")
    ):
        stack.pop()
