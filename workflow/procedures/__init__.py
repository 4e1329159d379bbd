"""The tables of steps, by the name that a dossier keeps."""

from workflow.procedures.district import DISTRICT
from workflow.steps import Procedure, Step, Turn

PROCEDURES: dict[str, Procedure] = {DISTRICT.name: DISTRICT}

__all__ = ["PROCEDURES", "Procedure", "Step", "Turn"]
