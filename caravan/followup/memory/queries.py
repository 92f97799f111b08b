"""Reading the memory: answered items of all stops, promises made before, what is news."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, func, or_, select

from caravan.followup import rules
from caravan.followup.items import rules as kinds
from caravan.followup.items.queries import SPOKEN, Item, read
from caravan.followup.models import Answer, Promise
from caravan.followup.promises.models import PromiseStep
from caravan.followup.promises.rules import PUBLIC
from caravan.followup.queries.answers import Promised, answers_of, promised, promises_of
from caravan.kernel.clock import to_instant
from caravan.kernel.db import db, session
from caravan.tour.models import Stop

PER_PAGE = 30
MOST_NEWS = 100
_NOON = time(12)


@dataclass(frozen=True)
class Thread:
    """An item with its stop, the newest answer and what was promised with it."""

    item: Item
    stop: Stop
    answer: Answer | None
    promises: list[Promised]


@dataclass(frozen=True)
class Memory:
    """A page of threads over all stops, the newest stop first; `services` are spoken of at all."""

    page: Pagination
    threads: list[Thread]
    services: set[str]
    states: dict[str, int]


@dataclass(frozen=True)
class News:
    """One thing that became of what was said: an answer, or a step of a promise (`kind`).

    `id` never changes; `at` is an aware instant, of a step the noon of its day. `asked` is the
    text as it was written, "" where the promise belongs to none; the others are by language.
    """

    id: str
    kind: str
    stop: Stop
    at: datetime
    asked: str
    body: dict[str, str]
    note: dict[str, str]


def remembered(service: str | None, page: int) -> Memory:
    """What was answered at all stops about `service` or anything; rehearsals are left out."""
    chosen = select(SPOKEN, Stop).join(Stop, Stop.id == SPOKEN.c.stop_id).where(_is_public())
    if service:
        chosen = chosen.where(SPOKEN.c.service_code == service)
    ordered = chosen.order_by(Stop.first_day.desc(), SPOKEN.c.voices.desc(), SPOKEN.c.id)
    shown = _Rows(select_=ordered, page=page, per_page=PER_PAGE)
    found = [(read(row), row["Stop"]) for row in shown.items]
    ids = [item.id for item, _ in found]
    answers, made = answers_of(ids), promises_of(ids)
    return Memory(
        page=shown,
        threads=[
            Thread(item, stop, answers.get(item.id), made.get(item.id, [])) for item, stop in found
        ],
        services=_services(),
        states=_states(service),
    )


class _Rows(Pagination):
    """A page of a statement whose rows are read by column, not as one entity."""

    def _query_items(self) -> list[object]:
        chosen = self._query_args["select_"].limit(self.per_page).offset(self._query_offset)
        return list(db.session.execute(chosen).mappings())

    def _query_count(self) -> int:
        chosen = self._query_args["select_"].order_by(None).subquery()
        return db.session.scalar(select(func.count()).select_from(chosen)) or 0


def _is_public() -> ColumnElement[bool]:
    """Answered questions, and suggestions with an answer; notes of the desks are for the house."""
    has_answer = SPOKEN.c.id.in_(select(Answer.item_id))
    is_asked = (SPOKEN.c.kind == kinds.QUESTION) & (SPOKEN.c.state == rules.ANSWERED)
    is_idea = (SPOKEN.c.kind == kinds.SUGGESTION) & (SPOKEN.c.state != rules.RECEIVED)
    return or_(is_asked, is_idea & has_answer) & Stop.is_rehearsal.is_(False)


def _services() -> set[str]:
    chosen = select(SPOKEN.c.service_code).join(Stop, Stop.id == SPOKEN.c.stop_id)
    return set(session().scalars(chosen.where(_is_public()).distinct()))


def _states(service: str | None) -> dict[str, int]:
    """How many promises of all stops stand how."""
    chosen = select(Promise.id).join(Stop, Stop.id == Promise.stop_id)
    chosen = chosen.where(Stop.is_rehearsal.is_(False))
    if service:
        chosen = chosen.where(Promise.service_code == service)
    counts = dict.fromkeys(rules.PROMISE_STATES, 0)
    for one in promised(list(session().scalars(chosen))):
        counts[one.state] += 1
    return {state: number for state, number in counts.items() if number}


def promised_before(stop: Stop) -> list[tuple[Stop, Promised]]:
    """What was promised at earlier stops in the same prefecture, the last stop's promises first."""
    chosen = (
        select(Promise.id, Stop)
        .join(Stop, Stop.id == Promise.stop_id)
        .where(
            Stop.prefecture_code == stop.prefecture_code,
            Stop.last_day < stop.first_day,
            Stop.is_rehearsal.is_(False),
        )
    )
    of = dict(session().execute(chosen).all())
    found = [(of[one.id], one) for one in promised(of)]
    return sorted(found, key=lambda one: (one[0].first_day, one[1].due), reverse=True)


def news(stop: Stop | None) -> list[News]:
    """The newest answers and steps of promises at `stop`, or at all; at most MOST_NEWS of them."""
    found = [*_answered(stop), *_steps(stop)]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:MOST_NEWS]


def _answered(stop: Stop | None) -> list[News]:
    chosen = (
        select(Answer, SPOKEN.c.body, Stop)
        .join(SPOKEN, SPOKEN.c.id == Answer.item_id)
        .join(Stop, Stop.id == SPOKEN.c.stop_id)
        .where(_is_public(), _at(stop))
        .order_by(Answer.id.desc())
        .limit(MOST_NEWS)
    )
    return [
        News(f"answers/{row.id}", "answer", where, row.answered_at, asked, row.body, {})
        for row, asked, where in session().execute(chosen)
    ]


def _steps(stop: Stop | None) -> list[News]:
    chosen = (
        select(PromiseStep, Promise, Stop)
        .join(Promise, Promise.id == PromiseStep.promise_id)
        .join(Stop, Stop.id == Promise.stop_id)
        .where(PromiseStep.kind.in_(PUBLIC), Stop.is_rehearsal.is_(False), _at(stop))
        .order_by(PromiseStep.id.desc())
        .limit(MOST_NEWS)
    )
    found = session().execute(chosen).all()
    asked = _texts({made.item_id for _, made, _ in found if made.item_id})
    return [
        News(
            id=f"steps/{step.id}",
            kind=step.kind,
            stop=where,
            at=_noon(step.day),
            asked=asked.get(made.item_id or "", ""),
            body=made.body,
            note=step.note,
        )
        for step, made, where in found
    ]


def _texts(item_ids: Collection[str]) -> dict[str, str]:
    """What was asked, of those items that everybody may read."""
    chosen = select(SPOKEN.c.id, SPOKEN.c.body).join(Stop, Stop.id == SPOKEN.c.stop_id)
    rows = session().execute(chosen.where(SPOKEN.c.id.in_(item_ids), _is_public()))
    return dict(rows.all()) if item_ids else {}


def _at(stop: Stop | None) -> ColumnElement[bool]:
    return Stop.id == stop.id if stop else Stop.id.is_not(None)


def _noon(day: date) -> datetime:
    return to_instant(day, _NOON)
