"""How long the pages take, one client, one page after the other."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass, field
from urllib.parse import quote

import psycopg

from bench.http import BenchError, Client
from bench.measure import cpu_seconds, percentile
from bench.names import COMMON, RARE
from bench.site import Web
from config import DEMO_PASSWORD
from models.text import search_key

DEEP_PAGES = 40
WARM, TIMES, ROUNDS = 3, 20, 3
# A page that takes seconds is asked for fewer times.
BLOCK_SECONDS = 10
NEXT = re.compile(r'href="([^"]*\?[^"]*after=[^"]*)"')


@dataclass
class Page:
    """One page and what was measured of it."""

    name: str
    client: Client
    path: str
    times: list[float] = field(default_factory=list)
    web_cpu: float = 0
    database_cpu: float = 0

    def cells(self) -> str:
        """p50 and p95, then the processor time of web and database, in milliseconds."""
        p50, p95 = (1000 * percentile(self.times, share) for share in (0.5, 0.95))
        web, database = (1000 * one / len(self.times) for one in (self.web_cpu, self.database_cpu))
        return f"{p50:.0f} / {p95:.0f} ({web:.0f} + {database:.0f})"


def measure(web: Web, url: str) -> list[Page]:
    """Ask for every page many times, in several rounds, so that a noisy minute hurts all alike."""
    pages = _pages(web, url)
    for _round in range(ROUNDS):
        for page in pages:
            _ask(page, web)
    return pages


def _ask(page: Page, web: Web) -> None:
    page.client.close()
    for _time in range(WARM):
        _get(page)
    web_cpu, database_cpu = cpu_seconds(web.pid), cpu_seconds(web.postgres_pid)
    deadline = time.monotonic() + BLOCK_SECONDS
    for _time in range(TIMES):
        started = time.perf_counter()
        _get(page)
        page.times.append(time.perf_counter() - started)
        if time.monotonic() > deadline:
            break
    page.web_cpu += cpu_seconds(web.pid) - web_cpu
    page.database_cpu += cpu_seconds(web.postgres_pid) - database_cpu


def _get(page: Page) -> None:
    if (status := page.client.get(page.path).status) != 200:
        raise BenchError(f"{page.name}: {page.path} answered {status}")


def _pages(web: Web, url: str) -> list[Page]:
    clerk, auditor, head, district = (
        Client(web.port).login(name, DEMO_PASSWORD) for name in ("clerk", "auditor", "head", "district")
    )
    common, rare = quote(search_key(COMMON)), quote(search_key(RARE))
    with psycopg.connect(url) as connection:
        units = connection.execute(UNITS).fetchall()
        code = connection.execute(CODE).fetchone()[0]  # type: ignore[index]
    usual, small = units[len(units) // 2][0], units[-1][0]
    queue, dossiers = "/queue", "/nominations"
    return [
        Page("queue, first page of 25", clerk, queue),
        Page(f"queue, page {DEEP_PAGES} or the last", clerk, _deep(clerk, queue)),
        Page("queue, filter by unit", clerk, f"{queue}?unit={usual}"),
        Page("queue, filter by a tiny unit", clerk, f"{queue}?unit={small}"),
        Page("queue, name search, 5 % hit", clerk, f"{queue}?q={common}"),
        Page("queue, rare name", clerk, f"{queue}?q={rare}"),
        Page("queue of a unit head", head, queue),
        Page("queue of the district", district, queue),
        Page("dossiers, newest 25", clerk, dossiers),
        Page("dossiers, deep page", clerk, _deep(clerk, dossiers)),
        Page("dossiers, tiny unit", clerk, f"{dossiers}?unit={small}"),
        Page("dossiers, state declined", clerk, f"{dossiers}?state=declined"),
        Page("dossiers, name search, 5 % hit", clerk, f"{dossiers}?q={common}"),
        Page("dossiers, rare name", clerk, f"{dossiers}?q={rare}"),
        Page("one dossier", clerk, f"{dossiers}/{code}"),
        Page("audit, newest 50", auditor, "/audit"),
        Page("audit, one dossier", auditor, f"/audit?code={code}"),
        Page("audit, one person", auditor, "/audit?who=" + quote("Khuyến")),
        Page("audit, a name that did nothing", auditor, "/audit?who=" + quote("Nhật Lâm")),
        Page("audit, one action", auditor, "/audit?action=decline"),
        Page("audit, one month", auditor, "/audit?from=01/02/2025&to=28/02/2025"),
    ]


def _deep(client: Client, path: str) -> str:
    for _page in range(DEEP_PAGES):
        found = NEXT.search(client.get(path).body.decode())
        if found is None:
            break
        path = html.unescape(found[1])
    client.close()
    return path


# Units of the clerk's town, most dossiers first.
UNITS = """
SELECT n.unit_id, count(*) FROM nomination n
JOIN appointment a ON a.organisation_id = n.town_id AND a.role = 'clerk'
JOIN "user" u ON u.id = a.user_id AND u.username = 'clerk'
GROUP BY n.unit_id ORDER BY 2 DESC
"""
# One that has gone far, so that its log and its papers are long.
CODE = """
SELECT n.code FROM nomination n JOIN appointment a ON a.organisation_id = n.town_id
JOIN "user" u ON u.id = a.user_id AND u.username = 'clerk'
WHERE n.state = 'awarded' AND n.code ~ '-1[0-9]{4,}$' ORDER BY n.id DESC LIMIT 1
"""
