"""What an act asks of the person, cleaned and checked in one place for page, bulk and import."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from models.enums import CorrectionKind, PaperForm
from models.text import clean_line, clean_text, has_letter, unprintable
from workflow.dates import today
from workflow.errors import InputError

Inputs = dict[str, Any]
LINE, NOTE = 300, 5000
HONOUR = re.compile(r"((?:(?:GS|PGS|TS|ThS|BS|KS|CN|LS|NGND|NG\u01afT|NSND|NS\u01afT)(?:\.|\s)\s*)+)(?=\S)")
EARLIEST = date(1945, 9, 2)
LARGEST_AMOUNT = 2_000_000_000


@dataclass(frozen=True)
class Field:
    """One value that an act takes: its name, how it is read, whether it must be there."""

    name: str
    read: Callable[[Any], Any]
    required: bool = True


def read_text(longest: int) -> Callable[[Any], str]:
    """A reader of text that cleans it and refuses what is longer than `longest` letters."""

    def read(value: Any) -> str:
        text = clean_text(str(value or ""))
        if len(text) > longest:
            raise ValueError(_("Quá dài: %(n)s chữ, tối đa %(max)s.", n=len(text), max=longest))
        return text

    return read


def read_printed(longest: int) -> Callable[[Any], str]:
    """As `read_text`, for what stands on a paper: a letter that its font lacks is refused here."""
    read_any = read_text(longest)

    def read(value: Any) -> str:
        text = read_any(value)
        if lacking := unprintable(text):
            raise ValueError(_("Văn bản không in được: %(letters)s", letters=" ".join(lacking[:10])))
        return text

    return read


def read_line(value: Any) -> str:
    """One line of at most the usual length, such as a paper can show."""
    return clean_line(read_printed(LINE)(value))


def read_name(value: Any) -> str:
    """The name of a person or an office: a line with at least one letter in it."""
    name = read_line(value)
    if name and not has_letter(name):
        raise ValueError(_("Tên phải có chữ."))
    return name


def read_signer(value: Any) -> str:
    """Who signs, by name alone: no degree and no honour before it (NĐ 30/2020, Điều 8)."""
    name = read_name(value)
    if found := HONOUR.match(name):
        raise ValueError(_("Trước họ tên người ký không ghi “%(what)s”.", what=found[1]))
    return name


def read_date(value: Any) -> date | None:
    """A day written dd/mm/yyyy (or already a date), within sensible years."""
    if not value or isinstance(value, date):
        return value or None
    try:
        day = datetime.strptime(str(value).strip(), "%d/%m/%Y").date()
    except ValueError:
        raise ValueError(_("Ngày không đúng. Ghi theo dạng ngày/tháng/năm.")) from None
    if not EARLIEST <= day <= today().replace(year=today().year + 5):
        raise ValueError(_("Ngày nằm ngoài khoảng cho phép."))
    return day


def read_past_date(value: Any) -> date | None:
    """As `read_date`, but not after today."""
    day = read_date(value)
    if day and day > today():
        raise ValueError(_("Ngày này còn ở phía trước."))
    return day


def read_flag(value: Any) -> bool:
    """A box that was ticked or not."""
    return value in (True, "1")


def read_id(value: Any) -> int | None:
    """A row's number."""
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number < 2**31:
        raise ValueError(_("Lựa chọn không hợp lệ."))
    return number


def read_number(value: Any) -> str:
    """The number of a paper: a whole number above zero, written with at least two digits."""
    text = str(value or "").strip()
    if not text:
        return ""
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 100_000:
        raise ValueError(_("Chỉ ghi số, ví dụ 118."))
    return f"{int(text):02d}"


def read_amount(value: Any) -> int | None:
    """An amount in đồng, with or without the dots of its thousands."""
    text = str(value or "").replace(".", "").replace(" ", "")
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 12 or int(text) > LARGEST_AMOUNT:
        raise ValueError(_("Chỉ ghi số tiền bằng đồng, ví dụ 710.000."))
    return int(text)


def read_correction_kind(value: Any) -> CorrectionKind | None:
    """A letter for a slip of form, a decision for wrong content."""
    return next((one for one in CorrectionKind if one.value == value), None)


def read_ceiling(value: Any) -> int | None:
    """How many at most: a whole number above zero."""
    text = str(value or "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:6]) < 100_000 or len(text) > 5:
        raise ValueError(_("Chỉ ghi một số từ 1 trở lên, ví dụ 15."))
    return int(text)


def read_remarks(value: Any) -> dict[str, str]:
    """Remarks by field name; the name `general` stands for the whole dossier."""
    read = read_text(NOTE)
    pairs = {str(name): read(text) for name, text in dict(value or {}).items()}
    return {name: text for name, text in pairs.items() if text}


def read_items(value: Any) -> list[dict[str, Any]]:
    """The rows of an appraisal sheet: criterion, met or not, remark."""
    read = read_text(NOTE)
    return [
        {
            "criterion_id": read_id(one.get("criterion_id")),
            "met": one.get("met"),
            "remark": read(one.get("remark")),
        }
        for one in value or []
    ]


def read_papers(value: Any) -> list[dict[str, Any]]:
    """What the clerk holds in hand of each attached paper; one that nothing was said of is left out."""
    known = {one.value for one in PaperForm}
    return [
        {"attachment_id": read_id(one.get("attachment_id")), "form": one["form"]}
        for one in value or []
        if one.get("form") in known
    ]


REASON = Field("reason", read_text(NOTE))
NOTE_FIELD = Field("note", read_text(NOTE), required=False)


def read_inputs(fields: Iterable[Field], raw: Inputs) -> Inputs:
    """The cleaned inputs; `InputError` names every field that cannot be taken."""
    clean: Inputs = {}
    wrong: dict[str, str] = {}
    for one in fields:
        try:
            clean[one.name] = one.read(raw.get(one.name))
        except ValueError as reason:
            wrong[one.name] = str(reason)
            continue
        if one.required and clean[one.name] in (None, "", {}, []):
            wrong[one.name] = _("Cần ghi mục này.")
    if wrong:
        raise InputError(wrong)
    return clean
