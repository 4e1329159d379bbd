"""The figures as Markdown, one column or row for each number of dossiers."""

from __future__ import annotations

from bench.pages import Page
from bench.transitions import CLIENTS, Result


class Report:
    """Gathers what was measured, size after size."""

    def __init__(self) -> None:
        self.sizes: list[str] = []
        self.pages: dict[str, list[str]] = {}
        self.transitions: list[list[str]] = []
        self.notes: list[str] = []

    def add_pages(self, size: int, pages: list[Page]) -> None:
        """One column of the first table."""
        self.sizes.append(f"{size:,}")
        for page in pages:
            self.pages.setdefault(page.name, []).append(page.cells())

    def add_transitions(self, size: int, results: list[Result]) -> None:
        """Some rows of the second table; every kind of error is told once."""
        for result in results:
            self.transitions.append([result.name, f"{size:,}", *result.cells()])
            self.notes += [f"{size:,}: {result.name}: {one}" for one in sorted(set(result.errors))[:5]]

    def add_memory(self, size: int, megabytes: list[float]) -> None:
        """What the web workers hold at the end."""
        self.notes.append(f"{size:,}: web workers {', '.join(f'{one:.0f}' for one in megabytes)} MB resident")

    def add_verified(self, size: int, said: str) -> None:
        """What the check of the log has found."""
        self.notes.append(f"{size:,}: log: {said.splitlines()[0]}")

    def text(self) -> str:
        """All of it."""
        parts = []
        if self.pages:
            head = ["page, one client: p50 / p95 ms (CPU ms of web + PostgreSQL)", *self.sizes]
            parts.append(_table(head, [[name, *cells] for name, cells in self.pages.items()]))
        if self.transitions:
            head = [f"transitions over HTTP, {CLIENTS} clients", "dossiers", "each second",
                    "POST p50 / p95 / p99 ms", "CPU ms of web + PostgreSQL", "errors"]  # fmt: skip
            parts.append(_table(head, self.transitions))
        parts.append("\n".join(f"- {one}" for one in self.notes))
        return "\n\n".join(parts)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
