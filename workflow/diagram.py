"""The procedure drawn from its table, so that the drawing cannot lie: `python -m workflow.diagram`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.enums import Action, State
from workflow.procedures import PROCEDURES, Procedure, Step
from workflow.words import Words

INDENT = "    "
INTRO = """\
# Quy trình xét khen thưởng

Trang này được sinh ra từ các bảng trong `workflow/procedures/` bằng lệnh
`python -m workflow.diagram > docs/procedure.md`; `tests/workflow/test_diagram.py` so lại mỗi lần chạy.
"""


def diagram(procedure: Procedure, *, main_only: bool = False) -> str:
    """The states and the steps between them, as Mermaid; `main_only` draws just the way upward."""
    arrows = _arrows(procedure, main_only=main_only)
    shown = [state for state in State if any(state in pair for pair in arrows)]
    first = next(iter(procedure.owners))
    ends = [state for state in shown if not any(source is state for source, _target in arrows)]
    lines = [f'state "{procedure.words.state(state)}" as {state.value}' for state in shown]
    lines.append(f"[*] --> {first.value}")
    for (source, target), labels in arrows.items():
        lines.append(f"{source.value} --> {target.value}: {', '.join(labels)}")
    lines += [f"{state.value} --> [*]" for state in ends]
    return "\n".join(["stateDiagram-v2", *(INDENT + line for line in lines)])


def _arrows(procedure: Procedure, *, main_only: bool) -> dict[tuple[State, State], list[str]]:
    arrows: dict[tuple[State, State], list[str]] = defaultdict(list)
    for step in procedure.steps:
        for source in step.sources if step.is_main or not main_only else ():
            for target in procedure.targets(step, source):
                arrows[source, target].append(str(procedure.words.action(step.action)))
    return dict(arrows)


def owners_table(procedure: Procedure) -> str:
    """In whose queue a dossier lies, state by state, as a Markdown table."""
    words = procedure.words
    rows = [(f"{words.state(state)} (`{state.value}`)", str(words.role(role)))
            for state, role in procedure.owners.items()]  # fmt: skip
    return _table(("Trạng thái", "Đang chờ ai"), rows)


def steps_table(procedure: Procedure) -> str:
    """Who may do what and where, with the steps that leave the state as it is, as a Markdown table."""
    head = ("Việc", "Ai làm", "Khi hồ sơ ở", "Chuyển sang")
    return _table(head, [_row(procedure, step) for step in procedure.steps])


def _row(procedure: Procedure, step: Step) -> tuple[str, ...]:
    words = procedure.words
    who = ", ".join(str(words.role(role)) for role in procedure.all_roles(step))
    where = _states(step.sources, words)
    target = _states(step.targets, words) or "(giữ nguyên)"
    if step.action is Action.RETURN:
        target = "một bước trước, do người trả chọn"
    return (f"{words.action(step.action)} (`{step.action.value}`)", who, where, target)


def _states(states: tuple[State, ...], words: Words) -> str:
    return "; ".join(str(words.state(state)) for state in states)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _cell in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page() -> str:
    """The whole of docs/procedure.md."""
    return "\n".join([INTRO, *(chapter(one) for one in PROCEDURES.values())])


def chapter(procedure: Procedure) -> str:
    """One procedure: its drawing and its tables."""
    return "\n".join([
        f"## {procedure.title} (`{procedure.name}.py`)\n",
        "### Sơ đồ\n", f"```mermaid\n{diagram(procedure)}\n```\n",
        "### Hồ sơ đang chờ ai\n", f"{owners_table(procedure)}\n",
        "### Các việc\n", steps_table(procedure), "",
    ])  # fmt: skip


if __name__ == "__main__":
    print(page(), end="")
