"""Every count is either of people, and sealed, or of things: whoever adds one says which."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, package_files

PACKAGE = ROOT / "caravan"
COUNTING = {"func.count", "func.sum"}
KEEPERS = {
    "kernel/heads.py",
    "kernel/headcounts.py",  # a table keeps what was told last
    "followup/retention.py",  # and what is known of a stop whose arrivals are erased
}
"""Where a sealed count is opened: all but kernel/small_numbers only to keep it in a table."""

THINGS = {
    "checkin/actions.py": "prints of one badge",
    "followup/answering/queries/owed.py _counts": "texts that are owed an answer",
    "followup/answering/queries/owed.py owed_numbers": "texts that are owed an answer",
    "followup/board/queries/acts.py find_last": "lines that an act changed",
    "followup/board/queries/lists.py _found": "lines of the board",
    "followup/board/queries/standing.py count_to_code": "lines that are left to code",
    "followup/board/queries/standing.py": "coders of a text, who are staff",
    "followup/closing/queries/beside.py _interests": "texts that everybody reads",
    "followup/closing/queries/beside.py _questions": "texts that everybody reads",
    "followup/closing/queries/beside.py _promises": "promises",
    "followup/memory/queries/threads.py _query_count": "texts that everybody reads",
    "followup/memory/queries/stop.py _counts": "questions that everybody reads",
    "followup/queries/summary.py _asked": "questions that nobody reads yet, or not any more",
    "kernel/holdings.py count": "rows that are to be erased",
    "kernel/outbox.py count_to": "messages",
    "kernel/outbox.py tallies": "messages",
    "kernel/outbox.py tally": "messages",
    "registration/exports/queries.py count_rows": "rows of a file on which two persons agreed",
    "registration/imports/queries.py tally": "lines of a list",
    "registration/rights/queries.py count_all": "rows that are to be erased",
    "registration/rights/queries.py count_open": "requests",
    "voice/moderation/queries/__init__.py _edits": "wordings of a question",
    "voice/queries.py _counts": "texts by state",
    "voice/rounds/queries.py _shown": "texts of a round",
    "voice/rounds/queries.py laid_down": "texts of a round",
}
"""Where a plain count is of no people, and of what."""

WHOLE = {
    "checkin/queries.py": "how many are inside, as everybody sees at the gate",
    "registration/capacity/queries.py": "places taken, and the number in the queue",
    "registration/queries.py registered_by_category": "added up: how many are registered in all",
}
"""Where a plain count is of people, crossed with nothing, and why it is exact."""


def plain_counts() -> Iterator[str]:
    """File and function of each `func.count` and `func.sum`; the file alone, outside of any."""
    for path in package_files():
        yield from _within(ast.parse(path.read_text()), name_of(path))


def _within(node: ast.AST, place: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield from _within(child, f"{place.split(maxsplit=1)[0]} {child.name}")
        elif isinstance(child, ast.Attribute) and ast.unparse(child) in COUNTING:
            yield place
        else:
            yield from _within(child, place)


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def test_plain_counts_are_of_things_and_people_are_counted_sealed() -> None:
    plain = {one for one in plain_counts() if not one.startswith("kernel/headcounts.py ")}

    assert plain == {*THINGS, *WHOLE}


def test_sealed_counts_are_opened_by_small_numbers_alone() -> None:
    opened = {
        name_of(path)
        for path in package_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Attribute) and node.attr in {"unsealed", "_number"})
        or (isinstance(node, ast.Name) and node.id == "number_of")
    }

    assert opened == {"kernel/small_numbers.py", *KEEPERS}
