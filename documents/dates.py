"""Numbers and dates as Nghị định 30/2020 wants them written."""

from __future__ import annotations

from datetime import date

BLANK = "……"


def two_digits(number: int) -> str:
    """Numbers below ten get a leading zero."""
    return f"{number:02d}"


def day_in_words(day: date | None) -> str:
    """`ngày 02 tháng 6 năm 2025`: a zero before days below 10 and before months 1 and 2 only."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    month = two_digits(day.month) if day.month <= 2 else str(day.month)
    return f"ngày {two_digits(day.day)} tháng {month} năm {day.year}"


def number_and_symbol(number: int | None, symbol: str) -> str:
    """`05/TTr-UBND`, or room for a number to be written by hand."""
    return f"{BLANK if number is None else two_digits(number)}/{symbol}"


def amount_in_figures(amount: int) -> str:
    """`1.234.000`, as money is written in Vietnam."""
    return f"{amount:,}".replace(",", ".")
