"""Reads for many dossiers at once what is asked of each: a batch costs as many statements as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from models import Nomination

T = TypeVar("T")
Read = Callable[[list[Nomination]], dict[int, T]]


class _Together:
    """The dossiers that are asked together, and what was read for all of them so far."""

    def __init__(self, rows: Iterable[Nomination]) -> None:
        self.rows = {one.id: one for one in rows}
        self.known: dict[str, dict[int, object]] = {}


_together: ContextVar[_Together | None] = ContextVar("together", default=None)


@contextmanager
def asked_together(rows: Iterable[Nomination]) -> Iterator[None]:
    """Within it whatever is asked of one of these dossiers is read for all of them, once.

    Where they are asked together already, with others, it changes nothing.
    """
    wanted, around = _Together(rows), _together.get()
    token = _together.set(around if around and wanted.rows.keys() <= around.rows.keys() else wanted)
    try:
        yield
    finally:
        _together.reset(token)


def asked(nomination: Nomination, name: str, read: Read[T]) -> T:
    """What `read` finds for this dossier; `name` is what the answer is remembered by.

    Nothing is remembered outside `asked_together`, where rows may change between two questions.
    """
    together = _together.get()
    if together is None or nomination.id not in together.rows:
        return read([nomination])[nomination.id]
    if name not in together.known:
        together.known[name] = dict(read(list(together.rows.values())))
    return together.known[name][nomination.id]  # type: ignore[return-value]
