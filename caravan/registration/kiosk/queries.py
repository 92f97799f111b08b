"""Reading where help is wanted, and whether it is a kiosk of ours that asks."""

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.kernel.limits import has_room
from caravan.registration.kiosk import locks
from caravan.registration.kiosk.models import HelpCall

VISITORS = "20 per minute"  # at one kiosk
SHARERS = "3 per minute"  # of one text, at one kiosk


def open_calls(stop_id: int) -> list[HelpCall]:
    """The kiosks of the stop where nobody has gone yet, the longest waiting first."""
    chosen = select(HelpCall).where(HelpCall.stop_id == stop_id, HelpCall.answered_at.is_(None))
    return list(session().scalars(chosen.order_by(HelpCall.called_at, HelpCall.kiosk)))


def is_locked() -> bool:
    """Whether staff have locked this request's browser to a kiosk."""
    return locks.present() is not None


def is_at_ease() -> bool:
    """Whether one of our kiosks sends, no faster than people stand before it.

    Beyond that its lock was copied to a program, which is one of a flood.
    """
    lock = locks.present()
    return lock is not None and has_room(VISITORS, "kiosk", lock.once)


def is_visit(text: str) -> bool:
    """Whether one of our kiosks counts a visitor for `text`, no faster than people come to it."""
    lock = locks.present()
    return lock is not None and has_room(SHARERS, "kiosk", lock.once, text)
