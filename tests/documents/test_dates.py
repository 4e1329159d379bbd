"""Numbers and days as the decree writes them."""

from datetime import date

import pytest

from documents.dates import amount_in_figures, day_in_words, number_and_symbol


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 6, 2), "ngày 02 tháng 6 năm 2025"),
        (date(2025, 2, 10), "ngày 10 tháng 02 năm 2025"),
        (date(2026, 1, 6), "ngày 06 tháng 01 năm 2026"),
        (date(2025, 12, 31), "ngày 31 tháng 12 năm 2025"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_zero_before_days_below_ten_and_the_first_two_months(day, words):
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("number", "line"),
    [(5, "05/TTr-UBND"), (118, "118/TTr-UBND"), (None, "……/TTr-UBND")],
)
def test_numbers_below_ten_get_a_zero(number, line):
    assert number_and_symbol(number, "TTr-UBND") == line


def test_money_is_written_with_dots():
    assert amount_in_figures(1234000) == "1.234.000"
