"""What is news for everybody: answers, and the public steps of promises."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, func, select, true

from caravan.followup.items.queries import SPOKEN
from caravan.followup.memory.queries.threads import is_public
from caravan.followup.models import Answer, Promise
from caravan.followup.promises.models import PromiseStep
from caravan.followup.promises.rules import DATED, MADE, PUBLIC
from caravan.kernel.clock import to_instant
from caravan.kernel.db import session
from caravan.kernel.seal import seal
from caravan.tour.models import Stop

MOST_NEWS = 100
_IS_REAL = Stop.is_rehearsal.is_(False)
_NEWEST = select(func.max(Answer.id)).group_by(Answer.item_id)


@dataclass(frozen=True)
class News:
    """One thing that became of what was said: an answer, or a step of a promise (`kind`).

    `id` never changes and counts nothing: a corrected answer is the same piece of news. `place` is
    where it stands on the page of its stop. `at` is an aware instant, of a step the first of its
    day, so that no news comes from the future. `asked` is the text as it was written, "" where the
    promise belongs to none; the others are by language. `owner` has promised, until `due`: both
    are of a step alone, `due` where the step sets it.
    """

    id: str
    kind: str
    place: str
    stop: Stop
    at: datetime
    asked: str
    body: dict[str, str]
    note: dict[str, str]
    owner: dict[str, str] = field(default_factory=dict)
    due: date | None = None
    is_refusal: bool = False


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
            is_refusal=row.is_refusal,
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
            owner=made.owner,
            due=step.due if step.kind in (MADE, *DATED) else None,
        )
        for step, made, where in found
    ]


def _texts(item_ids: Collection[str]) -> dict[str, str]:
    """What was asked, of those items that everybody may read."""
    chosen = select(SPOKEN.c.id, SPOKEN.c.body).where(SPOKEN.c.id.in_(item_ids), is_public())
    return dict(session().execute(chosen).all()) if item_ids else {}


def _at(stop: Stop | None) -> ColumnElement[bool]:
    return Stop.id == stop.id if stop else true()
