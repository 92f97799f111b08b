"""How many come along after a correction, and whether the hall has places for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from caravan.kernel.refusal import Refusal
from caravan.registration.families.rules import Companion
from caravan.registration.rules import MOST_COMPANIONS, TooManyCompanions


class FewerThanTold(Refusal):
    """A number was lowered, and those who are told of were left as they are."""

    message = "This is fewer than those told of below: %(told)s. Take away who does not come."


class NoPlaceForMore(Refusal):
    """A hall with a safety limit has no free places for those who are added."""

    message = (
        "There is no free place for more people: your registration stays as it was. Whoever else "
        "wants to come can register for the waiting list."
    )
    status = 409


@dataclass(frozen=True)
class Correction:
    """What the person says now; `phone` is in E.164."""

    category: str
    phone: str | None
    companions: int
    family: tuple[Companion, ...]


def coming(said: int, told: int, *, before: int, told_before: int) -> int:
    """How many come along, where `said` is the number and `told` are those told of one by one.

    A number that was left as it stood follows those told of; one that was changed counts. Refused:
    fewer than are told of, more than one person can bring.
    """
    number = max(before + told - told_before, told) if said == before else said
    if number < told:
        raise FewerThanTold(told=told)
    if number > MOST_COMPANIONS:
        raise TooManyCompanions(most=MOST_COMPANIONS)
    return number


def refuse_contradiction(counted: int, before: int, names: Sequence[str]) -> None:
    """Refused where a count of a kind was lowered below the names that still stand."""
    if before != counted < len(names):
        raise FewerThanTold(told=len(names))


def refuse_beyond(more: int, *, taken: int, limit: int, somebody_waits: bool) -> None:
    """Refused where `more` people do not fit, or would overtake somebody who waits."""
    if somebody_waits or taken + more > limit:
        raise NoPlaceForMore
