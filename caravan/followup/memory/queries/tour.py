"""What all stops together remember: answered items, promises made before."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, select, true

from caravan.followup import rules
from caravan.followup.items.queries import SPOKEN
from caravan.followup.memory.queries.threads import (
    PUBLIC_THREADS,
    Rows,
    Thread,
    alone,
    is_public,
    threads,
)
from caravan.followup.models import Promise
from caravan.followup.queries.answers import Promised, promised
from caravan.kernel.db import session
from caravan.tour.models import Stop

PER_PAGE = 30
MOST_ALONE = 20
_IS_REAL = Stop.is_rehearsal.is_(False)


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
    others.sort(key=_urgency)
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
    """What was promised at earlier stops in the same prefecture: the last stop's, late ones first.

    A page that is cut tells what is still owed.
    """
    found = _made(Stop.prefecture_code == stop.prefecture_code, Stop.last_day < stop.first_day)
    found.sort(key=lambda one: _urgency(one[1]))
    return sorted(found, key=lambda one: one[0].first_day, reverse=True)


def _urgency(one: Promised) -> tuple[int, date, str]:
    """Late ones before open ones, then kept ones; each by their days."""
    return rules.PROMISE_STATES.index(one.state), one.due, one.id


def _made(*where: ColumnElement[bool]) -> list[tuple[Stop, Promised]]:
    """The promises made at these stops, with them; never at a rehearsal."""
    chosen = select(Promise.id, Stop).join(Stop, Stop.id == Promise.stop_id)
    of = dict(session().execute(chosen.where(_IS_REAL, *where)).all())
    return [(of[one.id], one) for one in promised(of)]
