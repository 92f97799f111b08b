"""Which stops are over long enough, for those who erase what was kept of them.

A stop under a legal hold is not among them.
"""

from datetime import date

from sqlalchemy import Select, select

from caravan.kernel.db import session
from caravan.tour.models import LegalHold, Stop

_HELD = select(LegalHold.stop_id).where(LegalHold.lifted_at.is_(None))


def ids_ended_before(day: date) -> Select[int]:
    """The ids of the stops whose last day came before `day`, to look for rows with."""
    return select(Stop.id).where(Stop.last_day < day, Stop.id.not_in(_HELD))


def keys_ended_before(day: date) -> Select[str]:
    """Their keys, likewise."""
    return select(Stop.key).where(Stop.last_day < day, Stop.id.not_in(_HELD))


def list_ended_before(day: date) -> list[int]:
    """Their ids, by first day."""
    return list(session().scalars(ids_ended_before(day).order_by(Stop.first_day, Stop.id)))


def find_hold(stop_id: int) -> LegalHold | None:
    """The legal hold that stands on the stop, None where there is none."""
    chosen = select(LegalHold).where(LegalHold.stop_id == stop_id, LegalHold.lifted_at.is_(None))
    return session().scalar(chosen)


def holds() -> list[tuple[str, str]]:
    """Key and reason of every stop under a legal hold, by key."""
    columns = select(Stop.key, LegalHold.reason).join(LegalHold, LegalHold.stop_id == Stop.id)
    standing = columns.where(LegalHold.lifted_at.is_(None)).order_by(Stop.key)
    return [(key, reason) for key, reason in session().execute(standing)]
