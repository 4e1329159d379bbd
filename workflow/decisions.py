"""Decisions: granting many dossiers by one paper. The caller commits.

The dossiers are locked first, in the order of their ids, as everywhere (see workflow/batches.py).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, false, or_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from models import Award, AwardForm, Decision, Enclosure, Nomination, Organisation, db
from models.enums import Action, DocumentType, NomineeKind
from models.text import search_key
from workflow.actions import Outcome, former_act, perform_batch, record
from workflow.batches import MOST_ON_PAPER, list_order, lock_ticked
from workflow.errors import InputError, NotReadyError, Problem
from workflow.inputs import Inputs, read_inputs
from workflow.money import Prize, Rounding, prizes_of
from workflow.numbers import keep_paper_number
from workflow.orders import order
from workflow.people import Person, Post
from workflow.procedures import PROCEDURES
from workflow.settings import setting
from workflow.turns import waits
from workflow.visibility import visible_to

NUMBER_INDEX = "uq_decision_number"


def award(
    person: Person, nomination_ids: Iterable[int], inputs: Inputs, request_id: str
) -> tuple[Decision, Outcome]:
    """Grant by one decision: all of them or none; orders the decision and each certificate."""
    rows = lock_ticked(nomination_ids, person)
    if again := former_act(person, request_id, "decision"):
        decision = db.session.get_one(Decision, int(again.stream.partition(":")[2]))
        return decision, Outcome(tuple(rows), again.act_id, is_repeat=True)
    decision, outcome = _grant(rows, person, inputs, request_id, uuid4())
    order(DocumentType.AWARD_DECISION, 1, decision_id=decision.id)
    order(DocumentType.HANDOVER_LIST, 1, decision_id=decision.id)
    for one in decision.awards:
        order(DocumentType.CERTIFICATE, 1, award_id=one.id)
    return decision, outcome


def register(
    rows: list[Nomination], person: Person, inputs: Inputs, scan: Enclosure, request_id: str, act_id: UUID
) -> Decision:
    """Write down a decision of an office outside the system: its scan stands for it, no paper is made.

    The dossiers are locked already.
    """
    decision, _outcome = _grant(rows, person, inputs, request_id, act_id, scan)
    # The list by which the office hands it over is its own.
    order(DocumentType.HANDOVER_LIST, 1, decision_id=decision.id)
    return decision


def _grant(
    rows: list[Nomination], person: Person, inputs: Inputs, request_id: str, act_id: UUID,
    scan: Enclosure | None = None,
) -> tuple[Decision, Outcome]:  # fmt: skip
    if len({(one.award_form_id, one.campaign_id, one.state) for one in rows}) > 1:
        raise NotReadyError([Problem(_("một quyết định chỉ ghi một hình thức khen của một phong trào"))])
    procedure = PROCEDURES[rows[0].procedure]
    post = person.post_for(procedure.acting(procedure.step(Action.AWARD), rows[0]), rows[0])
    outcome = perform_batch(
        Action.AWARD, [one.id for one in rows], actor=person, inputs=inputs,
        request_id=request_id, act_id=act_id, recorded=scan is not None,
    )  # fmt: skip
    decision = _write_decision(rows, person, inputs, scan)
    record("award", stream=f"decision:{decision.id}", actor=person, post=post, act_id=act_id,
           request_id=request_id, on_behalf=decision.organisation.name if scan else None,
           changes={"decision": (None, decision.title)},
           data={"nominations": [one.code for one in rows], "files": [scan.sha256] if scan else []})  # fmt: skip
    return decision, outcome


def _write_decision(
    rows: list[Nomination], person: Person, inputs: Inputs, scan: Enclosure | None
) -> Decision:
    procedure = PROCEDURES[rows[0].procedure]
    clean = read_inputs(procedure.step(Action.AWARD).fields, inputs)
    grant = procedure.grant_of(rows[0])
    assert grant is not None  # The door has checked who decides.
    decision = Decision(
        campaign_id=rows[0].campaign_id, award_form_id=rows[0].award_form_id, made_by_id=person.id,
        organisation_id=rows[0].organisation_id(grant.level), scan_id=scan.id if scan else None, **clean,
    )  # fmt: skip
    prizes = prizes_for(rows, clean["issued_on"])
    for position, row in enumerate(sorted(rows, key=list_order), 1):
        award = Award(nomination_id=row.id, position=position, name=row.name, unit_name=row.unit.name,
                      description=row.position, token=secrets.token_urlsafe(16))  # fmt: skip
        if prize := prizes.get(row.kind):
            award.base_salary, award.coefficient = prize.base_salary, prize.coefficient
            award.raw_amount, award.paid_amount, award.rounding = prize.raw, prize.paid, prize.rounding
        decision.awards.append(award)
    db.session.add(decision)
    try:
        db.session.flush()
    except IntegrityError as refusal:
        # Two decisions at once may ask for one number, so the database has the last word.
        if NUMBER_INDEX not in str(refusal.orig):
            raise
        raise InputError({"number": _("Số này đã có trong năm.")}) from refusal
    # A decision is numbered by hand; an office with one series for all must not give the number again.
    keep_paper_number(
        decision.organisation, DocumentType.AWARD_DECISION, decision.issued_on.year, int(decision.number)
    )
    return decision


def prizes_for(rows: list[Nomination], day: date) -> dict[NomineeKind, Prize]:
    """What each kind on this list would be paid by a decision of that day; the granter's setting rounds."""
    grant = PROCEDURES[rows[0].procedure].grant_of(rows[0])
    assert grant is not None  # These lie where they are decided.
    office = db.session.get_one(Organisation, rows[0].organisation_id(grant.level))
    rounding = Rounding(setting(office, "money_rounding", day))
    return prizes_of(rows[0].award_form, {one.kind for one in rows}, rounding, day)


