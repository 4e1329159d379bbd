"""What differs between two rounds of a dossier, part by part, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from models import Nomination
from models.enums import (
    ATTACHMENT_LABELS,
    CATEGORY_LABELS,
    KIND_LABELS,
    AttachmentKind,
    Category,
    NomineeKind,
    State,
)
from workflow.content import changed_fields, content_of, field_names

Part = tuple[str, Any, Any]
# Beyond so many pairs of words the two texts are shown whole.
MOST_PAIRS = 400_000


@dataclass(frozen=True)
class Change:
    """One field that differs, with the parts of it that do: name, before, after."""

    label: str
    parts: list[Part]


def fields_of(nomination: Nomination) -> list[tuple[str, str]]:
    """Each field of the form with what it is called."""
    names = {"nominee": _("Người, tập thể được đề nghị"), "award_form": _("Hình thức khen"),
             "initiative": _("Tên sáng kiến"), "summary": _("Tóm tắt thành tích"),
             "attachments": _("Tài liệu kèm theo")}  # fmt: skip
    numbers = iter(range(1, 100))
    return [
        (one, names.get(one) or _("Tiêu chuẩn %(n)s", n=next(numbers))) for one in field_names(nomination)
    ]


def changes_of(nomination: Nomination) -> list[Change]:
    """What the last round changed, for the reviewer; while it is being written, what it changes so far."""
    if nomination.round == 1:
        return []
    is_draft = nomination.state is State.DRAFTING
    former = nomination.snapshots[-1:] if is_draft else nomination.snapshots[-2:-1]
    if not former:
        return []
    before = former[0].content
    after = content_of(nomination) if is_draft else nomination.snapshots[-1].content
    titles = dict(fields_of(nomination))
    return [
        Change(titles.get(name, _("Tiêu chuẩn của hình thức khen trước")),
               _parts(nomination, name, before.get(name), after.get(name)))
        for name in changed_fields(before, after)
    ]  # fmt: skip


def _parts(nomination: Nomination, name: str, before: Any, after: Any) -> list[Part]:
    if name == "attachments":
        return [_files(before or [], after or [])]
    if name == "nominee":
        labels = (_("Đối tượng"), _("Tên"), _("Chức vụ"), _("Ngày sinh"), _("Giới tính"), _("Quê quán"),
                  _("Địa chỉ"), _("Nhóm đối tượng"))  # fmt: skip
        return _several(labels, *map(_nominee, (before, after)))
    if name.startswith("claim-"):
        labels = (_("Thành tích"), _("Minh chứng"), _("Nội dung phong trào"))
        return _several(labels, *(_claim(nomination, side) for side in (before, after)))
    return [("", *marked(before or "", after or ""))]


def _nominee(side: list[str]) -> list[str]:
    kind, *known = side
    words, category = known[:6], known[6] if len(known) > 6 else ""
    return [
        str(KIND_LABELS[NomineeKind(kind)]),
        *words,
        str(CATEGORY_LABELS[Category(category)]) if category else "",
    ]


def _several(labels: tuple[str, ...], before: list[str], after: list[str]) -> list[Part]:
    rows = zip(labels, before, after, strict=True)
    return [(label, *marked(old, new)) for label, old, new in rows if old != new]


def _claim(nomination: Nomination, side: list[Any] | None) -> list[str]:
    text, evidence, number = side or ["", "", None]
    contents = nomination.campaign.contents
    content = f"II.{number}. {contents[number - 1]}" if number and number <= len(contents) else ""
    return [text, evidence, content]


def _files(before: list[list[str]], after: list[list[str]]) -> Part:
    gone = [_("Bỏ tệp: %(file)s", file=_file(one)) for one in before if one not in after]
    new = [_("Thêm tệp: %(file)s", file=_file(one)) for one in after if one not in before]
    return ("", "\n".join(gone) or "–", "\n".join(new) or "–")


def _file(stored: list[str]) -> str:
    kind, name, _sha256 = stored
    return f"{name} ({ATTACHMENT_LABELS[AttachmentKind(kind)]})"


def marked(before: str, after: str) -> tuple[Any, Any]:
    """Both texts, the words that differ marked in each."""
    old, new = (re.findall(r"\s+|\S+", side) for side in (before, after))
    if not old or not new or len(old) * len(new) > MOST_PAIRS:
        return before, after
    left, right = [], []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        left.append(escape(gone) if tag == "equal" or not gone else Markup("<del>{}</del>").format(gone))
        right.append(escape(come) if tag == "equal" or not come else Markup("<ins>{}</ins>").format(come))
    return Markup("").join(left), Markup("").join(right)
