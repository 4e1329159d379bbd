"""What a table of steps is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from models import Nomination
from models.enums import Action, Role, State
from workflow.errors import Problem
from workflow.inputs import Field, Inputs
from workflow.people import Person, Post

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


Effect = Callable[[Nomination, Inputs, Act], None]


class Audience(StrEnum):
    """Who is told of a step, beside the one who took it."""

    NEXT_OWNER = "next_owner"
    DRAFTER = "drafter"
    UNIT_HEAD = "unit_head"
    CLERK = "clerk"
    CULTURE = "culture"


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
    # The wish of the person comes first in the row of buttons.
    is_main: bool = False


@dataclass(frozen=True)
class Procedure:
    """A table of steps, with the owner of each open state."""

    name: str
    owners: dict[State, Role]
    steps: tuple[Step, ...]

    def step(self, action: Action) -> Step:
        """The row of that action."""
        return next(one for one in self.steps if one.action is action)

    def roles(self, step: Step, state: State) -> tuple[Role, ...]:
        """Who may take the step when the dossier is in that state."""
        if step.roles is not None:
            return step.roles
        return (self.owners[state],) if state in self.owners else ()

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
