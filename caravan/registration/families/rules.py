"""What is told of companions: how many adults, children, helpers; names optional, never a number.

A child under 18 is only ever registered under the adult who answers for it, and without any way to
reach it: law 09-08 asks for the consent of who holds authority over it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caravan.kernel.refusal import Refusal
from caravan.registration import rules

ADULT, MINOR, HELPER = "adult", "minor", "helper"
KINDS = (ADULT, MINOR, HELPER)
GUARDIAN_PURPOSE = "guardian"
_CONTACT = re.compile(r"[\d@+]")


class NameWithContact(Refusal):
    """A companion's name that carries a number or an address."""

    message = "Write names only: no number, no address."


class GuardianMissing(Refusal):
    """Children are told of, and nobody answers for them."""

    message = "Tick the box if you answer for these children: without it they cannot be registered."


@dataclass(frozen=True)
class Companion:
    """One person who comes along: one of KINDS, and a name if it was told."""

    kind: str
    name: str | None = None


def read_names(text: str | None) -> tuple[str, ...]:
    """The names in `text`, one a line; refused like a name, or when one carries a number."""
    lines = [" ".join(line.split()) for line in (text or "").splitlines()]
    names = tuple(rules.read_name(line) for line in lines if line)
    if any(_CONTACT.search(name) for name in names):
        raise NameWithContact
    if len(names) > rules.MOST_COMPANIONS:
        raise rules.TooManyCompanions(most=rules.MOST_COMPANIONS)
    return names


def gather(
    counts: Mapping[str, int], names: Mapping[str, Sequence[str]], *, guardian: bool
) -> tuple[Companion, ...]:
    """Who comes along, from a count and names for each kind; more names than counted is a count.

    Refused beyond MOST_COMPANIONS, and for children unless somebody answers for them.
    """
    told = tuple(
        Companion(kind, name)
        for kind in KINDS
        for name in _filled(names.get(kind, ()), counts.get(kind, 0))
    )
    if len(told) > rules.MOST_COMPANIONS:
        raise rules.TooManyCompanions(most=rules.MOST_COMPANIONS)
    if any(one.kind == MINOR for one in told) and not guardian:
        raise GuardianMissing
    return told


def _filled(names: Sequence[str], count: int) -> list[str | None]:
    return [*names, *[None] * (count - len(names))]


def total(said: int, told: Sequence[Companion]) -> int:
    """How many come along: the number that was said, or those told of where they are more."""
    return max(said, len(told))
