"""Decisions about promises: how far one has come, whom a late one reaches, when to ask askers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol

from caravan.followup.rules import LANGUAGES, PROMISE_LENGTH, TextTooLong
from caravan.kernel.names import fold_digits
from caravan.kernel.refusal import Refusal

Texts = Mapping[str, str]

PLANNED, BEGUN, GIVEN_UP = "planned", "begun", "given_up"
STAGES = (PLANNED, BEGUN, GIVEN_UP)

MADE, MOVED, KEPT, REOPENED = "made", "moved", "kept", "reopened"
ASKERS_REOPENED, TOLD_OWNER, TOLD_DIRECTION = "askers_reopened", "told_owner", "told_direction"
TOLD_REOPENED = "told_reopened"
PUBLIC = (MADE, BEGUN, MOVED, KEPT, GIVEN_UP, REOPENED, ASKERS_REOPENED)
"""The steps that everybody reads; that somebody was reminded is the house's own affair."""
KINDS = (*PUBLIC, TOLD_OWNER, TOLD_DIRECTION, TOLD_REOPENED)
DATED = (MOVED, REOPENED)
AGAIN = (REOPENED, ASKERS_REOPENED)
"""From these on a promise that is late is told of anew."""
TURNS = (MOVED, GIVEN_UP, REOPENED, ASKERS_REOPENED)

ASK_AFTER = timedelta(days=30)
MONTH = "month"
MESSAGE_WITHIN = timedelta(days=7)
"""How long after that a message may still ask; less than messages are remembered once sent."""
RISES_AFTER = timedelta(days=7)
"""How long a promise may be late before the direction is told as well as its owner."""

_MONTHS = (
    "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر|janvier|février|mars|"
    "avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)
_FIGURE = re.compile(rf"\d|(?<!\w)[وبل]?(?:{_MONTHS})(?!\w)", re.IGNORECASE)


class StepIncomplete(Refusal):
    """Whoever moves, gives up or reopens a promise says why, in both languages."""

    message = "Write the reason in Arabic and in French."


class DayNotLater(Refusal):
    """A promise that is moved or reopened gets a day that is still to come."""

    message = "Choose a day that is still to come."


class StepNotPossible(Refusal):
    """The promise does not stand where this step leads on from: a colleague was quicker."""

    message = "The promise stands elsewhere by now. Look at its history; nothing was changed."
    status = 409


class ClauseNotKnown(Refusal):
    """The agreement names no such facility at that site."""

    message = "This agreement delivers nothing of the kind there. Nothing was changed."


class TermsChanged(Refusal):
    """Somebody else changed what the promise is held to since the page was opened."""

    message = (
        "A colleague changed this since you opened it. What you chose is kept below: compare it "
        "with what stands now, then save again."
    )
    status = 409


@dataclass(frozen=True)
class Terms:
    """What a promise is held to: who owes it, by what one sees it, which plan line and clause.

    `clause` is agreement, site and facility by their keys, or None.
    """

    body_code: str | None = None
    measure: Texts = field(default_factory=dict)
    plan_line: str | None = None
    clause: tuple[str, str, str] | None = None


def mark_of(terms: Terms) -> str:
    """16 hex digits that differ when the terms differ: what somebody saw of them."""
    parts = (terms.body_code, sorted(terms.measure.items()), terms.plan_line, terms.clause)
    return sha256(repr(parts).encode()).hexdigest()[:16]


class Step(Protocol):
    """A step that was taken; `kind` is one of KINDS."""

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True)
class Move:
    """A step that staff want to write down: kind, why, and the new day where one is set."""

    kind: str
    note: Texts
    due: date | None = None


def next_steps(state: str) -> tuple[str, ...]:
    """The steps by hand that lead on from `state` (of the room's PROMISE_STATES)."""
    return (REOPENED,) if state in (KEPT, GIVEN_UP) else (BEGUN, MOVED, GIVEN_UP)


def count_public(steps: Iterable[Step]) -> int:
    """How many of the steps everybody reads: a reminder of the clock is nobody's change."""
    return sum(one.kind in PUBLIC for one in steps)


def check_move(move: Move, state: str, today: date) -> None:
    """Refuse a step that does not lead on from `state` (of the room's PROMISE_STATES).

    Refused too without a reason in both languages (to begin needs none), and without a later day
    where it sets one.
    """
    if move.kind not in next_steps(state):
        raise StepNotPossible
    if move.kind != BEGUN and not all(move.note.get(one, "").strip() for one in LANGUAGES):
        raise StepIncomplete
    if any(len(text) > PROMISE_LENGTH for text in move.note.values()):
        raise TextTooLong(most=PROMISE_LENGTH)
    if move.kind in DATED and (move.due is None or move.due <= today):
        raise DayNotLater


def occasion(kept_on: date, today: date, next_stop: str | None) -> str | None:
    """On which occasion the askers are asked today whether what was promised is done; else None.

    `next_stop` is the key of a later stop in the same prefecture that runs today: there, whenever
    it is; elsewhere from the thirtieth day on.
    """
    if next_stop:
        return next_stop
    return MONTH if today >= kept_on + ASK_AFTER else None


def asks_by_message(kept_on: date, today: date, next_stop: str | None) -> str | None:
    """On which occasion a short message asks today; as `occasion`, but for a week only."""
    is_past = not next_stop and today >= kept_on + ASK_AFTER + MESSAGE_WITHIN
    return None if is_past else occasion(kept_on, today, next_stop)


def tells(due: date, today: date) -> tuple[str, ...]:
    """Whom a promise that is not kept reaches today: its owner once late, then the direction."""
    if today <= due:
        return ()
    return (TOLD_OWNER, TOLD_DIRECTION) if today > due + RISES_AFTER else (TOLD_OWNER,)


def untold(steps: Sequence[tuple[str, date]], due: date, today: date) -> tuple[str, ...]:
    """Whom a promise that is not kept has still to reach; `steps` are its kinds and days, in order.

    Once for each day it was due, and anew when it was taken up again. Its owner is told as well
    where askers took it up again before it is late, unless staff wrote a step down since.
    """
    again = [at for at, (kind, _due) in enumerate(steps) if kind in AGAIN]
    public = [kind for kind, _due in steps if kind in PUBLIC]
    wanted = tells(due, today)
    if not wanted and public[-1:] == [ASKERS_REOPENED]:
        wanted = (TOLD_REOPENED,)
    told = steps[again[-1] if again else 0 :]
    return tuple(kind for kind in wanted if (kind, due) not in told)


def has_figure(body: Texts) -> bool:
    """Whether an answer names a day or a figure, in any of its languages.

    Such an answer binds whoever gives it: it becomes a promise, or somebody says that it is none.
    """
    return any(_FIGURE.search(fold_digits(text)) for text in body.values())
