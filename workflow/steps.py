"""What a table of steps is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models import Enclosure, Nomination, Organisation
from models.enums import Action, Level, Role, State
from workflow.errors import Problem
from workflow.inputs import Field, Inputs
from workflow.people import Person, Post
from workflow.words import Words

if TYPE_CHECKING:
    from uuid import UUID

Bar = Callable[[Person, Nomination], Iterator[str]]
Guard = Callable[[Nomination], Iterator[Problem]]


@dataclass(frozen=True)
class Act:
    """Who does it, in which post, as part of which click."""

    person: Person
    post: Post
    act_id: UUID
    # The database's time, or the expression for it.
    at: Any
    # The paper of an office outside the system that the step is written down from, on the dossier's own page.
    scan: Enclosure | None = None


Effect = Callable[[Nomination, Inputs, Act], None]


class Audience(StrEnum):
    """Who is told of a step, beside the one who took it."""

    NEXT_OWNER = "next_owner"
    DRAFTER = "drafter"
    UNIT_HEAD = "unit_head"
    CLERK = "clerk"
    CULTURE = "culture"
    # Who had the dossier before the step.
    FORMER_OWNER = "former_owner"


@dataclass(frozen=True)
class Step:
    """One row: from which states, to which, by whom, needing what, telling whom."""

    action: Action
    sources: tuple[State, ...]
    # Empty: the state stays. More than one: the person chooses among the earlier ones.
    targets: tuple[State, ...]
    # None: the owner of the state that the dossier is in.
    roles: tuple[Role, ...] | None
    needs: tuple[Guard, ...] = ()
    # Asked beside them when no paper speaks for the dossier.
    needs_alone: tuple[Guard, ...] = ()
    # Asked beside them where the step is decided in the system. What an office outside it has decided is a
    # fact: what these find is then told and logged, and stops nothing.
    needs_here: tuple[Guard, ...] = ()
    bars: tuple[Bar, ...] = ()
    fields: tuple[Field, ...] = ()
    tells: tuple[Audience, ...] = ()
    effect: Effect | None = None
    # Logged as done on behalf of the unit.
    for_unit: bool = False
    # One paper speaks for all: goes through `perform_batch` only.
    is_batch: bool = False
    # May be done to many ticked dossiers, each in its own transaction.
    is_bulk: bool = False
    # What an office outside the system answers on paper; then whoever sent the list writes it down.
    is_answer: bool = False
    # What the granter alone does; where it is outside the system, who writes down its answers does it here.
    is_granters: bool = False
    # The wish of the person comes first in the row of buttons.
    is_main: bool = False


@dataclass(frozen=True)
class Turn:
    """One row of the queues: in that state the dossier waits for that role, to do that.

    `when` narrows it. The queue reads it as SQL on the class and a page as Python on a row, so it
    may compare columns with `==`, `!=` and `>` and join that with `&` and `|`, nothing else.
    """

    state: State
    role: Role
    task: Any
    when: Callable[[Any], Any] | None = None
    # False: somebody else's part, while the dossier lies with its owner.
    is_owner: bool = True
    # The office there works outside the system: this role writes down what it answers.
    records: bool = False

    def fits(self, nomination: Nomination) -> bool:
        """Whether this row speaks of that dossier now."""
        return nomination.state is self.state and (self.when is None or bool(self.when(nomination)))


@dataclass(frozen=True)
class Way:
    """How the offices of a level send up: from which state, to which level, by which act of whom."""

    level: Level
    source: State
    upper: Level
    action: Action
    preparers: tuple[Role, ...]
    sender: Role
    # False: the sender only sends what somebody above him has signed.
    signs_himself: bool = False

    @property
    def is_within(self) -> bool:
        """Whether the list stays in the office, for its own head to decide."""
        return self.upper is self.level


@dataclass(frozen=True)
class Grant:
    """Who decides on the award forms of a level, and in which state a dossier lies there."""

    level: Level
    state: State
    role: Role
    # What the way of a dossier calls it.
    work: Any
    # False: an officer writes down what somebody above him has signed.
    signs_himself: bool = False


def grant_of(grants: Iterable[Grant], nomination: Nomination) -> Grant | None:
    """The one of these that decides on the award form which the dossier asks for."""
    return next((one for one in grants if nomination.is_granted_at(one.level)), None)


@dataclass(frozen=True)
class Procedure:
    """A table of steps, and a table of whose turn it is in each state."""

    name: str
    turns: tuple[Turn, ...]
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]
    grants: tuple[Grant, ...]
    words: Words
    # What the procedure is called.
    title: Any
    # In this state the due date runs.
    timed: State

    @cached_property
    def owners(self) -> dict[State, Role]:
        """Who decides in each open state, in the order of the way up: the last that the table names."""
        return {one.state: one.role for one in self.turns if one.is_owner}

    def owner(self, nomination: Nomination, state: State | None = None) -> Role | None:
        """Who has this dossier, or would have it in that state; nobody once it has ended."""
        at = state or nomination.state
        rows = [one for one in self.turns if one.is_owner and one.state is at]
        fitting = (one.role for one in rows if one.when is None or one.when(nomination))
        return next(fitting, None)

    def way_for(self, nomination: Nomination, level: Level) -> Way | None:
        """How the offices of that level send this dossier up from where it lies, if they do."""
        stays = self.is_decided_in(nomination.state, nomination)
        found = (one for one in self.ways if one.level is level and one.source is nomination.state)
        return next((one for one in found if one.is_within is stays), None)

    def way_between(self, sender: Organisation, receiver: Organisation) -> Way:
        """How the one office sends to the other; their lists exist because it does."""
        pair = (sender.level, receiver.level)
        return next(one for one in self.ways if (one.level, one.upper) == pair)

    def grant_of(self, nomination: Nomination) -> Grant | None:
        """Who decides on the award form of this dossier, and where."""
        return grant_of(self.grants, nomination)

    def is_decider(self, person: Person, nomination: Nomination) -> bool:
        """Whether this person decides, or decided, on the award of this dossier."""
        grant = self.grant_of(nomination)
        return grant is not None and person.post_for((grant.role,), nomination) is not None

    def is_decided_in(self, state: State, nomination: Nomination) -> bool:
        """Whether a dossier with that award form goes no further up than that state."""
        grant = self.grant_of(nomination)
        return grant is not None and grant.state is state

    def line(self, nomination: Nomination) -> list[State]:
        """The states through which this dossier goes up to its award."""
        states, grant = list(self.owners), self.grant_of(nomination)
        return [*(states[: states.index(grant.state) + 1] if grant else states), State.AWARDED]

    def work(self, nomination: Nomination, state: State) -> Any:
        """What is done with this dossier in that state, in words."""
        grant = self.grant_of(nomination)
        return grant.work if grant and grant.state is state else self.words.work(state)

    def step(self, action: Action) -> Step:
        """The row of that action."""
        return next(one for one in self.steps if one.action is action)

    def roles(self, step: Step, state: State) -> tuple[Role, ...]:
        """Who may take the step when the dossier is in that state."""
        if step.roles is not None:
            return step.roles
        return (self.owners[state],) if state in self.owners else ()

    def recorder(self, nomination: Nomination) -> Role | None:
        """Who writes down the answer of the office where the dossier lies, if that works outside the system."""
        return next((one.role for one in self.turns if one.records and one.fits(nomination)), None)

    def _granters_recorder(self, nomination: Nomination) -> Role | None:
        """Who writes down what the office that granted the award says later, if that is outside the system."""
        grant = self.grant_of(nomination)
        rows = (one for one in self.turns if one.records and grant and one.state is grant.state)
        return next((one.role for one in rows if one.when is None or one.when(nomination)), None)

    def _recorder_of(self, step: Step, nomination: Nomination) -> Role | None:
        if step.is_granters:
            return self._granters_recorder(nomination) if nomination.state in step.sources else None
        return self.recorder(nomination) if step.is_answer else None

    def is_recorded(self, step: Step, nomination: Nomination) -> bool:
        """Whether the step would be the answer of an office outside the system."""
        return self._recorder_of(step, nomination) is not None

    def wants_scan(self, step: Step, nomination: Nomination) -> bool:
        """Whether the step is written down on the dossier's own page, with the scan of its paper."""
        return step.is_granters and self.is_recorded(step, nomination)

    def acting(self, step: Step, nomination: Nomination) -> tuple[Role, ...]:
        """Who may take the step now: for an office outside the system, who writes down its answer."""
        recorder = self._recorder_of(step, nomination)
        return (recorder,) if recorder else self.roles(step, nomination.state)

    def office_of(self, nomination: Nomination) -> Organisation:
        """The office where a dossier lies that was sent up; of an award, the one that granted it."""
        here = next((one for one in self.grants if one.state is nomination.state), None)
        grant = here or self.grant_of(nomination)
        assert grant is not None  # It was sent up, or granted.
        return getattr(nomination, grant.level.value)

    def all_roles(self, step: Step) -> tuple[Role, ...]:
        """Who may take the step in some state."""
        if step.roles is not None:
            return step.roles
        return tuple({self.owners[state]: None for state in step.sources})

    def targets(self, step: Step, state: State) -> tuple[State, ...]:
        """Where the step may lead from that state; a return leads only backwards."""
        if len(step.targets) <= 1:
            return step.targets
        order = list(self.owners)
        return tuple(one for one in step.targets if order.index(one) < order.index(state))

    def targets_of(self, step: Step, nomination: Nomination) -> tuple[State, ...]:
        """Where the step may lead for this dossier; a unit on paper has nobody to approve anew."""
        found = self.targets(step, nomination.state)
        if nomination.entered_by_id and len(step.targets) > 1:
            return tuple(one for one in found if one is not State.DRAFTED)
        return found
