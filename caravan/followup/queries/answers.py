"""Reading answers and promises."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from sqlalchemy import Select, select

from caravan.followup import rules
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.followup.promises.models import Commitment, PromiseStep
from caravan.followup.promises.rules import ASKERS_REOPENED, GIVEN_UP, PLANNED, TURNS
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound


@dataclass(frozen=True)
class Promised:
    """A promise and where it stands: `state` is one of PROMISE_STATES; texts by language.

    `stage` is how far it has come (promises.rules.STAGES), `measure` by what one sees that it is
    done; `steps` is its history, the first step first.
    """

    id: str
    stop_id: int
    item_id: str | None
    service_code: str
    body: dict[str, str]
    owner: dict[str, str]
    due: date
    state: str
    kept_on: date | None
    evidence: dict[str, str] | None
    stage: str = PLANNED
    measure: dict[str, str] = field(default_factory=dict)
    steps: tuple[PromiseStep, ...] = ()

    @property
    def standing(self) -> str:
        """How it is told: its state, and PLANNED while nobody has begun what is not late."""
        return PLANNED if (self.state, self.stage) == (rules.OPEN, PLANNED) else self.state

    @property
    def was_due(self) -> date:
        """The day that was promised at first; another one than `due` where it was moved since."""
        return self.steps[0].due if self.steps else self.due

    @property
    def turn(self) -> PromiseStep | None:
        """The last step that tells why it stands as it does: moved, given up, taken up again."""
        turns = [one for one in self.steps if one.kind in TURNS]
        return turns[-1] if turns else None

    @property
    def is_unsolved(self) -> bool:
        """Whether askers took it up again, and it waits for what follows."""
        is_again = self.turn is not None and self.turn.kind == ASKERS_REOPENED
        return is_again and self.state not in rules.SETTLED

    @property
    def proof(self) -> dict[str, str]:
        """What shows that it was kept, or why it was given up, by language; else nothing."""
        if self.state == rules.GIVEN_UP and self.turn:
            return self.turn.note
        return self.evidence or {}


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


def promised(promise_ids: Collection[str]) -> list[Promised]:
    """These promises, in the order of their due days."""
    if not promise_ids:
        return []
    return _read(_PROMISED.where(Promise.id.in_(promise_ids)).order_by(Promise.due, Promise.id))


_PROMISED = (
    select(Promise, PromiseKept, Commitment)
    .outerjoin(PromiseKept, PromiseKept.promise_id == Promise.id)
    .outerjoin(Commitment, Commitment.promise_id == Promise.id)
)


def _read(chosen: Select[Promise, PromiseKept, Commitment]) -> list[Promised]:
    day, found = today(), session().execute(chosen).all()
    steps = steps_of([promise.id for promise, _, _ in found])
    return [
        _promised(promise, kept, held, steps.get(promise.id, ()), day)
        for promise, kept, held in found
    ]


def steps_of(promise_ids: Collection[str]) -> dict[str, tuple[PromiseStep, ...]]:
    """The history of each of these promises, the first step first."""
    if not promise_ids:
        return {}
    chosen = select(PromiseStep).where(PromiseStep.promise_id.in_(promise_ids))
    ordered = session().scalars(chosen.order_by(PromiseStep.promise_id, PromiseStep.id))
    return {key: tuple(steps) for key, steps in groupby(ordered, lambda one: one.promise_id)}


def _promised(
    promise: Promise,
    kept: PromiseKept | None,
    held: Commitment | None,
    steps: Iterable[PromiseStep],
    day: date,
) -> Promised:
    stage = held.stage if held else PLANNED
    return Promised(
        id=promise.id,
        stop_id=promise.stop_id,
        item_id=promise.item_id,
        service_code=promise.service_code,
        body=promise.body,
        owner=promise.owner,
        due=promise.due,
        state=rules.promise_state(
            promise.due, day, is_kept=kept is not None, is_given_up=stage == GIVEN_UP
        ),
        kept_on=kept.kept_on if kept else None,
        evidence=kept.evidence if kept else None,
        stage=stage,
        measure=held.measure if held else {},
        steps=tuple(steps),
    )
