"""Anybody tries anything, in any order: the dossier must do what a plain model of it does."""

from __future__ import annotations

from uuid import uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models import AuditEvent, Message, Nomination, db
from models.enums import Action, MessageKind, Role, State
from tests.workflow.world import LINES, ORDER, UNIT, dossier, person, try_act
from workflow import batches, drafts
from workflow.actions import stream_of
from workflow.audience import holders_at
from workflow.errors import WorkflowError
from workflow.guards import open_holds
from workflow.procedures import PROCEDURES
from workflow.verify import verify

PEOPLE = (Role.DRAFTER, Role.UNIT_HEAD, Role.CLERK, Role.CHAIR, Role.DISTRICT, Role.PROVINCE)
OWNER = dict(zip(ORDER, PEOPLE, strict=False))
CLOSED = {State.AWARDED, State.DECLINED, State.WITHDRAWN, State.REVOKED}
HEIGHT = {Role.CLERK: 1, Role.DISTRICT: 2, Role.PROVINCE: 3}
NEXT = {
    Action.SUBMIT: State.DRAFTED, Action.APPROVE: State.UNIT_APPROVED,
    Action.REVIEW: State.TOWN_REVIEWED, Action.SEND: State.SENT_TO_DISTRICT,
    Action.FORWARD: State.SENT_TO_PROVINCE, Action.AWARD: State.AWARDED,
    Action.DECLINE: State.DECLINED, Action.WITHDRAW: State.WITHDRAWN,
}  # fmt: skip
# Setting another form, and what comes after an award, have tests of their own.
ACTS = sorted({*NEXT, Action.RECEIVE, Action.APPRAISE, Action.RETURN, Action.HOLD, Action.RELEASE})
REASON = {"reason": "Đã có kết luận"}
PLACE = {Action.SEND: State.TOWN_REVIEWED, Action.FORWARD: State.SENT_TO_DISTRICT}