def waits_for(person: Person) -> ColumnElement[bool]:
    """The condition on `Nomination` for what lies with this person to be decided."""
    return or_(false(), *(
        and_(
            Nomination.procedure == procedure.name, waits(grant.state, grant.role),
            getattr(Nomination, f"{grant.level.value}_id").in_(places), Nomination.is_granted_at(grant.level),
        )
        for procedure in PROCEDURES.values()
        for grant in procedure.grants
        if (places := person.at(grant.role))
    ))  # fmt: skip


def usual_signer(person: Person, form: AwardForm) -> dict[str, str]:
    """Who signs a decision on this form, where the one who decides signs it himself."""
    roles = [one.role for one in PROCEDURES[form.campaign.procedure].grants
             if one.level is form.granter_level and one.signs_himself]  # fmt: skip
    post = next((one for one in person.posts if one.role in roles), None)
    return {"signer_name": person.name, "signer_title": _signed_as(post)} if post else {}


def _signed_as(post: Post) -> str:
    """The title with the mark that the paper must print; "Phó …" says KT. by itself (NĐ 30, Điều 13)."""
    is_said = post.signing in ("", "TM.") or (
        post.signing == "KT." and search_key(post.written).startswith("pho ")
    )
    return post.written if is_said else f"{post.signing} {post.written}"


def forms_waiting(person: Person) -> list[AwardForm]:
    """The award forms of which a dossier lies with this person to be decided."""
    ids = db.select(Nomination.award_form_id).filter(waits_for(person)).distinct()
    query = db.select(AwardForm).filter(AwardForm.id.in_(ids))
    return list(db.session.scalars(query.options(joinedload(AwardForm.campaign)).order_by(AwardForm.id)))


def awardable(person: Person, award_form_id: int, campaign_id: int) -> list[Nomination]:
    """What lies with this person and could stand in the same decision; one too many says "more"."""
    query = (
        db.select(Nomination)
        .filter(
            visible_to(person), waits_for(person),
            Nomination.award_form_id == award_form_id, Nomination.campaign_id == campaign_id,
        )
        .options(joinedload(Nomination.award_form), joinedload(Nomination.unit))
        .order_by(Nomination.id)
        .limit(MOST_ON_PAPER + 1)
    )  # fmt: skip
    return sorted(db.session.scalars(query), key=list_order)
