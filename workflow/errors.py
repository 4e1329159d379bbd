"""Why an act was refused, in words that a person can act on."""

from __future__ import annotations

from dataclasses import dataclass

from models.enums import Role


@dataclass(frozen=True)
class Problem:
    """One thing that stands in the way, and who can put it right."""

    text: str
    field: str | None = None
    role: Role | None = None


class WorkflowError(Exception):
    """An act was refused; nothing changed."""


class NotFoundError(WorkflowError):
    """There is no such dossier, or the person may not know of it."""


class NotAllowedError(WorkflowError):
    """The person sees the dossier but this act is not his."""


class ClosedError(WorkflowError):
    """The act is the person's, but the dossier is not in a state for it."""


class StaleError(ClosedError):
    """Somebody was faster; the sentence says who, when and what."""


class NotReadyError(WorkflowError):
    """The act is open but conditions are not met; all of them are named."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = problems


class InputError(WorkflowError):
    """What was typed cannot be taken; `fields` says why, by the name of the input."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = fields
