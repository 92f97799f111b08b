"""Reading what the desk has done: who was registered here last, and whose paper to print."""

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.kernel.guard import Actor
from caravan.kernel.refusal import NotFound
from caravan.registration.desk.models import Assistance
from caravan.registration.models import Registration, Withdrawal

LAST = 5


def last_helped(stop_id: int, staff_id: int) -> list[Registration]:
    """The people whom this staff person registered last at the stop, the newest first."""
    chosen = (
        select(Registration)
        .join(Assistance, Assistance.registration_id == Registration.id)
        .where(Assistance.staff_id == staff_id, Registration.stop_id == stop_id)
        .order_by(Assistance.assisted_at.desc(), Registration.id.desc())
        .limit(LAST)
    )
    return list(session().scalars(chosen))


def get_standing(stop_id: int, registration_id: int) -> Registration:
    """A registration of this stop that was not withdrawn; refused when there is none."""
    chosen = select(Registration).where(
        Registration.id == registration_id,
        Registration.stop_id == stop_id,
        Registration.id.not_in(select(Withdrawal.registration_id)),
    )
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def refuse_unhelped(who: Actor, stop_key: str, registration_id: int) -> None:
    """Refused unless `who` registered that person at the desk, or may see all people of the stop.

    Numbers of registrations can be counted through, and the desk's paper bears the whole name.
    """
    if who.may("people", stop_key):
        return
    helped = session().get(Assistance, registration_id)
    if helped is None or helped.staff_id != who.id:
        raise NotFound


def is_assisted(registration_id: int) -> bool:
    """Whether somebody at the desk filled the registration in for the person."""
    return session().get(Assistance, registration_id) is not None
