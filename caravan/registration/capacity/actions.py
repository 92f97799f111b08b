"""Giving places: at once, after waiting, and to the next in line when some become free.

Whatever counts places first takes the stop's turn (`take_turn`) and keeps it until its transaction
ends, so that two of them never give the same place: exact with any number of processes.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert

from caravan.kernel import clock
from caravan.kernel.db import row_transaction, rows
from caravan.registration.capacity import queries, rules
from caravan.registration.capacity.models import Admission, Waiting
from caravan.registration.messages import actions as messages

_WAIT = insert(Waiting).inline()
_ADMIT = insert(Admission).inline()
_SEND_BACK = delete(Admission).where(Admission.registration_id == bindparam("registration_id"))


def take_turn(stop_id: int) -> int | None:
    """Hold the stop's places until the open transaction ends; the safety limit as it is now."""
    return queries.held_limit(stop_id)


def give_place(written: dict[str, Any], registration_id: int, limit: int | None) -> bool:
    """Let a registration just written wait if there is no place for all its people.

    Gives whether there is one. `written` are the values of its row; `limit` is what `take_turn`
    gave in this transaction.
    """
    if limit is None:
        return True
    people, stop_id = written["companions"] + 1, written["stop_id"]
    fits = rules.has_place(
        people,
        taken=queries.taken(stop_id) - people,  # the row is written, and has a place so far
        limit=limit,
        somebody_waits=queries.somebody_waits(stop_id, limit),
    )
    if not fits:
        values = {
            "registration_id": registration_id,
            "stop_id": stop_id,
            "since": written["registered_at"],
        }
        rows(_WAIT, values)
    return fits


def fill_places(stop_id: int, *, cause: str, now: datetime) -> list[int]:
    """Give what places are free to those who wait longest; their registrations' ids.

    `cause` is why there are places: WITHDRAWN or RAISED of the rules. `now` is a UTC instant. To be
    called in the transaction that frees them, and also when a family has become smaller. Who gave
    a number is sent the confirmation then.
    """
    with row_transaction():
        limit = take_turn(stop_id)
        waiting = queries.queue(stop_id)
        if not waiting:
            return []
        given = rules.next_in(waiting, taken=queries.taken(stop_id), limit=limit)
        for registration_id in given:
            row = {"registration_id": registration_id, "admitted_at": now, "cause": cause}
            rows(_ADMIT, row)
        messages.confirm_all(given)
        return given


def come_back(stop_id: int, registration_id: int, *, now: datetime) -> None:
    """Let somebody who counts again wait, where their place was given away meanwhile.

    To be called in the transaction that lets them count again.
    """
    with row_transaction():
        limit = take_turn(stop_id)
        if limit is None or queries.taken(stop_id) <= limit or queries.is_waiting(registration_id):
            return
        if queries.find_admission(registration_id) is None:
            rows(_WAIT, {"registration_id": registration_id, "stop_id": stop_id, "since": now})
        else:
            rows(_SEND_BACK, {"registration_id": registration_id})
        fill_places(stop_id, cause=rules.WITHDRAWN, now=now)


def fill_after_publication(stop_id: int) -> None:
    """A stop was just published: its limit may be higher now, or gone."""
    fill_places(stop_id, cause=rules.RAISED, now=clock.now())
