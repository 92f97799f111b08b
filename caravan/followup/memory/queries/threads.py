"""What everybody reads: what was said with answers and promises, and promises that stand alone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, func, or_, select

from caravan.followup import rules
from caravan.followup.items import rules as kinds
from caravan.followup.items.queries import SPOKEN, Item, read
from caravan.followup.models import Answer
from caravan.followup.queries.answers import Promised, answers_of, promises_of
from caravan.kernel.db import db, session
from caravan.tour.models import Stop

PUBLIC_THREADS = select(SPOKEN, Stop).join(Stop, Stop.id == SPOKEN.c.stop_id)
"""Rows of which `threads` are made; still to be narrowed to what `is_public`."""


@dataclass(frozen=True)
class Thread:
    """An item with its stop, the newest answer and what was promised with it."""

    item: Item
    stop: Stop
    answer: Answer | None
    promises: list[Promised]


def is_public() -> ColumnElement[bool]:
    """Answered questions, and suggestions with an answer; notes of the desks are for the house."""
    has_answer = SPOKEN.c.id.in_(select(Answer.item_id))
    is_asked = (SPOKEN.c.kind == kinds.QUESTION) & (SPOKEN.c.state == rules.ANSWERED)
    is_idea = (SPOKEN.c.kind == kinds.SUGGESTION) & (SPOKEN.c.state != rules.RECEIVED)
    return or_(is_asked, is_idea & has_answer)


def threads(rows: Iterable[Mapping[Any, Any]]) -> list[Thread]:
    """The threads of rows of PUBLIC_THREADS, in as many statements for many as for one."""
    found = [(read(row), row["Stop"]) for row in rows]
    ids = [item.id for item, _ in found]
    answers, made = answers_of(ids), promises_of(ids)
    return [Thread(item, stop, answers.get(item.id), made.get(item.id, [])) for item, stop in found]


def threads_of(stop: Stop) -> list[Thread]:
    """Every thread of the stop that has a written answer, what most people say first."""
    chosen = PUBLIC_THREADS.where(SPOKEN.c.stop_id == stop.id, is_public())
    rows = session().execute(chosen.order_by(SPOKEN.c.voices.desc(), SPOKEN.c.id)).mappings()
    return [one for one in threads(rows) if one.answer]


def shown_among(item_ids: Collection[str]) -> set[str]:
    """Those of the items that everybody reads."""
    if not item_ids:
        return set()
    return set(session().scalars(select(SPOKEN.c.id).where(SPOKEN.c.id.in_(item_ids), is_public())))


def alone(made: Collection[Promised]) -> list[Promised]:
    """Those of the promises that hang on nothing that everybody reads, in the same order.

    Such are those of no question, and those that answer a note of a desk or a text that is hidden:
    the promise is public, the text is not.
    """
    shown = shown_among({one.item_id for one in made if one.item_id})
    return [one for one in made if one.item_id not in shown]


class Rows(Pagination):
    """A page of a statement whose rows are read by column, not as one entity."""

    def _query_items(self) -> list[object]:
        chosen = self._query_args["select_"].limit(self.per_page).offset(self._query_offset)
        return list(db.session.execute(chosen).mappings())

    def _query_count(self) -> int:
        chosen: Select[Any] = self._query_args["select_"].order_by(None)
        return db.session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
