"""What a procedure calls its states, acts and roles, where the common words do not fit it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.enums import (
    ACTION_LABELS,
    DONE_LABELS,
    ROLE_LABELS,
    STATE_LABELS,
    WORK_LABELS,
    Action,
    Role,
    State,
)


@dataclass(frozen=True)
class Words:
    """The words of a procedure; what it does not name has its common name."""

    states: Mapping[State, Any] = field(default_factory=dict)
    # What is done while a dossier is in that state.
    works: Mapping[State, Any] = field(default_factory=dict)
    actions: Mapping[Action, Any] = field(default_factory=dict)
    acts_done: Mapping[str, Any] = field(default_factory=dict)
    roles: Mapping[Role, Any] = field(default_factory=dict)

    def state(self, state: State) -> Any:
        """Where a dossier stands."""
        return self.states.get(state, STATE_LABELS[state])

    def work(self, state: State) -> Any:
        """What is done there."""
        return self.works.get(state, WORK_LABELS[state])

    def action(self, action: Action) -> Any:
        """What can be done."""
        return self.actions.get(action, ACTION_LABELS[action])

    def done(self, action: str) -> Any:
        """What was done; an act that has no words keeps its name."""
        return self.acts_done.get(action) or DONE_LABELS.get(action, action)

    def role(self, role: Role) -> Any:
        """Who does it."""
        return self.roles.get(role, ROLE_LABELS[role])


# For what belongs to no one procedure, such as a log of several.
COMMON = Words()
