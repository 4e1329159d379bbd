"""Who has to do what: the addressees are the words before the first verb, or the heading."""

from __future__ import annotations

import re

from flask_babel import gettext as _

from workflow.plan_reader.keys import fold
from workflow.plan_reader.outline import BULLETS, Node
from workflow.plan_reader.reading import Reading

VERB = re.compile(
    r"\s(?:can cu|huong dan|tham muu|chu tri|chu dong|phoi hop|co (?:trach nhiem|nhiem vu|ke hoach)|chiu trach nhiem"
    r"|(?<!ban )(?<!phong )(?<!cac )(?<!cong tac )(?<!va )(?<!moi )to chuc(?! (?:doan the|chinh tri|hoi|dang|co so|xa hoi|trong)|\s?-)"
    r"|trien khai|xay dung|theo doi|don doc|tong hop|tiep nhan|tham dinh|quan triet|day manh|tang cuong|(?<!ban )chi dao"
    r"|thuc hien|phat dong|van dong|(?<!ban )tuyen truyen|(?<!to )(?<!ban )(?<!uy ban )kiem tra|giup|la (?:co quan|dau moi|don vi)"
    r"|bao cao|lap (?:ho so|danh sach)|cu the hoa|dang ky|phat huy|dua tin|phan cong|bo tri|dam bao|bao dam|lua chon"
    r"|binh xet|gui|nop|trinh|tap trung|tich cuc|nghiem tuc|thuong xuyen|kip thoi|cung cap|can doi|de xuat|xet|duoc giao"
    r"|tuy theo|dua vao|pho bien|tap huan|dam nhan|(?<!tong )phu trach|hoan thanh|tham gia|tiep tuc|duy tri|ky ket|thanh lap"
    r"|mo (?:chuyen|lop)|cham diem|danh gia|ra soat|phe duyet|(?<!ban )quan ly|su dung|tong ket|so ket|huong ung|neu cao|lam tot|tren co so|phai|can|hang (?:thang|quy|nam)|dinh ky)\b"
)
ORDER = re.compile(r"^(?:giao(?: cho)?(?! vien)|de nghi|yeu cau|phan cong|uy quyen(?: cho)?)\s+")
# Words behind the end of a clause are no addressee of it.
BREAK = re.compile(r"[;:?!]|\.\s")
DASH = " -:–,"
LONGEST = 260


def read_duties(node: Node | None, reading: Reading) -> None:
    """The duties of each addressee; what names nobody is said in a remark."""
    if node is None:
        return
    found: list[dict[str, str]] = []
    lines: list[int] = []
    for one in _duties_of(node):
        duty = _read(one)
        if duty:
            found.append(duty)
            lines += one.all_lines()
        elif one.children or not one.text.endswith(":"):
            reading.remarks.append(
                _("Dòng %(n)s (tổ chức thực hiện): không rõ giao cho ai nên chưa đưa vào.", n=one.lines[0])
            )
    reading.put("duties", found, [*node.lines, *lines] if found else [])


def _duties_of(node: Node) -> list[Node]:
    """The parts of the section; one level deeper where a part only groups others."""
    if node.rest and node.head.length:
        own = Node("text", node.rest, node.lines)
        return [own, *node.children]
    return node.children


def _read(node: Node) -> dict[str, str] | None:
    body = [text for one in node.children if (text := _line_of(one))]
    if node.head.length and (node.rest or (body and not _verb(node.head.text))):
        texts = [node.rest, *body] if node.rest else body
        return {"addressees": _clean_name(node.head.text), "text": "\n".join(texts)}
    if (at := _verb(node.text)) and at < LONGEST:
        return {"addressees": _clean_name(node.text[:at]), "text": "\n".join([node.text, *body])}
    return None


def _line_of(node: Node) -> str:
    """An item and what stands under it, each line with the sign that it had."""
    under = " ".join(_line_of(one) for one in node.children)
    label = f"{node.marker.label} " if node.marker and node.kind not in BULLETS else ""
    return f"{label}{node.text}{' ' if under else ''}{under}"


def _verb(text: str) -> int:
    """Where the first verb begins that has somebody before it, or 0."""
    key = fold(text[:LONGEST])
    order = ORDER.match(key)
    found = VERB.search(key, order.end() if order else 0)
    return found.start() if found and not BREAK.search(key[: found.start()]) else 0


def _clean_name(text: str) -> str:
    order = ORDER.match(fold(text))
    name = text[order.end() if order else 0 :].strip(DASH)
    return name[:1].upper() + name[1:]
