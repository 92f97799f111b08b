"""Which tickets of one person this browser has shown: only those open what is held under them.

That two registrations are one person is what staff decided, and may be wrong. So a ticket opens
another one's data only to whoever knows the follow-up code of that one too: docs/personal-data.md.
"""

import hmac
from collections.abc import Sequence
from typing import NamedTuple

from flask import session

from caravan.kernel.seal import seal
from caravan.registration.models import Registration
from caravan.registration.people import queries as people
from caravan.registration.rights import rules

_KEPT = "same"
_MOST = 20  # marks in a browser's session: a family's


class Person(NamedTuple):
    """Whoever has a ticket: the registrations shown, that one first; those that were not shown.

    `is_kept_elsewhere`: at the door, another registration than the first one counts.
    """

    shown: tuple[Registration, ...]
    hidden: tuple[Registration, ...]
    is_kept_elsewhere: bool

    @property
    def ids(self) -> list[int]:
        """The ids of what is shown."""
        return [one.id for one in self.shown]


def person_of(ticket: Registration) -> Person:
    """What this browser may see of whoever has the ticket."""
    others = people.same_person(ticket.id)
    marks = session.get(_KEPT, ()) if others else ()
    shown = [one for one in others if _mark(ticket, one) in marks]
    hidden = tuple(one for one in others if one not in shown)
    is_elsewhere = bool(others) and people.is_kept_elsewhere(ticket.id)
    return Person((ticket, *shown), hidden, is_elsewhere)


def show(ticket: Registration, follow_code: str) -> None:
    """Remember in this browser that it knows the other ticket of the person with that code.

    Refused: NotTheOther where no registration that was found to be this person has the code.
    """
    others = people.same_person(ticket.id)
    found = _find(others, follow_code)
    if found is None:
        raise rules.NotTheOther
    pair = [_mark(ticket, found), _mark(found, ticket)]
    session[_KEPT] = [*pair, *(one for one in session.get(_KEPT, ()) if one not in pair)][:_MOST]


def _find(others: Sequence[Registration], code: str) -> Registration | None:
    same = (one for one in others if hmac.compare_digest(one.follow_code, code))
    return next(same, None)


def _mark(ticket: Registration, other: Registration) -> str:
    return seal("same", ticket.code, other.code)
