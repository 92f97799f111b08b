"""`python -m bench`: measures, one JSON line a case on stdout; docs/performance.md reads them."""

import argparse
import json
from collections.abc import Callable
from functools import partial

from bench import measures
from bench.cases import CASES
from bench.measures import PEOPLE, Line
from bench.stage import Stage, opened

QUICK = 5
MEASURES: dict[str, Callable[[Stage, int], Line]] = {
    "idle memory": measures.idle_memory,
    **{case.name: partial(measures.over_http, case=case) for case in CASES},
    "badges": measures.badges,
}


def main() -> None:
    """Measure the cases asked for; a line is printed as soon as its case is done."""
    asked = _parser().parse_args()
    share = QUICK if asked.quick else 1
    with opened(PEOPLE) as stage:
        for name in asked.case or MEASURES:
            line = MEASURES[name](stage, share)
            print(json.dumps(line.flat(), ensure_ascii=False), flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fifth of the requests")
    parser.add_argument(
        "--case", action="append", choices=MEASURES, metavar="NAME", help="only this one"
    )
    return parser


if __name__ == "__main__":
    main()
