"""Reading answers and promises."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from caravan.followup import rules
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound


@dataclass(frozen=True)
class Promised:
    """A promise and where it stands: `state` is late, open or kept; texts by language."""

    id: str
    item_id: str | None
    service_code: str
    body: dict[str, str]
    owner: dict[str, str]
    due: date
    state: str
    kept_on: date | None
    evidence: dict[str, str] | None


def topic(key: str) -> str:
    """The name under which the answers and promises of the stop `key` are counted."""
    return f"answers:{key}"


def answers_of(item_ids: Collection[str]) -> dict[str, Answer]:
    """The newest answer of each of the items that has one, by item."""
    if not item_ids:
        return {}
    chosen = select(Answer).where(Answer.item_id.in_(item_ids)).order_by(Answer.id)
    return {answer.item_id: answer for answer in session().scalars(chosen)}


def get_promise(promise_id: str, stop_id: int | None = None) -> Promise:
    """The promise; with `stop_id`, only if it was made at that stop."""
    found = session().get(Promise, promise_id)
    if found is None or stop_id not in (None, found.stop_id):
        raise NotFound
    return found


def promises(stop_id: int) -> list[Promised]:
    """The promises of the stop: late ones first, then open, then kept, each by due day."""
    found = _read(_PROMISED.where(Promise.stop_id == stop_id))
    return sorted(found, key=lambda one: (rules.PROMISE_STATES.index(one.state), one.due, one.id))


def promises_of(item_ids: Collection[str]) -> dict[str, list[Promised]]:
    """The promises that the answers to these items gave, by item, the first due first."""
    by_item: dict[str, list[Promised]] = {}
    if item_ids:
        chosen = _PROMISED.where(Promise.item_id.in_(item_ids))
        for one in _read(chosen.order_by(Promise.due, Promise.id)):
            by_item.setdefault(str(one.item_id), []).append(one)
    return by_item


_PROMISED = select(Promise, PromiseKept).outerjoin(
    PromiseKept, PromiseKept.promise_id == Promise.id
)


def _read(chosen: Select[Promise, PromiseKept]) -> list[Promised]:
    day = today()
    return [_promised(promise, kept, day) for promise, kept in session().execute(chosen)]


def _promised(promise: Promise, kept: PromiseKept | None, day: date) -> Promised:
    return Promised(
        id=promise.id,
        item_id=promise.item_id,
        service_code=promise.service_code,
        body=promise.body,
        owner=promise.owner,
        due=promise.due,
        state=rules.promise_state(promise.due, day, is_kept=kept is not None),
        kept_on=kept.kept_on if kept else None,
        evidence=kept.evidence if kept else None,
    )
