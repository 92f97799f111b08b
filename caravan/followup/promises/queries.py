"""Reading promises over all stops, the terms of one, clauses and plan lines to choose from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from caravan.accounts import queries as accounts
from caravan.followup import rules as room
from caravan.followup.answering.queries import body_for, contacts_by_body, open_routes
from caravan.followup.items.models import FeedbackItem
from caravan.followup.items.queries import Item, assignments_of, get_item
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.followup.promises import rules
from caravan.followup.promises.models import Commitment, PlainAnswer, PromiseStep
from caravan.followup.queries.answers import Promised, promised, steps_of
from caravan.kernel.clock import today
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour import queries as tour
from caravan.tour.agreements import queries as agreements
from caravan.tour.duties import queries as duties
from caravan.tour.duties.models import AnsweringBody
from caravan.tour.models import Stop


@dataclass(frozen=True)
class Wanted:
    """Which promises a page is about; None: whatever they are. `line` and `agreement` are keys."""

    state: str | None = None
    body: str | None = None
    line: str | None = None
    agreement: str | None = None


@dataclass(frozen=True)
class Clause:
    """A facility at a site that an agreement delivers; texts by language.

    `state` and `day` are those of its last delivery step, None where the register tells of none.
    """

    key: tuple[str, str, str]
    agreement: dict[str, str]
    site: dict[str, str]
    facility: dict[str, str]
    state: str | None
    day: date | None


@dataclass(frozen=True)
class Listed:
    """A promise in the register: what is told of it, its stop, and what it is held to."""

    told: Promised
    stop: Stop
    commitment: Commitment | None

    @property
    def is_risen(self) -> bool:
        """Whether it is so late that the direction is told."""
        is_late = self.told.state == room.LATE
        return is_late and rules.TOLD_DIRECTION in rules.tells(self.told.due, today())


@dataclass(frozen=True)
class Register:
    """Promises of many stops, what wants care first, and how many there are by state and body."""

    rows: list[Listed]
    states: dict[str, int]
    bodies: dict[str | None, dict[str, int]]


def register(stops: Iterable[Stop], wanted: Wanted) -> Register:
    """The promises made at these stops that are wanted, in as many statements for all as for one.

    The counts by state leave `wanted.state` out of account, those by body `wanted.body` as well.
    """
    known = {stop.id: stop for stop in stops}
    chosen = (
        select(Promise.id, Commitment)
        .outerjoin(Commitment, Commitment.promise_id == Promise.id)
        .where(Promise.stop_id.in_(known))
    )
    if wanted.line:
        chosen = chosen.where(Commitment.plan_line == wanted.line)
    if wanted.agreement:
        chosen = chosen.where(Commitment.agreement_key == wanted.agreement)
    held = dict(session().execute(chosen).all())
    found = [Listed(one, known[one.stop_id], held[one.id]) for one in promised(held)]
    of_body = [one for one in found if wanted.body in (None, _body(one))]
    rows = [one for one in of_body if wanted.state in (None, one.told.state)]
    rows.sort(key=lambda one: (room.PROMISE_STATES.index(one.told.state), one.told.due))
    return Register(rows, dict(Counter(one.told.state for one in of_body)), _by_body(found))


def _body(one: Listed) -> str | None:
    return one.commitment.body_code if one.commitment else None


def _by_body(found: list[Listed]) -> dict[str | None, dict[str, int]]:
    counts: dict[str | None, Counter[str]] = {}
    for one in found:
        counts.setdefault(_body(one), Counter())[one.told.state] += 1
    return {body: dict(states) for body, states in counts.items()}


def find_commitment(promise_id: str) -> Commitment | None:
    """What the promise is held to; None where nobody wrote anything of it down."""
    return session().get(Commitment, promise_id)


def get_told(promise_id: str) -> Promised:
    """One promise with its history."""
    (found,) = promised([promise_id])
    return found


def clauses() -> list[Clause]:
    """What the agreements deliver where, in the order of the register; drafts too."""
    return [
        Clause(
            (plan.key, site.key, facility.key),
            plan.title,
            site.name,
            facility.name,
            *_delivery(plan.deliveries, site.key, facility.key),
        )
        for plan in agreements.everything()
        for facility in plan.facilities
        for site in plan.sites
        if not facility.sites or site.key in facility.sites
    ]


def _delivery(
    deliveries: Iterable[Any], site: str, facility: str
) -> tuple[str | None, date | None]:
    for one in deliveries:
        if (one.site, one.facility) == (site, facility):
            return one.state, one.day
    return None, None


def find_clause(commitment: Commitment | None) -> Clause | None:
    """The clause to which the promise is tied, as the register has it now."""
    if commitment is None or not commitment.agreement_key:
        return None
    key = (commitment.agreement_key, commitment.site, commitment.facility)
    return next((one for one in clauses() if one.key == key), None)


def names_of_staff(steps: Iterable[PromiseStep]) -> dict[int, str]:
    """What those are called who wrote these steps down."""
    return accounts.names_of(one.staff_id for one in steps)


def untold() -> dict[str, tuple[str, ...]]:
    """Whom to tell of promises that are late or taken up again, and was not told yet, by id.

    Of rules.TOLD_OWNER, TOLD_DIRECTION and TOLD_REOPENED.
    """
    day = today()
    reopened = select(PromiseStep.promise_id).where(PromiseStep.kind == rules.ASKERS_REOPENED)
    is_given_up = Commitment.stage == rules.GIVEN_UP
    chosen = (
        select(Promise)
        .outerjoin(PromiseKept, PromiseKept.promise_id == Promise.id)
        .outerjoin(Commitment, Commitment.promise_id == Promise.id)
        .where(or_(Promise.due < day, Promise.id.in_(reopened)))
        .where(PromiseKept.promise_id.is_(None), Commitment.stage.is_(None) | ~is_given_up)
        .order_by(Promise.due, Promise.id)
    )
    found = list(session().scalars(chosen))
    steps = steps_of([one.id for one in found])
    missing = {
        one.id: rules.untold(
            [(step.kind, step.due) for step in steps.get(one.id, ())], one.due, day
        )
        for one in found
    }
    return {promise_id: kinds for promise_id, kinds in missing.items() if kinds}


def find_body(promise_id: str) -> AnsweringBody | None:
    """The answering body that owes the promise, if one was named."""
    commitment = find_commitment(promise_id)
    return duties.get_body(commitment.body_code) if commitment and commitment.body_code else None


def addresses_of(body: AnsweringBody, stop: Stop) -> list[str]:
    """Where a body is reached: where it is reminded of answers, else as the partner that it is."""
    reminded = [one.email for one in contacts_by_body().get(body.code, ())]
    return reminded or (_addresses_of_partner(body.organisation, stop) if body.organisation else [])


def _addresses_of_partner(code: str, stop: Stop) -> list[str]:
    """Where the organisers have noted that this partner is written to, for the stop or the tour."""
    keys = {one.key for one in tour.partners_of(stop.id) if one.organisation == code} | {code}
    return [
        one.email
        for one in tour.contacts_for(stop.key)
        if one.kind == "partner" and one.item_key in keys
    ]


def unpromised(stop_id: int) -> list[Answer]:
    """The standing answers of a stop that name a day or a figure and yet promise nothing."""
    newest = _standing_answers(stop_id)
    with_promise = set(
        session().scalars(select(Promise.item_id).where(Promise.item_id.in_(newest)))
    )
    looked_at = set(
        session().scalars(
            select(PlainAnswer.answer_id).where(
                PlainAnswer.answer_id.in_([one.id for one in newest.values()])
            )
        )
    )
    return [
        one
        for item, one in newest.items()
        if item not in with_promise and one.id not in looked_at and rules.has_figure(one.body)
    ]


def is_plain(stop_id: int, answer_id: int) -> bool:
    """Whether somebody said of this answer of the stop that it promises nothing."""
    chosen = (
        select(PlainAnswer.answer_id)
        .join(Answer, Answer.id == PlainAnswer.answer_id)
        .join(FeedbackItem, FeedbackItem.id == Answer.item_id)
    )
    here = (FeedbackItem.stop_id == stop_id, PlainAnswer.answer_id == answer_id)
    return session().scalar(chosen.where(*here)) is not None


def is_promised(stop_id: int, promise_id: str) -> bool:
    """Whether this promise was made at the stop: the form that makes it was sent before."""
    here = (Promise.id == promise_id, Promise.stop_id == stop_id)
    return session().scalar(select(Promise.id).where(*here)) is not None


def terms_of(commitment: Commitment | None) -> rules.Terms:
    """What a promise is held to as it stands; nothing where nobody wrote anything of it down."""
    if commitment is None:
        return rules.Terms()
    agreement, site, facility = (
        commitment.agreement_key,
        commitment.site,
        commitment.facility,
    )
    return rules.Terms(
        body_code=commitment.body_code,
        measure=dict(commitment.measure),
        plan_line=commitment.plan_line,
        clause=(agreement, site, facility) if agreement and site and facility else None,
    )


def get_unpromised(stop_id: int, answer_id: int) -> Item:
    """The item of such an answer; NotFound where the answer is none of them."""
    found = next((one for one in unpromised(stop_id) if one.id == answer_id), None)
    if found is None:
        raise NotFound
    return get_item(found.item_id, stop_id)


def body_of(item: Item) -> AnsweringBody | None:
    """Who would owe a promise about the item: who has it, else who answers for its service."""
    owned = assignments_of([item.id]).get(item.id)
    code = owned.body_code if owned else body_for(item, open_routes())
    return duties.get_body(code) if code else None


def _standing_answers(stop_id: int) -> dict[str, Answer]:
    """The newest answer of each item of the stop that is no refusal."""
    chosen = select(Answer).join(FeedbackItem, FeedbackItem.id == Answer.item_id)
    rows = session().scalars(chosen.where(FeedbackItem.stop_id == stop_id).order_by(Answer.id))
    newest = {one.item_id: one for one in rows}
    return {item: one for item, one in newest.items() if not one.is_refusal}
