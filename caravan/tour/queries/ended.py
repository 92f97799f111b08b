"""Which stops are over long enough, for those who erase what was kept of them."""

from datetime import date

from sqlalchemy import Select, select

from caravan.kernel.db import session
from caravan.tour.models import Stop


def ids_ended_before(day: date) -> Select[int]:
    """The ids of the stops whose last day came before `day`, to look for rows with."""
    return select(Stop.id).where(Stop.last_day < day)


def keys_ended_before(day: date) -> Select[str]:
    """Their keys, likewise."""
    return select(Stop.key).where(Stop.last_day < day)


def list_ended_before(day: date) -> list[int]:
    """Their ids, by first day."""
    return list(session().scalars(ids_ended_before(day).order_by(Stop.first_day, Stop.id)))
