"""Prize money after the decision: when it was paid, and what came back after a revocation. The caller commits.

With a cancelled award its money is taken back (Luật Thi đua, khen thưởng 2022, Chương VII; the number of
the article was not read). So what came back is written down, and nothing waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from flask_babel import gettext as _

from models import Award, Decision, db
from workflow import audit
from workflow.actions import changes_of, lock_all, record_all, stream_of
from workflow.errors import InputError, NotAllowedError
from workflow.handing_over import keeping_post
from workflow.inputs import Field, Inputs, read_amount, read_id, read_inputs, read_line, read_past_date
from workflow.people import Person
from workflow.rules import not_his_own

PAID_FIELDS = (Field("paid_on", read_past_date), Field("paid_paper", read_line))
BACK_FIELDS = (
    Field("award_id", read_id), Field("recovered_on", read_past_date), Field("recovered_paper", read_line),
    Field("recovered_amount", read_amount),
)  # fmt: skip


def is_unpaid(award: Award) -> bool:
    """Whether its money is still to be paid."""
    return bool(award.paid_amount) and award.paid_on is None and award.revoked_on is None


def is_owed_back(award: Award) -> bool:
    """Whether it was paid, then revoked, and has not come back whole."""
    is_revoked = award.revoked_on is not None and award.paid_on is not None
    return is_revoked and (award.recovered_amount or 0) < (award.paid_amount or 0)


def pay(decision: Decision, person: Person, award_ids: Iterable[int], raw: Inputs) -> int:
    """Note that these awardees received their money, on that day, by that paper; how many.

    Raises `InputError`; a second click finds them paid and is refused.
    """
    clean = read_inputs(PAID_FIELDS, raw)
    _refuse_before(decision.issued_on, "paid_on", clean, _("Ngày này trước ngày quyết định khen."))
    rows = _lock(decision, person, set(award_ids))
    if not rows or not all(map(is_unpaid, rows)):
        raise InputError({"ids": _("Đánh dấu ít nhất một người chưa nhận tiền.")})
    for one in rows:
        one.paid_on, one.paid_paper = clean["paid_on"], clean["paid_paper"]
    _note("pay_prize", decision, person, rows)
    return len(rows)


def recover(decision: Decision, person: Person, raw: Inputs) -> Award:
    """Note what came back of the money of a revoked award, all that came so far."""
    clean = read_inputs(BACK_FIELDS, raw)
    rows = _lock(decision, person, {clean["award_id"]})
    if not rows or not is_owed_back(rows[0]):
        raise InputError({"award_id": _("Chọn một khen thưởng đã hủy bỏ và còn tiền phải thu hồi.")})
    award = rows[0]
    assert award.revoked_on is not None  # It is owed back.
    _refuse_before(award.revoked_on, "recovered_on", clean, _("Ngày này trước ngày quyết định hủy bỏ."))
    if not (award.recovered_amount or 0) < clean["recovered_amount"] <= (award.paid_amount or 0):
        raise InputError({"recovered_amount": _("Ghi tổng số đã thu đến nay, không quá số tiền đã chi.")})
    award.recovered_on, award.recovered_amount = clean["recovered_on"], clean["recovered_amount"]
    award.recovered_paper = clean["recovered_paper"]
    _note("recover_prize", decision, person, rows)
    return award


def _refuse_before(day: date, name: str, clean: Inputs, sentence: str) -> None:
    if clean[name] < day:
        raise InputError({name: sentence})


def _lock(decision: Decision, person: Person, award_ids: set[int | None]) -> list[Award]:
    """These awards of the decision with their dossiers locked; `NotAllowedError` for who keeps no money, or whose own it is."""
    if keeping_post(person, decision) is None:
        raise NotAllowedError(_("Chỉ Văn phòng nơi phát động mới ghi việc chi, thu hồi tiền thưởng."))
    query = db.select(Award).filter(Award.decision_id == decision.id, Award.id.in_(award_ids - {None}))
    if not (dossiers := [one.nomination_id for one in db.session.scalars(query)]):
        return []
    for own in (said for row in lock_all(dossiers, person) for said in not_his_own(person, row)):
        raise NotAllowedError(own)
    fresh = query.order_by(Award.position).execution_options(populate_existing=True)
    return list(db.session.scalars(fresh))


def _note(action: str, decision: Decision, person: Person, rows: list[Award]) -> None:
    """Write it into the chain of each dossier, and what was done at once into that of the decision."""
    post, act_id, changes = keeping_post(person, decision), uuid4(), [changes_of(one) for one in rows]
    first = audit.Entry(f"decision:{decision.id}", action, person, act_id, post,
                        data={"nominations": [one.nomination.code for one in rows]})  # fmt: skip
    entries = [
        audit.Entry(stream_of(one.nomination), action, person, act_id, post,
                    nomination_id=one.nomination_id, changes=said)
        for one, said in zip(rows, changes, strict=True)
    ]  # fmt: skip
    record_all([first, *entries])