class Walk(RuleBasedStateMachine):
    """One dossier, and beside it a few plain values that say all that matters of it."""

    app: Flask
    unit, procedure = UNIT, "district"
    # The form that the nearest office grants, and the one that goes to the province.
    forms = ("district_merit", "province_merit")

    @initialize(goes_far=st.booleans())
    def begin(self, goes_far: bool) -> None:
        form = self.forms[goes_far]
        self.context = self.app.app_context()
        self.context.push()
        row = dossier(State.DRAFTING, form=form, unit_name=self.unit)
        db.session.commit()
        self.number, self.form = row.id, form
        self.people = {role: person(role, self.unit) for role in PEOPLE if self.has(role)}
        self.state, self.acts, self.text = State.DRAFTING, 1, 0
        self.received = self.listed = self.is_sent = self.is_forwarded = False
        self.is_submitted = False
        self.approved: int | None = None
        self.appraised: int | None = None
        self.holds: list[Role] = []
        # The remarks of this round that are not answered, and the text that they spoke of.
        self.remarks, self.remarked, self.round = 0, 0, 1

    def teardown(self) -> None:
        if hasattr(self, "context"):
            db.session.rollback()
            stream = stream_of(self.row)
            assert [one for one in verify().faults if one.startswith(stream)] == []
            db.session.remove()
            self.context.pop()

    @property
    def row(self) -> Nomination:
        return db.session.get(Nomination, self.number)

    @property
    def has_open_remark(self) -> bool:
        return bool(self.remarks) and self.text == self.remarked

    def oldest_hold_below(self, role: Role) -> Role:
        return next(one for one in self.holds if HEIGHT[one] <= HEIGHT[role])

    def has(self, role: Role) -> bool:
        """Whether this procedure has that role."""
        return role is not Role.DISTRICT or self.procedure == "district"

    @property
    def decided_in(self) -> State:
        """Where the dossier lies when it is decided on."""
        near = State.SENT_TO_DISTRICT if self.procedure == "district" else State.TOWN_REVIEWED
        return State.SENT_TO_PROVINCE if self.form == "province_merit" else near

    @property
    def is_fixed(self) -> bool:
        """Whether it stands on a list that is closed and yet to go; one within the office has come already."""
        return self.listed and self.decided_in is not State.TOWN_REVIEWED

    @property
    def owner(self) -> Role | None:
        """Who has the dossier: before a closed list there is nothing for the chair to sign."""
        if self.state is State.TOWN_REVIEWED and not self.listed:
            return Role.CLERK
        return OWNER.get(self.state) if self.state not in CLOSED else None

    def sees(self, role: Role) -> bool:
        return {
            Role.CLERK: self.is_submitted, Role.CHAIR: self.is_submitted,
            Role.DISTRICT: self.is_sent, Role.PROVINCE: self.is_forwarded,
        }.get(role, True)  # fmt: skip

    def may(self, action: Action, role: Role) -> bool:
        """Whether the procedure lets this person do that now, said a second time and plainly."""
        here, owns = self.state, OWNER.get(self.state) is role
        if not self.sees(role) or here in CLOSED:
            return False
        if action is Action.WITHDRAW:
            return (role is Role.DRAFTER and here is State.DRAFTING) or (
                role is Role.UNIT_HEAD and ORDER.index(here) <= 2
            )
        if action in (Action.HOLD, Action.RELEASE):
            if action is Action.HOLD or role not in HEIGHT:
                return role in HEIGHT
            return any(HEIGHT[one] <= HEIGHT[role] for one in self.holds)
        if action is Action.RETURN:
            return owns and here is not State.DRAFTING and not self.is_fixed
        if action is Action.DECLINE:
            return owns and ORDER.index(here) >= 2 and not self.is_fixed
        if action is Action.RECEIVE:
            return owns and here is State.UNIT_APPROVED and not self.received
        if action is Action.APPRAISE:
            return owns and here is State.UNIT_APPROVED and self.received
        if action is Action.SUBMIT:
            return owns and here is State.DRAFTING and not self.has_open_remark
        if action is Action.APPROVE:
            return owns and here is State.DRAFTED
        if action is Action.REVIEW:
            fresh = self.approved == self.appraised == self.text
            return owns and here is State.UNIT_APPROVED and self.received and fresh and not self.holds
        if action is Action.AWARD:
            has_come = here is not State.TOWN_REVIEWED or self.listed
            return owns and here is self.decided_in and has_come and not self.holds
        fits = self.form == "province_merit" or (action is Action.SEND and self.procedure == "district")
        return owns and here is PLACE[action] and self.listed and fits and not self.holds

    @rule(action=st.sampled_from(ACTS), role=st.sampled_from(PEOPLE))
    def anybody_tries_anything(self, action: Action, role: Role) -> None:
        if self.has(role) and (action is not Action.FORWARD or self.procedure == "district"):
            self.attempt(action, role)

    @rule(data=st.data())
    def somebody_does_what_he_may(self, data: st.DataObject) -> None:
        open_ = [(a, r) for a in ACTS for r in self.people if self.may(a, r)]
        if open_:
            self.attempt(*data.draw(st.sampled_from(open_)))

    def attempt(self, action: Action, role: Role) -> None:
        allowed, back = self.may(action, role), None
        line = LINES[self.procedure]
        if action is Action.RETURN and self.state in line[1:-1]:
            back = line[line.index(self.state) - 1]
        try:
            outcome = self.perform(action, role)
        except WorkflowError as refusal:
            db.session.rollback()
            if allowed:
                raise AssertionError(f"{role} may {action} in {self.state}: {refusal}") from refusal
            return
        db.session.commit()
        assert allowed, f"{role} may not {action} in {self.state}"
        self.acts += 1
        self.follow(action, role, back)
        self.check_messages(action, outcome.told)

    def perform(self, action: Action, role: Role):
        row, actor = self.row, self.people[role]
        if action in PLACE and self.may(action, role):
            submission = batches.find_submission(row.submission_id, actor)
            return batches.send_submission(submission, actor, submission.version, uuid4().hex)
        if action is Action.RELEASE and self.may(action, role):
            own = self.holds.index(self.oldest_hold_below(role))
            return try_act(action, row, actor, inputs=REASON | {"hold_id": open_holds(row)[own].id})
        return try_act(action, row, actor)

    def follow(self, action: Action, role: Role, back: State | None) -> None:
        if action is Action.RETURN:
            if back is State.DRAFTING:
                self.round, self.remarks, self.remarked = self.round + 1, 1, self.text
            self.state, self.listed = back, False
        self.state = NEXT.get(action, self.state)
        if action is Action.SEND and self.procedure == "commune":
            self.state = State.SENT_TO_PROVINCE
        if action is Action.SUBMIT:
            self.is_submitted = True
        if action is Action.APPROVE:
            self.approved = self.text
        if action is Action.APPRAISE:
            self.appraised = self.text
        if action is Action.RECEIVE:
            self.received = True
        if action is Action.HOLD:
            self.holds.append(role)
        if action is Action.RELEASE:
            self.holds.remove(self.oldest_hold_below(role))
        if action in PLACE:
            self.listed, self.is_sent = False, True
            goes_on = action is Action.FORWARD or self.procedure == "commune"
            self.is_forwarded = self.is_forwarded or goes_on

    def check_messages(self, action: Action, told) -> None:
        last = db.session.scalars(
            db.select(AuditEvent).filter_by(nomination_id=self.number, action=action.value)
            .order_by(AuditEvent.id.desc())
        ).first()  # fmt: skip
        rows = list(db.session.scalars(db.select(Message).filter_by(event_id=last.id)))
        assert sorted((one.recipient_id, one.kind) for one in rows) == sorted(
            (one.user_id, one.kind) for one in told
        )
        assert last.actor_id not in {one.recipient_id for one in rows}
        assert {one.state_seq for one in rows} <= {self.row.state_seq}
        turns = {one.recipient_role for one in rows if one.kind is MessageKind.TURN}
        assert turns <= {self.owner}

    @precondition(lambda self: self.state is State.DRAFTING)
    @rule()
    def the_drafter_writes(self) -> None:
        self.text += 1
        row = self.row
        drafts.save(row, self.people[Role.DRAFTER], {"summary": f"Bản {self.text}"}, row.version)
        db.session.commit()
        self.acts += 1

    @precondition(
        lambda self: not self.listed
        and (self.state is State.TOWN_REVIEWED
             or (self.state is State.SENT_TO_DISTRICT and self.form == "province_merit"))
    )  # fmt: skip
    @rule()
    def a_list_is_made_and_closed(self) -> None:
        role = Role.CLERK if self.state is State.TOWN_REVIEWED else Role.DISTRICT
        submission = batches.gather(self.people[role], [self.number])
        batches.freeze(submission, self.people[role], submission.version)
        db.session.commit()
        self.listed = True
        # Put on a list, and the list closed: the dossier's log tells both.
        self.acts += 2

    @precondition(lambda self: self.is_fixed)
    @rule()
    def the_list_is_opened_and_the_dossier_taken_off(self) -> None:
        role = Role.CLERK if self.state is State.TOWN_REVIEWED else Role.DISTRICT
        actor = self.people[role]
        submission = batches.find_submission(self.row.submission_id, actor)
        batches.reopen(submission, actor, submission.version)
        batches.take_off(submission, actor, self.number, submission.version)
        db.session.commit()
        self.listed = False
        self.acts += 1

    @invariant()
    def the_dossier_is_where_the_model_is(self) -> None:
        if not hasattr(self, "number"):
            return
        row = self.row
        assert (row.state, row.round) == (self.state, self.round)
        assert (row.receipt_number is not None) == self.received
        count = db.select(db.func.count()).select_from(AuditEvent).filter_by(nomination_id=row.id)
        assert db.session.scalar(count) == self.acts

    @invariant()
    def an_open_dossier_has_exactly_one_owner_and_a_closed_one_none(self) -> None:
        if not hasattr(self, "number"):
            return
        row = self.row
        owner = PROCEDURES[row.procedure].owner(row)
        assert owner is self.owner
        if owner:
            place = self.people[owner].posts[0].organisation_id
            office = next(
                one for one in (row.unit, row.town, row.district, row.province) if one and one.id == place
            )
            assert holders_at([(owner, office.id)], row.waiting_from)


@pytest.mark.usefixtures("office")
def test_a_dossier_does_what_the_plain_model_does(office: Flask) -> None:
    class OneWalk(Walk):
        app = office

    walk(OneWalk)


def test_a_dossier_of_a_commune_does_what_the_plain_model_does(commune_office: Flask) -> None:
    class OneWalk(Walk):
        app = commune_office
        unit, procedure, forms = "Hội LHPN xã", "commune", ("commune_merit", "province_merit")

    walk(OneWalk)


def walk(one: type[Walk]) -> None:
    run_state_machine_as_test(
        one,
        settings=settings(
            max_examples=15, stateful_step_count=20, deadline=None, derandomize=True, database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
