"""Which offers hold today, in which order stands are listed, how a representative is named."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol, TypeVar

from caravan.kernel import names
from caravan.kernel.refusal import Refusal

SOON_DAYS = 14
VALID, SOON, OVER = "valid", "soon", "over"


class CodeIsTaken(Refusal):
    """Another entry of the list has this code."""

    message = "%(code)s is taken already in this list. Choose another short name."
    status = 409


class NoStandHasACode(Refusal):
    """A sign says the code of its stand, and no partner of the stop has one yet."""

    message = "No stand of this stop has a code yet. Give the partners their stands first."
    status = 409


class Offered(Protocol):
    """An offer, as far as its time goes; `last_day` is a date on Moroccan clocks, None: no end."""

    @property
    def last_day(self) -> date | None: ...
    @property
    def stops(self) -> list[str]: ...


class Stand(Protocol):
    """A partner at a stop, as far as its stand goes."""

    @property
    def key(self) -> str: ...
    @property
    def stand(self) -> str | None: ...


O = TypeVar("O", bound=Offered)  # noqa: E741 - a letter for a kind, as in the other rules
W = TypeVar("W", bound=Stand)


def last_day(own: date | None, partner: date | None) -> date | None:
    """The last day of an offer: its own or its partner's, whichever comes first."""
    return min((day for day in (own, partner) if day), default=None)


def state_of(offer: Offered, today: date, stops: Mapping[str, date]) -> str:
    """VALID, SOON (its last day is at most SOON_DAYS ahead) or OVER.

    `stops` has the last day of each stop by key: an offer made at some stops only is over with the
    last of them, and not there before the first is published.
    """
    last = offer.last_day or date.max
    at_stops = max((stops.get(key, date.min) for key in offer.stops), default=date.max)
    if min(last, at_stops) < today:
        return OVER
    return SOON if last <= today + timedelta(days=SOON_DAYS) else VALID


def current(offers: Iterable[O], today: date, stops: Mapping[str, date]) -> list[O]:
    """The offers that hold `today`, those that end first at the head; `stops` as in `state_of`."""
    held = [offer for offer in offers if state_of(offer, today, stops) != OVER]
    return sorted(held, key=lambda offer: offer.last_day or date.max)


def by_stand(partners: Iterable[W]) -> list[W]:
    """Partners as one walks along the stands: A-02 before A-10, those without a stand last."""
    return sorted(partners, key=lambda one: (not one.stand, _natural(one.stand or ""), one.key))


def _natural(code: str) -> list[tuple[int, str]]:
    """A code part by part, numbers by their value: "A-10" is ("", A-), (10, "")."""
    parts = re.findall(r"\d+|\D+", code.casefold())
    return [(int(part), "") if part.isdigit() else (0, part) for part in parts]


def represented(name: str, *, is_office: bool) -> str:
    """What is kept of a representative: an office as it is, of a person first name and initial."""
    return name if is_office else names.short_name(name)
