"""Reading arrivals and badge prints: who is in, who came when, whose badge was printed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import aliased

from caravan.checkin.models import Arrival, ArrivalUndo, BadgePrint
from caravan.checkin.rules import Before, Known
from caravan.kernel.db import rows, session
from caravan.kernel.names import short_name
from caravan.kernel.refusal import NotFound
from caravan.kernel.versions import kept
from caravan.registration import queries as registration
from caravan.registration.capacity.queries import IS_WAITING
from caravan.registration.models import Registration, Withdrawal
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
_twins = registration.merged.subquery()
_ticket = aliased(Registration)
_KNOWN = (
    select(
        Registration.id,
        Registration.stop_id,
        Registration.full_name,
        Registration.category,
        Registration.companions,
        Withdrawal.withdrawn_at,
        IS_WAITING.label("is_waiting"),
        exists().where(_twins.c.kept_id == Registration.id).label("is_merged"),
    )
    .select_from(_ticket)
    .outerjoin(_merged, _merged.c.other_id == _ticket.id)
    .join(Registration, Registration.id == func.coalesce(_merged.c.kept_id, _ticket.id))
    .outerjoin(Withdrawal, Withdrawal.registration_id == Registration.id)
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
_INSIDE = select(func.count()).where(
    Arrival.stop_id == bindparam("stop_id"), Arrival.day == bindparam("day"), _STANDS
)
_STANDING = select(Arrival.id, Arrival.arrived_at, Arrival.gate).where(
    Arrival.registration_id == bindparam("registration_id"),
    Arrival.day == bindparam("day"),
    _STANDS,
)
_BEFORE_MERGE = (
    select(Arrival.id, Arrival.arrived_at, Arrival.gate)
    .join(_twins, _twins.c.other_id == Arrival.registration_id)
    .where(
        _twins.c.kept_id == bindparam("registration_id"), Arrival.day == bindparam("day"), _STANDS
    )
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
        is_withdrawn=found.withdrawn_at is not None,
        is_waiting=bool(found.is_waiting),
        is_merged=bool(found.is_merged),
    )


def find_before_merge(registration_id: int, day: date) -> Before | None:
    """The standing arrival of that day by the other ticket of somebody who is registered twice."""
    values = {"registration_id": registration_id, "day": day}
    row = rows(_BEFORE_MERGE, values).first()
    return Before(row.id, row.arrived_at, row.gate) if row else None


def find_standing(registration_id: int, day: date) -> Before | None:
    """The arrival of that person on that day that was not taken back."""
    values = {"registration_id": registration_id, "day": day}
    row = rows(_STANDING, values).first()
    return Before(row.id, row.arrived_at, row.gate) if row else None


def arrived_among(registration_ids: Sequence[int], day: date) -> set[int]:
    """Which of these registrations are in on that day."""
    chosen = select(Arrival.registration_id).where(
        Arrival.registration_id.in_(registration_ids), Arrival.day == day, _STANDS
    )
    return set(session().scalars(chosen))


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
    """Every standing arrival of the stop, in order of time."""
    chosen = (
        select(Arrival.day, Arrival.arrived_at, Registration.category, Arrival.gate)
        .join(Registration, Registration.id == Arrival.registration_id)
        .where(Arrival.stop_id == stop_id, _STANDS)
        .order_by(Arrival.arrived_at)
    )
    return [Came(*row) for row in session().execute(chosen)]


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
