"""Reading what the desk has done: who was registered here last, and whose paper to print."""

import hmac
from typing import NamedTuple

from sqlalchemy import select

from caravan.kernel import codes
from caravan.kernel.db import session
from caravan.kernel.guard import Actor
from caravan.kernel.refusal import NotFound
from caravan.kernel.seal import seal
from caravan.registration.capacity import queries as places
from caravan.registration.desk.models import Assistance
from caravan.registration.models import Registration
from caravan.registration.people import queries as finding
from caravan.registration.queries import GONE, WITHDRAWN, find_by_entry_code

LAST = 5


class Done(NamedTuple):
    """A fresh registration; `in_line` is its place in the waiting list, 0 where it has a place."""

    entry_code: str
    in_line: int


def last_helped(stop_id: int, staff_id: int) -> list[Registration]:
    """The people whom this staff person registered last at the stop, the newest first.

    Who withdrew meanwhile, or was found to be somebody else, is left out: there is no paper for
    them.
    """
    chosen = (
        select(Registration)
        .join(Assistance, Assistance.registration_id == Registration.id)
        .where(
            Assistance.staff_id == staff_id,
            Registration.stop_id == stop_id,
            Registration.id.not_in(GONE),
        )
        .order_by(Assistance.assisted_at.desc(), Registration.id.desc())
        .limit(LAST)
    )
    return list(session().scalars(chosen))


def namesakes(stop_id: int, full_name: str) -> list[Registration]:
    """The first people of the stop, registered already, whose name is spelled or sounds like it."""
    found = finding.search_people(stop_id, full_name, LAST)
    chosen = select(Registration.id).where(
        Registration.id.in_([one.id for one in found]), Registration.id.not_in(GONE)
    )
    standing = set(session().scalars(chosen))
    return [one for one in found if one.id in standing]


def find_done(stop_id: int, typed: str) -> Done | None:
    """Whom the desk has just registered at the stop, by the entry code that its address names."""
    person = find_by_entry_code(codes.read_entry_code(typed) or "")
    if person is None or person.stop_id != stop_id:
        return None
    in_line = places.place_in_line(person.id) if places.is_waiting(person.id) else 0
    return Done(person.entry_code, in_line)


def get_standing(stop_id: int, registration_id: int) -> Registration:
    """A registration of this stop that was not withdrawn; refused when there is none."""
    chosen = select(Registration).where(
        Registration.id == registration_id,
        Registration.stop_id == stop_id,
        Registration.id.not_in(WITHDRAWN),
    )
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def shown(staff_id: int, registration_id: int) -> str:
    """The mark with which the desk's page of that staff person offers the paper of a person."""
    return seal("desk-paper", staff_id, registration_id)


def refuse_unshown(who: Actor, stop_key: str, registration_id: int, mark: str) -> None:
    """Refused unless `who` helped that person, was shown them, or may see all people of the stop.

    Numbers of registrations can be counted through, and the desk's paper bears the whole name.
    `mark` is what `shown` gave.
    """
    if who.may("people", stop_key) or hmac.compare_digest(mark, shown(who.id, registration_id)):
        return
    helped = session().get(Assistance, registration_id)
    if helped is None or helped.staff_id != who.id:
        raise NotFound


def is_assisted(registration_id: int) -> bool:
    """Whether somebody at the desk filled the registration in for the person."""
    return session().get(Assistance, registration_id) is not None
