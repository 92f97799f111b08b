"""Reading who came to many stops at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy import func, select

from caravan.checkin.models import Arrival, ArrivalUndo
from caravan.followup.models import KeptHeadcount
from caravan.kernel.db import session
from caravan.kernel.headcounts import count_heads, heads
from caravan.kernel.heads import Heads
from caravan.registration import queries as registration
from caravan.registration.models import Registration
from caravan.tour.models import Stop

CANCELLED = "cancelled"


def held(today: date) -> list[Stop]:
    """The stops that have begun by `today`, in their order; no rehearsals and none cancelled."""
    chosen = select(Stop).where(
        Stop.first_day <= today, ~Stop.is_rehearsal, Stop.status != CANCELLED
    )
    return list(session().scalars(chosen.order_by(Stop.first_day, Stop.id)))


def came(stop_ids: Collection[int]) -> dict[int, dict[str, Heads]]:
    """How many of each category came, by stop: each person once a stop.

    Of stops whose arrivals were erased the numbers that were kept.
    """
    merged = registration.merged.subquery()
    person = func.coalesce(merged.c.kept_id, Arrival.registration_id)
    arrived = (
        select(Arrival.stop_id, person.label("person"))
        .outerjoin(merged, merged.c.other_id == Arrival.registration_id)
        .where(Arrival.stop_id.in_(stop_ids), Arrival.id.not_in(select(ArrivalUndo.arrival_id)))
        .distinct()
        .subquery("arrived")
    )
    chosen = (
        select(arrived.c.stop_id, Registration.category, count_heads())
        .join(Registration, Registration.id == arrived.c.person)
        .group_by(arrived.c.stop_id, Registration.category)
    )
    found: dict[int, dict[str, Heads]] = defaultdict(dict)
    for stop_id, category, number in session().execute(chosen):
        found[stop_id][category] = number
    kept = select(KeptHeadcount.stop_id, KeptHeadcount.came)
    for stop_id, numbers in session().execute(kept.where(KeptHeadcount.stop_id.in_(stop_ids))):
        found[stop_id] = heads(numbers)
    return found


def years(stops: Iterable[Stop]) -> list[int]:
    """The years in which there were stops, the latest first."""
    return sorted({one.first_day.year for one in stops}, reverse=True)
