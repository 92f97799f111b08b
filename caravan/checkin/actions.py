"""Writing arrivals and badge prints."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from caravan.checkin import queries, rules
from caravan.checkin.models import Arrival, ArrivalUndo, BadgePrint
from caravan.checkin.rules import STOP, Known, Verdict
from caravan.kernel import audit, codes
from caravan.kernel.clock import now, to_wall
from caravan.kernel.db import row_transaction, rows, transaction
from caravan.kernel.refusal import NotFound
from caravan.press import badges
from caravan.registration import queries as registration
from caravan.registration.capacity import queries as places
from caravan.tour.models import Stop

_UNDONE = (
    select(func.count())
    .select_from(ArrivalUndo)
    .join(Arrival, Arrival.id == ArrivalUndo.arrival_id)
    .where(Arrival.registration_id == bindparam("registration_id"), Arrival.day == bindparam("day"))
    .scalar_subquery()
)
# One statement, no reading before: the unique index on (person, day, round) is the decision, also
# between two gates that scan the same ticket in the same instant.
_ARRIVE = {
    dialect.dialect.name: dialect.insert(Arrival)
    .values(
        id=bindparam("id"),
        stop_id=bindparam("stop_id"),
        registration_id=bindparam("registration_id"),
        day=bindparam("day"),
        round=_UNDONE,
        arrived_at=bindparam("arrived_at"),
        gate=bindparam("gate"),
        staff_id=bindparam("staff_id"),
    )
    .on_conflict_do_nothing()
    .returning(Arrival.id)
    for dialect in (postgresql, sqlite)
}


def record_arrival(
    stop: Stop | queries.GateStop,
    typed: str,
    *,
    arrival_id: str,
    gate: str,
    staff_id: int | None,
    at: datetime | None = None,
) -> Verdict:
    """Let the holder of the scanned or typed code in, once a day, and say what the gate shows.

    `arrival_id` is made by the device (a UUID), so that the same scan sent again is the same
    arrival. `at` is the UTC instant of the scan (now by default); its Moroccan date is the day.
    Nothing is written unless the verdict is go.
    """
    at = at or now()
    entry_code, other = _meant(stop.key, typed)
    if other or entry_code is None:
        return Verdict(STOP, "other_stop" if other else "unknown")
    day = to_wall(at).date()
    values: dict[str, Any] = {
        "id": arrival_id,
        "stop_id": stop.id,
        "day": day,
        "arrived_at": at,
        "gate": gate,
        "staff_id": staff_id,
    }
    with row_transaction() as dialect:  # who it is, is read there too: one connection for a scan
        person = queries.find_known(entry_code)
        reason = rules.turn_away(person, stop, day)
        if reason or person is None:
            return _turned_away(reason, person)
        before = (
            queries.find_before_merge(person.registration_id, day) if person.is_merged else None
        )
        if before is not None:
            return rules.judge(person, arrival_id, before)
        return _arrive(_ARRIVE[dialect], person, stop.key, values)


def _meant(stop_key: str, typed: str) -> tuple[str | None, bool]:
    """The entry code in what was scanned or typed, and whether the code names another stop."""
    payload = codes.read_payload(typed)
    if payload is None:
        return codes.read_entry_code(typed), False
    return payload[1], payload[0] != stop_key


def _turned_away(reason: str, person: Known | None) -> Verdict:
    if reason == "other_stop" and person is not None:
        return Verdict(STOP, reason, stop_title=queries.stop_title(person.stop_id))
    if reason == "waiting" and person is not None:
        in_line = places.place_in_line(person.registration_id)
        return Verdict(STOP, reason, person, in_line=in_line)
    return Verdict(STOP, reason, person)


def _arrive(statement: Executable, person: Known, stop_key: str, values: dict[str, Any]) -> Verdict:
    values["registration_id"] = person.registration_id
    arrival_id = values["id"]
    if rows(statement, values).first() is not None:
        audit.record(
            "checkin.arrive", staff_id=values["staff_id"], stop_key=stop_key, subject=arrival_id
        )
        return Verdict(rules.GO, "welcome", person, arrival_id=arrival_id)
    standing = queries.find_standing(person.registration_id, values["day"])
    if standing is None:  # this very arrival was taken back before, and is sent again
        return Verdict(rules.CHECK, "undone", person)
    return rules.judge(person, arrival_id, standing)


def undo_arrival(stop: Stop, arrival_id: str, *, staff_id: int) -> None:
    """Take an arrival back; twice is once. Refused for an arrival of another stop."""
    with transaction() as writing:
        arrival = writing.get(Arrival, arrival_id, with_for_update=True)
        if arrival is None or arrival.stop_id != stop.id:
            raise rules.NoSuchArrival
        if writing.get(ArrivalUndo, arrival_id) is None:
            writing.add(ArrivalUndo(arrival_id=arrival_id, undone_at=now(), staff_id=staff_id))
            writing.flush()
            audit.record("checkin.undo", staff_id=staff_id, stop_key=stop.key, subject=arrival_id)


def print_sheets(
    stop: Stop,
    ids: Sequence[int],
    *,
    staff_id: int | None,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """A4 sheets with the badges of these registrations, logged; later copies say so.

    Badges printed for the first time come first. `progress` is told (done, all).
    """
    before = queries.printed(stop.id)
    fresh = [one for one in ids if one not in before]
    again = [one for one in ids if one in before]
    faces = registration.badge_faces(stop, fresh) + _copies(stop, again)
    pdf = badges.draw_sheets(faces, made_at=now(), progress=progress)
    _log_prints(stop, ids, staff_id)
    return pdf


def print_single(
    stop: Stop,
    registration_id: int,
    *,
    large_type: bool,
    staff_id: int | None,
    at_once: bool = False,
) -> bytes:
    """One badge on A6, logged; refused where the person is not registered for this stop.

    `at_once`: the file asks to be printed when it is opened.
    """
    if registration_id not in queries.badge_ids(stop.id, "all"):
        raise NotFound
    is_copy = registration_id in queries.printed(stop.id)
    face = registration.badge_faces(stop, [registration_id])[0]
    pdf = badges.draw_single(
        replace(face, reprint=is_copy), made_at=now(), large_type=large_type, at_once=at_once
    )
    _log_prints(stop, [registration_id], staff_id)
    return pdf


def _copies(stop: Stop, ids: Sequence[int]) -> list[badges.BadgeFace]:
    return [replace(face, reprint=True) for face in registration.badge_faces(stop, ids)]


def _log_prints(stop: Stop, ids: Sequence[int], staff_id: int | None) -> None:
    row = {"stop_id": stop.id, "printed_at": now(), "staff_id": staff_id}
    with transaction() as writing:
        if ids:
            writing.execute(insert(BadgePrint), [{**row, "registration_id": one} for one in ids])
        audit.record("checkin.print", staff_id=staff_id, stop_key=stop.key, badges=len(ids))
