"""The machine of each procedure, made from its table; no dossier is ever attached to it."""

from functools import cache

from transitions import Machine

from models.enums import Action, State
from workflow.procedures import PROCEDURES


def trigger_name(action: Action, target: State) -> str:
    """The machine's event for an action that leads to that state."""
    return f"{action.value}_to_{target.value}"


@cache
def machine_of(procedure_name: str) -> Machine:
    """The one static machine of a procedure."""
    procedure = PROCEDURES[procedure_name]
    rows = [
        {"trigger": trigger_name(step.action, target), "source": source, "dest": target}
        for step in procedure.steps
        for source in step.sources
        for target in procedure.targets(step, source)
    ]
    return Machine(
        model=None,
        states=State,
        initial=None,
        transitions=rows,
        # A `to_<state>()` for each state would be a door past all rules.
        auto_transitions=False,
        send_event=True,
    )
