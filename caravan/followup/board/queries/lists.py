"""The board: what a filter finds, in heaps, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, case, func, or_, select

from caravan.followup.board import rules
from caravan.followup.board.queries import standing
from caravan.followup.items.models import Assignment
from caravan.followup.items.queries import SPOKEN
from caravan.followup.items.rules import OPEN, OUTCOMES, OWNED
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.kernel.folding import says
from caravan.tour.duties import queries as duties

PER_PAGE = 50


class _Page(Pagination):
    """A page whose lines are at hand, and how many there are on all pages."""

    def _query_items(self) -> list[Any]:
        return list(self._query_args["entries"])

    def _query_count(self) -> int:
        return int(self._query_args["number"])


@dataclass(frozen=True)
class Heap:
    """A part of the board under one head: how many it holds in all, those of this page."""

    name: str
    number: int
    entries: list[standing.Entry]


@dataclass(frozen=True)
class Board:
    """What a filter found: its heaps on this page; `page` turns the pages, `owed` counts heaps."""

    heaps: list[Heap]
    page: Pagination
    number: int


def board(asked: rules.Filter, stop_ids: Collection[int], staff_id: int, page: int = 1) -> Board:
    """What `asked` finds at these stops, in the order that it names.

    The database folds, counts and sorts, in one statement; only the lines of the page are read.
    Where a page holds nothing any more (its last lines were given away) it is the first one.
    """
    found = session().execute(_found(asked, stop_ids, staff_id, page)).all()
    if not found and page > 1:
        return board(asked, stop_ids, staff_id)
    number = found[0].number if found else 0
    shown = standing.entries([row.id for row in found], staff_id)
    in_heap = {_head_of(one, asked.by): 0 for one in shown} | {row.head: row.of for row in found}
    heaps = [
        Heap(name, in_heap[name], [one for one in shown if _head_of(one, asked.by) == name])
        for name in _ranks(asked.by)
        if name in in_heap
    ]
    turned = _Page(
        page=page, per_page=PER_PAGE, error_out=False, count=True, entries=shown, number=number
    )
    return Board([one for one in heaps if one.entries], turned, number)


def _found(asked: rules.Filter, stop_ids: Collection[int], staff_id: int, page: int) -> Select[Any]:
    """The ids of a page, each with its head, how many are under that, and how many in all."""
    head = _head(asked.by)
    rank = case({name: at for at, name in enumerate(_ranks(asked.by))}, value=head)
    columns = (
        SPOKEN.c.id,
        head.label("head"),
        func.count().over(partition_by=head).label("of"),
        func.count().over().label("number"),
    )
    chosen = _narrowed(standing.over(select(*columns), staff_id), asked)
    within = chosen.where(SPOKEN.c.stop_id.in_(stop_ids)).order_by(rank, *_PLACE)
    return within.limit(PER_PAGE).offset((max(page, 1) - 1) * PER_PAGE)


def _head_of(entry: standing.Entry, by: str) -> str:
    """Under which head of the board a line stands."""
    if by == rules.BY_BODY:
        return entry.body_code or ""
    return entry.heap if by == rules.BY_DUE else entry.outcome


def _narrowed(chosen: Select[Any], asked: rules.Filter) -> Select[Any]:
    """Only what the words of the filter ask for."""
    equal = {
        SPOKEN.c.kind: "" if asked.kind == rules.PAPER else asked.kind,
        SPOKEN.c.prefecture_code: asked.prefecture,
        SPOKEN.c.service_code: asked.service,
        Assignment.body_code: asked.body,
    }
    chosen = chosen.where(*(column == word for column, word in equal.items() if word))
    if asked.kind == rules.PAPER:
        chosen = chosen.where(standing.IS_PAPER)
    if asked.theme:
        chosen = chosen.where(_is_about(asked.theme))
    if asked.state != rules.ALL:
        chosen = chosen.where(_is_wanted(asked.state))
    words = rules.search_words(asked.q)
    return chosen.where(*(says(one, SPOKEN.c.title, SPOKEN.c.body) for one in words))


def _is_about(theme: str) -> ColumnElement[bool]:
    if theme == rules.UNCODED:
        return standing.OPEN_TO_ME
    if theme == rules.DIFFERENT:
        return standing.DIFFERS
    parents = {one.code: one.parent for one in duties.themes()}
    return standing.THEME.in_(rules.below(theme, parents))


def _ranks(by: str) -> list[str]:
    """The heads of the heaps in their order; nobody's come first."""
    if by == rules.BY_BODY:
        return ["", *(body.code for body in duties.bodies())]
    return list(rules.DUE_HEAPS if by == rules.BY_DUE else OUTCOMES)


def _head(by: str) -> ColumnElement[str]:
    if by == rules.BY_BODY:
        return func.coalesce(Assignment.body_code, "")
    return _heap() if by == rules.BY_DUE else standing.OUTCOME


def _heap() -> ColumnElement[str]:
    """The same as rules.due_heap, within a statement."""
    late, week = rules.borders(today())
    return case(
        (or_(standing.OUTCOME != OWNED, Assignment.due.is_(None)), standing.OUTCOME),
        (Assignment.due < late, rules.LATE),
        (Assignment.due <= week, rules.WEEK),
        else_=rules.LATER,
    )


def _is_wanted(state: str) -> ColumnElement[bool]:
    """What `state` (one of rules.STATES) asks for; all is asked for elsewhere."""
    if state == rules.OWED:
        return standing.OUTCOME.in_((OPEN, OWNED))
    return (_heap() if state == rules.LATE else standing.OUTCOME) == state


_PLACE = (func.coalesce(Assignment.due, date.min), SPOKEN.c.voices.desc(), SPOKEN.c.id)
"""Within a heap: by due day, most voices first; then by the random id, never by arrival."""
