"""Placing and lifting the legal hold of a stop, which the purge heeds."""

from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.tour import queries
from caravan.tour.models import LegalHold, Stop


def hold(stop: Stop, reason: str) -> None:
    """Let the purge leave what is kept of the stop alone; twice is once, the first reason stays."""
    with transaction() as writing:
        if queries.find_hold(stop.id) is None:
            writing.add(LegalHold(stop_id=stop.id, reason=reason[:200], placed_at=now()))
            audit.record("tour.hold", staff_id=None, stop_key=stop.key)


def lift_hold(stop: Stop) -> None:
    """What is kept of the stop goes again when its time is up."""
    with transaction():
        if (standing := queries.find_hold(stop.id)) is not None:
            standing.lifted_at = now()
            audit.record("tour.lift_hold", staff_id=None, stop_key=stop.key)
