"""Reading arrivals and badge prints: who is in, who came when, whose badge was printed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from caravan.checkin.models import Arrival, ArrivalUndo, BadgePrint
from caravan.checkin.rules import Before, Known
from caravan.kernel.db import rows, session
from caravan.kernel.names import short_name
from caravan.kernel.refusal import NotFound
from caravan.kernel.versions import kept
from caravan.registration import queries as registration
from caravan.registration.capacity.queries import IS_WAITING
from caravan.registration.models import Registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop


class Came(NamedTuple):
    """One standing arrival, without the person: the day, the instant (UTC), who, which gate."""

    day: date
    arrived_at: datetime
    category: str
    gate: str


class GateStop(NamedTuple):
    """What the gate needs to know of a stop at every scan, and no more."""

    id: int
    key: str
    title: dict[str, str]
    first_day: date
    last_day: date
    status: str
    status_reason: dict[str, str]


_STANDS = Arrival.id.not_in(select(ArrivalUndo.arrival_id))
# A ticket of somebody who is registered twice, and found to be one person, is the kept one's.
_merged = registration.merged.subquery()
_others = registration.merged.subquery()
_ticket = aliased(Registration)
_KNOWN = (
    select(
        Registration.id,
        Registration.stop_id,
        Registration.full_name,
        Registration.category,
        Registration.companions,
        registration.IS_WITHDRAWN.label("is_withdrawn"),
        IS_WAITING.label("is_waiting"),
        exists().where(_others.c.kept_id == Registration.id).label("stands_for_others"),
    )
    .select_from(_ticket)
    .outerjoin(_merged, _merged.c.other_id == _ticket.id)
    .join(Registration, Registration.id == func.coalesce(_merged.c.kept_id, _ticket.id))
    .where(_ticket.entry_code == bindparam("entry_code"))
)
_GATE = select(
    Stop.id,
    Stop.key,
    Stop.title,
    Stop.first_day,
    Stop.last_day,
    Stop.status,
    Stop.status_reason,
).where(Stop.key == bindparam("key"))
# Who came in before they were found to be one person are one person inside, whichever came in.
_INSIDE = (
    select(func.count(func.coalesce(_merged.c.kept_id, Arrival.registration_id).distinct()))
    .select_from(Arrival)
    .outerjoin(_merged, _merged.c.other_id == Arrival.registration_id)
    .where(Arrival.stop_id == bindparam("stop_id"), Arrival.day == bindparam("day"), _STANDS)
)
_STANDING = (
    select(Arrival.id, Arrival.arrived_at, Arrival.gate)
    .where(
        or_(
            Arrival.registration_id == bindparam("registration_id"),
            Arrival.registration_id.in_(
                select(_merged.c.other_id).where(_merged.c.kept_id == bindparam("registration_id"))
            ),
        ),
        Arrival.day == bindparam("day"),
        _STANDS,
    )
    .order_by(Arrival.id != bindparam("arrival_id"), Arrival.arrived_at)
    .limit(1)
)


def get_gate_stop(key: str) -> GateStop:
    """The stop as the gate sees it, at most a second old; refused when none has the key."""
    return kept(f"stop:{key}", "gate", lambda: _read_gate_stop(key))


def _read_gate_stop(key: str) -> GateStop:
    found = rows(_GATE, {"key": key}).first()
    if found is None:
        raise NotFound
    return GateStop._make(found)


def find_known(entry_code: str) -> Known | None:
    """The person behind an entry code, as the gate may see them; None for an unknown code."""
    found = rows(_KNOWN, {"entry_code": entry_code}).first()
    if found is None:
        return None
    return Known(
        registration_id=found.id,
        stop_id=found.stop_id,
        short_name=short_name(found.full_name),
        category=found.category,
        companions=found.companions,
        is_withdrawn=bool(found.is_withdrawn),
        is_waiting=bool(found.is_waiting),
        stands_for_others=bool(found.stands_for_others),
    )


def find_standing(registration_id: int, day: date, arrival_id: str = "") -> Before | None:
    """The arrival of that person on that day that was not taken back.

    Whoever was found to be the same person counts as well, as long as that decision stands. Where
    there are several, `arrival_id` is the one wanted, else it is the first.
    """
    values = {"registration_id": registration_id, "day": day, "arrival_id": arrival_id}
    row = rows(_STANDING, values).first()
    return Before(row.id, row.arrived_at, row.gate) if row else None


def arrived_among(registration_ids: Sequence[int], day: date) -> set[int]:
    """Which of these registrations are in on that day, themselves or as who they were merged with.

    (Only among registrations of this day's stop: nobody is merged with somebody of another.)
    """
    pairs = select(_merged.c.other_id, _merged.c.kept_id).where(
        or_(_merged.c.other_id.in_(registration_ids), _merged.c.kept_id.in_(registration_ids))
    )
    kept_of = {row.other_id: row.kept_id for row in session().execute(pairs)}
    chosen = select(Arrival.registration_id).where(
        Arrival.registration_id.in_({*registration_ids, *kept_of, *kept_of.values()}),
        Arrival.day == day,
        _STANDS,
    )
    inside = {kept_of.get(one, one) for one in session().scalars(chosen)}
    return {one for one in registration_ids if kept_of.get(one, one) in inside}


def arrived_count(stop_id: int, day: date) -> int:
    """How many people are in on that day."""
    return rows(_INSIDE, {"stop_id": stop_id, "day": day}).scalar() or 0


def find_last_arrival(stop_id: int, day: date, staff_id: int) -> Before | None:
    """The newest standing arrival that this staff person let in today, to take it back."""
    chosen = (
        select(Arrival.id, Arrival.arrived_at, Arrival.gate)
        .where(
            Arrival.stop_id == stop_id, Arrival.day == day, Arrival.staff_id == staff_id, _STANDS
        )
        .order_by(Arrival.arrived_at.desc())
        .limit(1)
    )
    row = session().execute(chosen).first()
    return Before(row.id, row.arrived_at, row.gate) if row else None


def arrivals(stop_id: int) -> list[Came]:
    """Every standing arrival of the stop, in order of time; of one person a day the first."""
    person = func.coalesce(_merged.c.kept_id, Arrival.registration_id)
    chosen = (
        select(person, Arrival.day, Arrival.arrived_at, Registration.category, Arrival.gate)
        .select_from(Arrival)
        .outerjoin(_merged, _merged.c.other_id == Arrival.registration_id)
        .join(Registration, Registration.id == person)
        .where(Arrival.stop_id == stop_id, _STANDS)
        .order_by(Arrival.arrived_at)
    )
    first: dict[tuple[int, date], Came] = {}
    for who, *came in session().execute(chosen):
        one = Came(*came)
        first.setdefault((who, one.day), one)
    return list(first.values())


def printed(stop_id: int) -> set[int]:
    """The registrations of the stop whose badge was printed at least once."""
    chosen = select(BadgePrint.registration_id).where(BadgePrint.stop_id == stop_id).distinct()
    return set(session().scalars(chosen))


def badge_ids(stop_id: int, choice: str) -> list[int]:
    """Whose badges a choice means: "all" who have a place, or "new": never printed. By name."""
    chosen = select(Registration.id).where(
        Registration.stop_id == stop_id,
        Registration.id.not_in(registration.GONE),
        ~IS_WAITING,
    )
    if choice == "new":
        done = select(BadgePrint.registration_id).where(BadgePrint.stop_id == stop_id)
        chosen = chosen.where(Registration.id.not_in(done))
    return list(session().scalars(chosen.order_by(Registration.name_folded, Registration.id)))


def stop_title(stop_id: int) -> dict[str, str]:
    """The title of a stop, for tickets of another one."""
    return tour.get_stop_by_id(stop_id).title
