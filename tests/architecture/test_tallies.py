"""What Python itself counts for pages, files and the API is of things; people are sealed there too.

Whoever adds a `len`, a `Counter` or a sum over rows in such a file says here of what it is.
"""

import ast
from collections.abc import Iterator

from tests.architecture.source import ROOT, package_files

ROOMS = ("registration", "checkin", "voice", "survey", "followup")
TOLD_IN = ("queries", "report", "api", "exports", "across", "people", "facts", "views", "memory")
"""In the name of a file or of a folder: from there pages, papers, files and the API are written."""

THINGS = {
    "signs, bytes and columns": (
        "followup/across/views/tour.py asked_year",
        "followup/closing/queries/__init__.py papers",
        "followup/memory/feed.py _shortened",
        "registration/exports/rules.py read_reason",
        "registration/exports/rules.py phone_cell",
        "registration/imports/views.py send_list",
        "registration/people/index.py spelled_match",
        "registration/people/rules.py _alike",
        "registration/people/rules.py _reasons",
        "registration/people/rules.py propose",
        "registration/people/views.py _number",
        "registration/queries.py get_by_code",
        "voice/views/questions.py me_too",
        "voice/views/suggestions.py support",
    ),
    "bind values of a statement": (
        "registration/imports/queries.py _query_count",
        "registration/people/queries.py _query_count",
    ),
    "stops, promises, offices, shifts, days and rows of a table": (
        "followup/across/facts.py exported",
        "followup/across/report.py _counts",
        "followup/across/report.py _themes",
        "followup/across/report.py facts",
        "followup/across/rules.py ledgers",
        "followup/across/rules.py waited",
        "followup/across/rules.py is_enough",
        "followup/across/year.py _told",
        "followup/closing/queries/beside.py _promises",
        "followup/closing/queries/beside.py beside",
        "followup/closing/views/writing.py _figures_page",
        "followup/memory/queries/tour.py remembered",
        "followup/memory/queries/stop.py told",
        "followup/people.py busiest",
        "followup/promises/queries.py _by_body",
        "followup/promises/queries.py register",
        "followup/report/details.py _cases",
        "followup/report/details.py _gates",
        "followup/report/details.py _mean",
        "followup/report/details.py _visits",
        "followup/report/owed.py _open",
    ),
    "texts: all can read them, or a right is asked to work on each of them": (
        "followup/answering/queries/owed.py _counts",
        "followup/answering/queries/owed.py count_unrouted",
        "followup/answering/views/board.py tell",
        "followup/board/queries/coding.py seen_codings",
        "followup/closing/queries/__init__.py check",
        "followup/closing/queries/__init__.py checklist",
        "followup/closing/queries/beside.py _questions",
        "followup/closing/queries/recap.py _earlier",
        "followup/closing/queries/recap.py _owned",
        "followup/closing/queries/recap.py answered_since",
        "followup/memory/paper.py wall_facts",
        "followup/report/cover.py _figures",
        "followup/report/cover.py _overview",
        "followup/report/material.py counts",
        "followup/report/owed.py _open_questions",
        "followup/report/spoken.py _service",
        "followup/report/spoken.py services",
        "followup/report/spoken.py suggestions",
    ),
}

PEOPLE = {
    "followup/across/rules.py _rates": "sealed: they are added up, and stay sealed",
    "followup/queries/summary.py arrived": "sealed by those who ask: released, or kept in a table",
    "survey/queries.py _results": "lines of a bag, shown from five on",
    "checkin/views.py _badges_page": "badges, by staff who see each person",
    "registration/capacity/queries.py hall_of": "the queue, in which each reads the own place",
    "registration/exports/actions.py fetch": "rows of a file on which two persons agreed",
    "registration/people/actions.py _lock": "rows that are held",
    "registration/people/queries.py search_people": "found ones, by staff who see each of them",
    "registration/people/views.py duplicates": "pairs, by staff who see each of them",
}
"""Where people are counted so, and who may know the number."""


def tallies() -> Iterator[str]:
    """File and function of each such count."""
    for path in package_files():
        name = str(path.relative_to(ROOT / "caravan"))
        room, *inside = name.removesuffix(".py").split("/")
        if room in ROOMS and not set(TOLD_IN).isdisjoint(inside):
            yield from _within(ast.parse(path.read_text()), name)


def _within(node: ast.AST, place: str) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield from _within(child, f"{place.split(maxsplit=1)[0]} {child.name}")
            continue
        if isinstance(child, ast.Call) and _counts(child):
            yield place
        yield from _within(child, place)


def _counts(call: ast.Call) -> bool:
    function = ast.unparse(call.func)
    is_sum = function == "sum" and isinstance(call.args[0], ast.GeneratorExp)
    return function == "len" or function.startswith("Counter") or is_sum


def test_every_count_in_python_is_of_things_or_of_people_who_may_be_counted() -> None:
    things = {place for places in THINGS.values() for place in places}

    assert set(tallies()) == things | PEOPLE.keys()
