"""`python -m bench`: starts what it needs, loads, measures, prints tables, leaves nothing behind."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from datetime import timedelta

from bench import data, pages, papers, transitions
from bench.dossiers import TODAY
from bench.measure import children, memory_mb
from bench.report import Report
from bench.site import Servers, database, servers, web
from commands.processes import ServiceError

BENCHES = ("pages", "transitions", "papers")
SIZES = (1_000, 100_000)
PAPERS, PAPER_THREADS = 1000, 1
# The chains that grew in the last days of what was loaded, and all that the bench wrote.
VERIFIED_DAYS = 2


def main() -> int:
    """Run the chosen benches."""
    chosen = _arguments()
    wanted = chosen.benches or BENCHES[:2]
    os.umask(0o077)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    measured = [one for one in BENCHES[:2] if one in wanted]
    try:
        if measured:
            with servers() as started:
                report = Report()
                for size in chosen.sizes:
                    _measure(started, size, measured, report)
                print(report.text(), flush=True)
        if "papers" in wanted:
            papers.main(PAPERS, PAPER_THREADS)
    except ServiceError as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("benches", nargs="*", choices=[*BENCHES, []],
                        metavar="bench", help=f"of: {', '.join(BENCHES)}; without any, the first two")  # fmt: skip
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="N",
                        help="how many dossiers (1000 100000)")  # fmt: skip
    return parser.parse_args()


def _measure(started: Servers, size: int, measured: list[str], report: Report) -> None:
    with database(started, f"bench_{size}") as name:
        _say(f"{size:,} dossiers: loading")
        before = time.monotonic()
        data.load(started.superuser(name), size)
        _say(f"{size:,} dossiers: loaded in {time.monotonic() - before:.0f} s")
        with web(started, name) as site:
            url = started.superuser(name)
            if "pages" in measured:
                report.add_pages(size, pages.measure(site, url))
            if "transitions" in measured:
                report.add_transitions(size, transitions.measure(site, url))
            report.add_memory(size, [memory_mb(pid) for pid in children(site.pid)])
        since = TODAY - timedelta(days=VERIFIED_DAYS)
        report.add_verified(size, started.flask(name, "audit", "verify", "--since", str(since)))


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
