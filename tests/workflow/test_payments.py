"""Prize money that was paid: noted once, by somebody else, and never lost again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from models import db
from models.enums import Action, Role, State
from tests.workflow.world import TODAY, dossier, person, try_act
from workflow import payments
from workflow.errors import NotAllowedError

EARLIER = TODAY - timedelta(days=3)


@pytest.mark.parametrize("ticked", [{}, {"is_paid": "1"}])
def test_a_ceremony_after_the_payment_leaves_its_day_and_its_paper(inside: Flask, ticked) -> None:
    row = dossier(State.AWARDED)
    award, clerk = row.award, person(Role.CLERK)
    award.paid_amount = 1_410_000
    db.session.flush()
    award.decision.issued_on = EARLIER
    payments.pay(award.decision, clerk, [award.id], {"paid_on": EARLIER, "paid_paper": "PC 15"})
    inputs = {"handed_over_on": TODAY, "received_by": "", "note": ""} | ticked
    try_act(Action.HAND_OVER, row, clerk, inputs=inputs)
    assert (award.paid_on, award.paid_paper, payments.is_unpaid(award)) == (EARLIER, "PC 15", False)


def test_nobody_notes_the_payment_of_his_own_prize(inside: Flask) -> None:
    row = dossier(State.AWARDED)
    award, clerk = row.award, person(Role.CLERK)
    award.paid_amount = 1_410_000
    row.nominee.user_id = clerk.id
    db.session.flush()
    with pytest.raises(NotAllowedError, match="cấp phó"):
        payments.pay(award.decision, clerk, [award.id], {"paid_on": TODAY, "paid_paper": "PC 15"})
