"""How many transitions go through in a second, eight clients at once over HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from uuid import uuid4

import psycopg

from bench.http import Client
from bench.measure import cpu_seconds, percentile
from bench.site import Web
from config import DEMO_PASSWORD

CLIENTS = 8
SECONDS, MOST = 20, 20_000
WARM = 16
RECEIVED_ON = "02/06/2025"


@dataclass(frozen=True)
class Kind:
    """One act, who does it, which dossiers wait for it, and how they are made to wait again."""

    action: str
    username: str
    waiting: str
    again: str
    fields: dict[str, str] = field(default_factory=dict)


# No holder acts on a dossier about himself, hence the nominees without an account.
WAITING = """
SELECT n.id, n.code, n.version FROM nomination n
JOIN nominee p ON p.id = n.nominee_id AND p.user_id IS NULL
JOIN "user" u ON u.username = %s
JOIN appointment a ON a.user_id = u.id AND a.organisation_id = n.{level}_id
WHERE n.code ~ '-1[0-9]{{4,}}$' AND n.state = '{state}' AND {more} ORDER BY n.id
"""
RECEIVE = Kind(
    "receive", "clerk",
    WAITING.format(level="town", state="unit_approved", more="n.receipt_number IS NULL"),
    "UPDATE nomination SET receipt_number = NULL, received_on = NULL, due_on = NULL WHERE id = ANY(%s)",
    {"received_on": RECEIVED_ON},
)  # fmt: skip
APPROVE = Kind(
    "approve", "head", WAITING.format(level="unit", state="drafted", more="true"),
    "UPDATE nomination SET state = 'drafted', approved_hash = NULL WHERE id = ANY(%s)",
)  # fmt: skip
KINDS = (RECEIVE, APPROVE)


@dataclass
class Result:
    """What came of it."""

    name: str
    times: list[float] = field(default_factory=list)
    seconds: float = 0
    web_cpu: float = 0
    database_cpu: float = 0
    errors: list[str] = field(default_factory=list)

    def cells(self) -> list[str]:
        """Each second; p50, p95, p99; processor time of web and database; errors."""
        if not self.times:
            return ["none", "–", "–", str(len(self.errors))]
        spread = " / ".join(f"{1000 * percentile(self.times, share):.0f}" for share in (0.5, 0.95, 0.99))
        web, database = (1000 * one / len(self.times) for one in (self.web_cpu, self.database_cpu))
        each_second = f"{len(self.times) / self.seconds:.0f}"
        return [each_second, spread, f"{web:.1f} + {database:.1f}", str(len(self.errors))]


def measure(web: Web, url: str) -> list[Result]:
    """Each kind of act without and with the pages that a browser shows around it."""
    return [
        _measure(web, url, kind, visit, name)
        for kind in KINDS
        for visit, name in ((_post, "POST only"), (_browse, "as a browser"))
    ]


def _measure(web: Web, url: str, kind: Kind, visit: Callable[..., float], name: str) -> Result:
    """Rounds over all that waits, put back in between, until the time is over."""
    result = Result(f"{kind.action}, {name}")
    session = Client(web.port).login(kind.username, DEMO_PASSWORD)
    clients = [session.another() for _client in range(CLIENTS)]
    with psycopg.connect(url, autocommit=True) as connection:
        todo = connection.execute(kind.waiting, [kind.username]).fetchall()
        _round(clients, kind, visit, todo[:WARM], Result("warm"), time.monotonic() + SECONDS)
        _put_back(connection, kind, todo)
        while result.seconds < SECONDS and len(result.times) < MOST and todo and not result.errors:
            todo = connection.execute(kind.waiting, [kind.username]).fetchall()
            before = cpu_seconds(web.pid), cpu_seconds(web.postgres_pid)
            started = time.monotonic()
            _round(clients, kind, visit, todo, result, started + SECONDS - result.seconds)
            result.seconds += time.monotonic() - started
            result.web_cpu += cpu_seconds(web.pid) - before[0]
            result.database_cpu += cpu_seconds(web.postgres_pid) - before[1]
            _put_back(connection, kind, todo)
    return result


def _put_back(connection: psycopg.Connection, kind: Kind, todo: list[tuple[int, str, int]]) -> None:
    connection.execute(kind.again, [[number for number, _code, _version in todo]])


def _round(
    clients: list[Client], kind: Kind, visit: Callable[..., float], todo: list[tuple[int, str, int]],
    result: Result, deadline: float,
) -> None:  # fmt: skip
    queue: SimpleQueue[tuple[int, str, int]] = SimpleQueue()
    for one in todo:
        queue.put(one)
    threads = [
        Thread(target=_work, args=(client, kind, visit, queue, result, deadline)) for client in clients
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _work(
    client: Client, kind: Kind, visit: Callable[..., float], queue: SimpleQueue[tuple[int, str, int]],
    result: Result, deadline: float,
) -> None:  # fmt: skip
    client.close()
    try:
        for code, version in _jobs(queue, deadline):
            result.times.append(visit(client, kind, code, version))
    except Exception as reason:  # Counted and shown: no client may end in silence.
        result.errors.append(f"{type(reason).__name__}: {reason}")
    client.close()


def _jobs(queue: SimpleQueue[tuple[int, str, int]], deadline: float) -> Iterator[tuple[str, int]]:
    while time.monotonic() < deadline:
        try:
            _number, code, version = queue.get_nowait()
        except Empty:
            return
        yield code, version


def _post(client: Client, kind: Kind, code: str, version: int) -> float:
    """Do it; the seconds that the POST took."""
    fields = kind.fields | {"version": version, "request_id": uuid4().hex}
    started = time.perf_counter()
    answer = client.post(f"/nominations/{code}/actions/{kind.action}", fields)
    took = time.perf_counter() - started
    if (answer.status, answer.location) != (302, f"/nominations/{code}"):
        raise RuntimeError(f"{code}: {answer.status}")
    return took


def _browse(client: Client, kind: Kind, code: str, version: int) -> float:
    """The queue, the page that asks, the act, the dossier after it."""
    _see(client, "/queue")
    _see(client, f"/nominations/{code}/actions/{kind.action}")
    took = _post(client, kind, code, version)
    _see(client, f"/nominations/{code}")
    return took


def _see(client: Client, path: str) -> None:
    if (status := client.get(path).status) != 200:
        raise RuntimeError(f"{path}: {status}")
