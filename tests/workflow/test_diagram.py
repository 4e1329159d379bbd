"""The drawings in README and docs/procedure.md are those of the table of steps."""

from pathlib import Path

import pytest

from models.enums import State
from workflow.diagram import diagram, page
from workflow.machine import machine_of
from workflow.procedures import PROCEDURES

ROOT = Path(__file__).parents[2]
DISTRICT, COMMUNE = PROCEDURES["district"], PROCEDURES["commune"]


def arrows(text: str) -> set[tuple[str, str]]:
    """The pairs of states that a drawing joins, its begin and ends left out."""
    found = (line.strip().split(":")[0].split(" --> ") for line in text.splitlines() if "-->" in line)
    return {(source, target) for source, target in found if "[*]" not in (source, target)}


def test_the_page_of_the_procedure_is_what_the_table_says() -> None:
    assert (ROOT / "docs/procedure.md").read_text() == page()


def test_the_readme_draws_the_main_line_of_the_table() -> None:
    drawn = f"```mermaid\n{diagram(DISTRICT, main_only=True)}\n```"
    assert drawn in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("name", PROCEDURES)
def test_the_drawing_has_every_arrow_of_the_machine_and_no_other(name: str) -> None:
    machine = machine_of(name)
    expected = {
        (State[source].value, State[one.dest].value)
        for event in machine.events.values()
        for source, ways in event.transitions.items()
        for one in ways
        if one.dest
    }
    assert arrows(diagram(PROCEDURES[name])) == expected


def test_the_main_line_leads_from_the_draft_to_the_award() -> None:
    assert arrows(diagram(DISTRICT, main_only=True)) == {
        ("drafting", "drafted"),
        ("drafting", "unit_approved"),
        ("drafted", "unit_approved"),
        ("unit_approved", "town_reviewed"),
        ("town_reviewed", "sent_to_district"),
        ("sent_to_district", "sent_to_province"),
        ("sent_to_district", "awarded"),
        ("sent_to_province", "awarded"),
    }


def test_the_main_line_of_a_commune_ends_with_its_chair_or_goes_on_to_the_province() -> None:
    assert arrows(diagram(COMMUNE, main_only=True)) == {
        ("drafting", "drafted"),
        ("drafting", "unit_approved"),
        ("drafted", "unit_approved"),
        ("unit_approved", "town_reviewed"),
        ("town_reviewed", "awarded"),
        ("town_reviewed", "sent_to_province"),
        ("sent_to_province", "awarded"),
    }


def test_a_drawing_begins_at_the_draft_and_ends_where_nothing_follows() -> None:
    lines = [line.strip() for line in diagram(DISTRICT).splitlines()]
    assert [line for line in lines if "[*]" in line] == [
        "[*] --> drafting",
        "declined --> [*]",
        "withdrawn --> [*]",
        "revoked --> [*]",
    ]
