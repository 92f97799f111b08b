"""Reading the memory: answered items of all stops, promises made before, what is news."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, func, select, true

from caravan.followup import rules
from caravan.followup.items.queries import SPOKEN
from caravan.followup.memory.threads import PUBLIC_THREADS, Rows, Thread, alone, is_public, threads
from caravan.followup.models import Answer, Promise
from caravan.followup.promises.models import PromiseStep
from caravan.followup.promises.rules import PUBLIC
from caravan.followup.queries.answers import Promised, promised
from caravan.kernel.clock import to_instant
from caravan.kernel.db import session
from caravan.kernel.seal import seal
from caravan.tour.models import Stop

PER_PAGE = 30
MOST_NEWS = 100
MOST_ALONE = 20
_IS_REAL = Stop.is_rehearsal.is_(False)
_NEWEST = select(func.max(Answer.id)).group_by(Answer.item_id)


@dataclass(frozen=True)
class Memory:
    """A page of threads over all stops, the newest stop first; `services` are spoken of at all.

    `alone` are promises that stand in no thread, with their stops: what is late first, and at most
    MOST_ALONE; `more_alone` is how many there are besides.
    """

    page: Pagination
    threads: list[Thread]
    services: set[str]
    states: dict[str, int]
    alone: list[tuple[Stop, Promised]]
    more_alone: int


@dataclass(frozen=True)
class News:
    """One thing that became of what was said: an answer, or a step of a promise (`kind`).

    `id` never changes and counts nothing: a corrected answer is the same piece of news. `place` is
    where it stands on the page of its stop. `at` is an aware instant, of a step the first of its
    day, so that no news comes from the future. `asked` is the text as it was written, "" where the
    promise belongs to none; the others are by language.
    """

    id: str
    kind: str
    place: str
    stop: Stop
    at: datetime
    asked: str
    body: dict[str, str]
    note: dict[str, str]


def remembered(service: str | None, page: int) -> Memory:
    """What was answered at all stops about `service` or anything; rehearsals are left out."""
    chosen = PUBLIC_THREADS.where(is_public(), _IS_REAL)
    if service:
        chosen = chosen.where(SPOKEN.c.service_code == service)
    ordered = chosen.order_by(Stop.first_day.desc(), SPOKEN.c.voices.desc(), SPOKEN.c.id)
    shown = Rows(select_=ordered, page=page, per_page=PER_PAGE)
    made = _made(Promise.service_code == service if service else true())
    stops = {one.id: stop for stop, one in made}
    others = alone([one for _, one in made])
    others.sort(key=lambda one: (rules.PROMISE_STATES.index(one.state), one.due, one.id))
    return Memory(
        page=shown,
        threads=threads(shown.items),
        services=_services(),
        states=dict(Counter(one.state for _, one in made)),
        alone=[(stops[one.id], one) for one in others[:MOST_ALONE]],
        more_alone=max(0, len(others) - MOST_ALONE),
    )


def _services() -> set[str]:
    chosen = select(SPOKEN.c.service_code).join(Stop, Stop.id == SPOKEN.c.stop_id)
    return set(session().scalars(chosen.where(is_public(), _IS_REAL).distinct()))


def promised_before(stop: Stop) -> list[tuple[Stop, Promised]]:
    """What was promised at earlier stops in the same prefecture, the last stop's promises first."""
    found = _made(Stop.prefecture_code == stop.prefecture_code, Stop.last_day < stop.first_day)
    return sorted(found, key=lambda one: (one[0].first_day, one[1].due), reverse=True)


def _made(*where: ColumnElement[bool]) -> list[tuple[Stop, Promised]]:
    """The promises made at these stops, with them; never at a rehearsal."""
    chosen = select(Promise.id, Stop).join(Stop, Stop.id == Promise.stop_id)
    of = dict(session().execute(chosen.where(_IS_REAL, *where)).all())
    return [(of[one.id], one) for one in promised(of)]


def news(stop: Stop | None) -> list[News]:
    """The newest answers and steps of promises at `stop`, or at all; at most MOST_NEWS of them."""
    found = [*_answered(stop), *_steps(stop)]
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)[:MOST_NEWS]


def _answered(stop: Stop | None) -> list[News]:
    chosen = (
        select(Answer, SPOKEN.c.body, Stop)
        .join(SPOKEN, SPOKEN.c.id == Answer.item_id)
        .join(Stop, Stop.id == SPOKEN.c.stop_id)
        .where(is_public(), _IS_REAL, _at(stop), Answer.id.in_(_NEWEST))
        .order_by(Answer.id.desc())
        .limit(MOST_NEWS)
    )
    return [
        News(
            id=f"answers/{row.item_id}",
            kind="answer",
            place=f"q-{row.item_id}",
            stop=where,
            at=row.answered_at,
            asked=asked,
            body=row.body,
            note={},
        )
        for row, asked, where in session().execute(chosen)
    ]


def _steps(stop: Stop | None) -> list[News]:
    chosen = (
        select(PromiseStep, Promise, Stop)
        .join(Promise, Promise.id == PromiseStep.promise_id)
        .join(Stop, Stop.id == Promise.stop_id)
        .where(PromiseStep.kind.in_(PUBLIC), _IS_REAL, _at(stop))
        .order_by(PromiseStep.id.desc())
        .limit(MOST_NEWS)
    )
    found = session().execute(chosen).all()
    asked = _texts({made.item_id for _, made, _ in found if made.item_id})
    return [
        News(
            id=f"steps/{seal('news', step.id)}",  # its own number would count what is not told
            kind=step.kind,
            place=f"p-{made.id}",
            stop=where,
            at=to_instant(step.day, time(0)),
            asked=asked.get(made.item_id or "", ""),
            body=made.body,
            note=step.note,
        )
        for step, made, where in found
    ]


def _texts(item_ids: Collection[str]) -> dict[str, str]:
    """What was asked, of those items that everybody may read."""
    chosen = select(SPOKEN.c.id, SPOKEN.c.body).where(SPOKEN.c.id.in_(item_ids), is_public())
    return dict(session().execute(chosen).all()) if item_ids else {}


def _at(stop: Stop | None) -> ColumnElement[bool]:
    return Stop.id == stop.id if stop else true()
