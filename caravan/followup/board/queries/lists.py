"""The board: what a filter finds, in heaps, page by page."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import Select, select

from caravan.followup.board import rules
from caravan.followup.board.queries import standing
from caravan.followup.items.models import Assignment
from caravan.followup.items.queries import SPOKEN
from caravan.followup.items.rules import OUTCOMES
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.tour.duties import queries as duties

PER_PAGE = 50


class _Listed(Pagination):
    """A page of a list that is at hand."""

    def _query_items(self) -> list[Any]:
        first = self._query_offset
        rows: Sequence[Any] = self._query_args["rows"]
        return list(rows[first : first + self.per_page])

    def _query_count(self) -> int:
        return len(self._query_args["rows"])


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
    """What `asked` finds at these stops, in the order that it names."""
    rows = _found(asked, stop_ids, staff_id)
    heads = {row.id: _head(asked.by, row) for row in rows}
    ranks = _ranks(asked.by)
    ordered = sorted(rows, key=lambda row: _place(row, ranks.index(heads[row.id])))
    turned = _Listed(page=page, per_page=PER_PAGE, error_out=False, count=True, rows=ordered)
    shown = standing.entries([row.id for row in turned.items], staff_id)
    numbers = Counter(heads.values())
    heaps = [
        Heap(name, numbers[name], [one for one in shown if heads[one.item.id] == name])
        for name in ranks
    ]
    return Board([one for one in heaps if one.entries], turned, len(ordered))


def _found(asked: rules.Filter, stop_ids: Collection[int], staff_id: int) -> list[Any]:
    columns: list[Any] = [SPOKEN.c.id, SPOKEN.c.voices, standing.OUTCOME.label("outcome")]
    columns += [Assignment.due, Assignment.body_code]
    words = rules.search_words(asked.q)
    if words:
        columns += [SPOKEN.c.title, SPOKEN.c.body]
    chosen = _narrowed(standing.over(select(*columns), staff_id), asked)
    rows = session().execute(chosen.where(SPOKEN.c.stop_id.in_(stop_ids))).all()
    day = today()
    wanted = (row for row in rows if rules.is_wanted(asked.state, row.outcome, _heap(row, day)))
    return [row for row in wanted if not words or rules.says(words, row.title, row.body)]


def _narrowed(chosen: Select[*tuple[Any, ...]], asked: rules.Filter) -> Select[*tuple[Any, ...]]:
    """Only what these words of the filter ask for: kind, place, service, theme, body."""
    if asked.kind == rules.PAPER:
        chosen = chosen.where(standing.IS_PAPER)
    elif asked.kind:
        chosen = chosen.where(SPOKEN.c.kind == asked.kind)
    if asked.prefecture:
        chosen = chosen.where(SPOKEN.c.prefecture_code == asked.prefecture)
    if asked.service:
        chosen = chosen.where(SPOKEN.c.service_code == asked.service)
    if asked.body:
        chosen = chosen.where(Assignment.body_code == asked.body)
    if asked.theme == rules.UNCODED:
        return chosen.where(standing.OPEN_TO_ME)
    if asked.theme == rules.DIFFERENT:
        return chosen.where(standing.DIFFERS)
    if asked.theme:
        parents = {theme.code: theme.parent for theme in duties.themes()}
        chosen = chosen.where(standing.THEME.in_(rules.below(asked.theme, parents)))
    return chosen


def _ranks(by: str) -> list[str]:
    """The heads of the heaps in their order; nobody's come first."""
    if by == rules.BY_BODY:
        return ["", *(body.code for body in duties.bodies())]
    return list(rules.DUE_HEAPS if by == rules.BY_DUE else OUTCOMES)


def _head(by: str, row: Any) -> str:
    if by == rules.BY_BODY:
        return row.body_code or ""
    return _heap(row, today()) if by == rules.BY_DUE else str(row.outcome)


def _heap(row: Any, day: date) -> str:
    return rules.due_heap(row.outcome, row.due, day)


def _place(row: Any, rank: int) -> tuple[int, date, int, str]:
    """By heap, by due day, most voices first; then by the random id, never by arrival."""
    return rank, row.due or date.min, -row.voices, row.id
