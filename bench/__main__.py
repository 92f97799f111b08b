"""`python -m bench`: measures, one JSON line a case on stdout; docs/performance.md reads them."""

import argparse
import json
import signal
import sys
from collections.abc import Callable
from functools import partial

from bench import board, evening, flood, hall, measures, registering
from bench.cases import CASES
from bench.measures import PEOPLE, Line
from bench.stage import Stage, opened

QUICK = 5
MEASURES: dict[str, Callable[[Stage, int], Line]] = {
    "idle memory": measures.idle_memory,
    "registration": partial(registering.clients, number=8),
    "registration, 64 clients": partial(registering.clients, number=64),
    **{case.name: partial(measures.over_http, case=case) for case in CASES},
    "badges": measures.badges,
}
# They open stages of their own and take minutes: measured only when named.
LONG: dict[str, Callable[[int], Line]] = {
    "registration on PostgreSQL": registering.on_postgres,
    "registration, million rows": registering.growth,
    "flood": flood.flood,
    "hall": hall.hall,
    "summary": partial(evening.measure, evening=evening.SUMMARY),
    "tour page": partial(evening.measure, evening=evening.TOUR),
    "board": board.measure,
    "board on PostgreSQL": board.on_postgres,
}


def main() -> None:
    """Measure the cases asked for; a line is printed as soon as its case is done."""
    asked = _parser().parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # whoever ends it ends its servers too
    share = QUICK if asked.quick else 1
    names: list[str] = asked.case or list(MEASURES)
    for name in (name for name in names if name in LONG):
        _tell(LONG[name](share))
    if not (usual := [name for name in names if name in MEASURES]):
        return
    with opened(PEOPLE) as stage:
        for name in usual:
            _tell(MEASURES[name](stage, share))


def _tell(line: Line) -> None:
    print(json.dumps(line.flat(), ensure_ascii=False), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fifth of the requests")
    parser.add_argument(
        "--case", action="append", choices=[*MEASURES, *LONG], metavar="NAME", help="only this one"
    )
    return parser


if __name__ == "__main__":
    main()
