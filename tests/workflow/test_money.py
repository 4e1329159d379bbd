"""Prize money: what the tables of the decrees say, to the đồng."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import AwardForm, db
from models.enums import Level, NomineeKind, State
from tests.workflow import world
from workflow.money import Rounding, prizes_of, reckon

C, H, P = NomineeKind.COLLECTIVE, NomineeKind.HOUSEHOLD, NomineeKind.INDIVIDUAL
MERIT_TOWN = AwardForm(name="Giấy khen của Chủ tịch UBND xã", granter_level=Level.TOWN)
MERIT_DISTRICT = AwardForm(name="Giấy khen của Chủ tịch UBND huyện", granter_level=Level.DISTRICT)
PROVINCE = AwardForm(name="Bằng khen của Chủ tịch UBND tỉnh", granter_level=Level.PROVINCE)
BEFORE, LAST_DAY, REFORM, NOW = date(2024, 6, 30), date(2025, 6, 30), date(2025, 7, 1), date(2026, 7, 1)

# The table of domain knowledge: form, kind, day → product, amount.
TABLE = [
    (MERIT_DISTRICT, P, BEFORE, 540_000, 540_000),
    (MERIT_DISTRICT, P, LAST_DAY, 702_000, 710_000),
    (MERIT_DISTRICT, C, BEFORE, 1_080_000, 1_080_000),
    (MERIT_DISTRICT, C, LAST_DAY, 1_404_000, 1_410_000),
    (MERIT_TOWN, P, BEFORE, 270_000, 270_000),
    (MERIT_TOWN, P, LAST_DAY, 351_000, 360_000),
    (MERIT_TOWN, P, REFORM, 702_000, 710_000),
    (MERIT_TOWN, P, NOW, 759_000, 760_000),
    (MERIT_TOWN, H, REFORM, 1_053_000, 1_060_000),
    (MERIT_TOWN, H, NOW, 1_138_500, 1_140_000),
    (MERIT_TOWN, C, REFORM, 1_404_000, 1_410_000),
    (MERIT_TOWN, C, NOW, 1_518_000, 1_520_000),
    (PROVINCE, P, BEFORE, 2_700_000, 2_700_000),
    (PROVINCE, P, REFORM, 3_510_000, 3_510_000),
    (PROVINCE, P, NOW, 3_795_000, 3_800_000),
    (PROVINCE, C, BEFORE, 5_400_000, 5_400_000),
    (PROVINCE, C, REFORM, 7_020_000, 7_020_000),
    (PROVINCE, C, NOW, 7_590_000, 7_590_000),
]


@pytest.mark.parametrize(("form", "kind", "day", "raw", "paid"), TABLE)
def test_an_award_is_worth_what_the_decrees_say(inside, form, kind, day, raw, paid):
    prize = prizes_of(form, [kind], Rounding.UP_TO_10000, day)[kind]
    assert (prize.raw, prize.paid) == (raw, paid)
    assert prizes_of(form, [kind], Rounding.NONE, day)[kind].paid == raw


def test_where_no_coefficient_is_known_there_is_no_amount_and_not_nought(inside):
    assert prizes_of(MERIT_DISTRICT, [P, C], Rounding.UP_TO_10000, REFORM) == {}
    assert H not in prizes_of(MERIT_TOWN, [P, H], Rounding.UP_TO_10000, LAST_DAY)
    assert prizes_of(PROVINCE, [P], Rounding.UP_TO_10000, date(2023, 6, 30)) == {}


@given(st.integers(1, 10_000_000), st.decimals("0.001", "20", places=3), st.sampled_from(list(Rounding)))
def test_rounding_gives_never_less_and_less_than_a_step_more(salary, coefficient, rounding):
    raw, paid = reckon(salary, coefficient, rounding)
    step = 10_000 if rounding is Rounding.UP_TO_10000 else 1
    assert raw == Decimal(salary) * coefficient
    assert raw <= paid < raw + step
    assert paid % step == 0
    # The plain way: count up in steps.
    assert paid == next(n for n in range(int(raw) // step * step, int(raw) + 2 * step + 1, step) if n >= raw)


def test_an_award_keeps_what_it_was_worth_and_what_the_unit_was_called(inside):
    award = world.dossier(State.AWARDED).award
    kept = award.paid_amount, award.unit_name
    award.nomination.unit.name = "Khối phố tên mới"
    db.session.flush()
    assert (award.paid_amount, award.unit_name) == kept
