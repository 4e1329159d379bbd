"""The list of names that goes with a letter or a decision (danh sách trích ngang)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from documents.blocks import Align, Column, GroupRow, Row, Table, TotalRow
from documents.dates import amount_in_figures, two_digits
from documents.types.people import KIND_NAMES, Listed, forms_of
from models.enums import NomineeKind

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class Field:
    """A column and what it shows of a person or collective."""

    title: str
    width: float
    value: Callable[[Listed], str]
    align: Align = "left"


def _born(entry: Listed) -> str:
    return "\n".join(filter(None, (str(entry.birth_year or ""), entry.gender)))


NAME = Field("Họ và tên, tên tập thể", 5, lambda entry: entry.name)
BORN = Field("Năm sinh, giới tính", 2.4, _born, "center")
POSITION = Field("Chức vụ, đơn vị", 4.6, lambda entry: entry.position)
MERIT = Field("Tóm tắt thành tích", 10, lambda entry: entry.merit)
# Who grants it stands in the heading of the group, or in the letter.
FORM = Field("Hình thức đề nghị", 3, lambda entry: entry.form.partition(" của ")[0])
NOTE = Field("Ghi chú", 2, lambda entry: entry.note)
AMOUNT = Field(
    "Tiền thưởng (đồng)",
    3,
    lambda entry: "" if entry.amount is None else amount_in_figures(entry.amount),
    "right",
)


def list_table(entries: tuple[Listed, ...], shown: tuple[Field, ...], total: str = "") -> Table:
    """Group by award form, then by kind, each kind counted from 1; `total` labels a sum."""
    rows: list[Row | GroupRow | TotalRow] = []
    forms = forms_of(entries)
    for order, form in enumerate(forms):
        if len(forms) > 1:
            rows.append(GroupRow(f"{_roman(order)}. {form.upper()}"))
        rows.extend(_of_form([entry for entry in entries if entry.form == form], shown))
    if total:
        amount = sum(entry.amount or 0 for entry in entries)
        after = len(shown) - 1 - shown.index(AMOUNT)
        rows.append(TotalRow(total, (amount_in_figures(amount), *[""] * after)))
    columns = (
        Column("TT", 1.1, "center"),
        *(Column(f.title, f.width, f.align) for f in shown),
    )
    return Table(columns, tuple(rows))


def _of_form(entries: list[Listed], shown: tuple[Field, ...]) -> Iterator[Row | GroupRow]:
    for kind, name in KIND_NAMES.items():
        of_kind = [entry for entry in entries if entry.kind is kind]
        if of_kind:
            yield GroupRow(f"{name.capitalize()} ({two_digits(len(of_kind))})", 2)
        for number, entry in enumerate(of_kind, start=1):
            yield Row((str(number), *(field.value(entry) for field in shown)))


def _roman(order: int) -> str:
    return ROMAN[order] if order < len(ROMAN) else str(order + 1)


def born_shown(entries: tuple[Listed, ...]) -> tuple[Field, ...]:
    """The year of birth is a column only where a person on the list has one."""
    persons = [entry for entry in entries if entry.kind is not NomineeKind.COLLECTIVE]
    return (BORN,) if any(_born(entry) for entry in persons) else ()
