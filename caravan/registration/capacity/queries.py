"""Reading how full a stop is, and who waits for a place in which order."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from sqlalchemy import and_, bindparam, exists, func, or_, select

from caravan.kernel.db import rows, session
from caravan.registration.capacity.models import Admission, Waiting
from caravan.registration.capacity.rules import Hall, Waits
from caravan.registration.models import Registration
from caravan.registration.people.queries import IS_WITHDRAWN, STANDING
from caravan.tour.models import Stop

_PEOPLE = Registration.companions + 1
_GOT_IN = exists().where(Admission.registration_id == Waiting.registration_id)
_MERGED = select(STANDING.subquery().c.other_id)
# Withdrawn, or the same person as another one who is counted.
_IS_GONE = or_(IS_WITHDRAWN, Registration.id.in_(_MERGED))

STILL_WAITING = select(Waiting.registration_id).where(
    ~_GOT_IN, Waiting.registration_id.not_in(_MERGED)
)
"""The registrations that wait for a place (or were withdrawn while they waited).

Not who was found to be registered twice: that person's place is the other registration's.
"""

IS_WAITING = exists().where(Waiting.registration_id == Registration.id, ~_GOT_IN)
"""Whether the registration of the row at hand waits for a place."""

# Counted from the rows and not kept as a number: whoever changes companions, merges or erases
# people cannot forget it. A stop with a limit has at most as many rows with a place.
_TAKEN = select(func.coalesce(func.sum(_PEOPLE), 0)).where(
    Registration.stop_id == bindparam("stop_id"), ~_IS_GONE, ~IS_WAITING
)
_QUEUE = (
    select(Registration.id, _PEOPLE)
    .join(Waiting, Waiting.registration_id == Registration.id)
    .where(Waiting.stop_id == bindparam("stop_id"), ~_GOT_IN, ~_IS_GONE)
    .order_by(Registration.id)
)
_SOMEBODY = _QUEUE.where(bindparam("limit") >= _PEOPLE).limit(1)
_PLACE = (
    select(func.count())
    .select_from(Waiting)
    .join(Registration, Registration.id == Waiting.registration_id)
    .where(
        Waiting.stop_id
        == select(Waiting.stop_id)
        .where(Waiting.registration_id == bindparam("registration_id"))
        .scalar_subquery(),
        Waiting.registration_id <= bindparam("registration_id"),
        ~_GOT_IN,
        ~_IS_GONE,
    )
)


# On PostgreSQL the row of the stop is held; rows that only refer to it need not wait for that.
# SQLite has one writer at a time, and reads this as a plain SELECT.
_TURN = (
    select(Stop.safety_limit).where(Stop.id == bindparam("stop_id")).with_for_update(key_share=True)
)


class Limited(Protocol):
    """A stop, as far as its places go."""

    @property
    def id(self) -> int: ...
    @property
    def seats(self) -> int | None: ...
    @property
    def safety_limit(self) -> int | None: ...


class Line(NamedTuple):
    """One registration of the waiting list, as staff see it."""

    registration: Registration
    people: int
    waiting: Waiting


def held_limit(stop_id: int) -> int | None:
    """The safety limit as it is now, its stop held until the open transaction ends."""
    limit: int | None = rows(_TURN, {"stop_id": stop_id}).scalar_one()
    return limit


def taken(stop_id: int) -> int:
    """How many people have a place at the stop, companions included."""
    return int(rows(_TAKEN, {"stop_id": stop_id}).scalar_one())


def somebody_waits(stop_id: int, limit: int) -> bool:
    """Whether anybody who would fit under the limit at all waits for a place."""
    return rows(_SOMEBODY, {"stop_id": stop_id, "limit": limit}).first() is not None


def queue(stop_id: int) -> list[Waits]:
    """The waiting list of the stop, in order of arrival."""
    return [Waits._make(row) for row in rows(_QUEUE, {"stop_id": stop_id})]


def is_waiting(registration_id: int) -> bool:
    """Whether the registration waits for a place."""
    return bool(waiting_among([registration_id]))


def waiting_among(registration_ids: Iterable[int]) -> set[int]:
    """Those of the registrations that wait for a place."""
    chosen = STILL_WAITING.where(Waiting.registration_id.in_(list(registration_ids)))
    return set(session().scalars(chosen))


def place_in_line(registration_id: int) -> int:
    """The place in the waiting list of a registration that waits: 1 for who is next."""
    return int(rows(_PLACE, {"registration_id": registration_id}).scalar_one())


def find_admission(registration_id: int) -> Admission | None:
    """When and why somebody who had waited got a place; None where nobody had, or still does."""
    return session().get(Admission, registration_id)


def hall_of(stop: Limited) -> Hall:
    """How full the stop is."""
    waiting = sum(waits.people for waits in queue(stop.id))
    return Hall(taken(stop.id), waiting, stop.seats, stop.safety_limit)


def waiting_list(stop_id: int, most: int) -> list[Line]:
    """The first of the waiting list, in order."""
    chosen = (
        select(Registration, _PEOPLE, Waiting)
        .join(Waiting, and_(Waiting.registration_id == Registration.id, ~_GOT_IN))
        .where(Waiting.stop_id == stop_id, ~_IS_GONE)
        .order_by(Registration.id)
        .limit(most)
    )
    return [Line._make(row) for row in session().execute(chosen)]
