"""Writing the lists of the catalogue on screen: services, partners, offers."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import audit, versions
from caravan.kernel.clock import today
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound
from caravan.tour import queries as stops
from caravan.tour import rules as tour
from caravan.tour.drafting import Conflict
from caravan.tour.models import Service
from caravan.tour.offers import queries, rules
from caravan.tour.offers.rows import Entry, plan_of, values_of
from caravan.tour.plan_json import mark_of

_ENTRIES = {
    "services": "tour.save_service",
    "organisations": "tour.save_organisation",
    "offers": "tour.save_offer",
}


def save(name: str, plan: Entry, *, seen: str, staff_id: int) -> None:
    """Write an entry of the list `name` ("services", "organisations", "offers"), by its code.

    `seen` is the mark (`plan_json.mark_of`) of the entry as the editor saw it, "" for a new one.
    Refused: CodeIsTaken where another has the code; Conflict where somebody changed it meanwhile.
    The same said twice is done once.
    """
    with transaction() as writing:
        is_new = not seen and _add(writing, queries.LISTS[name], plan)
        if is_new or _change(writing, queries.LISTS[name], plan, seen):
            versions.bump(tour.TOUR)
            audit.record(_ENTRIES[name], staff_id=staff_id, subject=plan.code)


def _add(writing: Session, model: type[Any], plan: Entry) -> bool:
    """Put the entry at the end of its list; says whether no other had its code."""
    last = writing.scalar(select(func.max(model.position)))
    position = 0 if last is None else last + 1
    dialect = postgresql if writing.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(model).values(**values_of(plan), position=position)
    written = writing.execute(insert.on_conflict_do_nothing().returning(model.code))
    return written.first() is not None


def _change(writing: Session, model: type[Any], plan: Entry, seen: str) -> bool:
    """Make the entry of that code say what `plan` says; says whether it did not already."""
    row = writing.get(model, plan.code, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    standing = plan_of(row)
    if standing == plan:
        return False
    if not seen:
        raise rules.CodeIsTaken(code=plan.code)
    if mark_of(standing) != seen:
        raise Conflict(standing)
    for column, value in values_of(plan).items():
        setattr(row, column, value)
    return True


def end_offer(code: str, *, staff_id: int) -> None:
    """Show the offer no longer: yesterday was its last day. What is over already stays as it is."""
    with transaction():
        offer = queries.get_entry("offers", code)
        if offer.until is None or offer.until >= today():
            offer.until = today() - timedelta(days=1)
            versions.bump(tour.TOUR)
            audit.record("tour.end_offer", staff_id=staff_id, subject=code)


def move_service(code: str, step: int, *, staff_id: int) -> None:
    """Move the service `step` places on (-1: one up) in the order in which people see services.

    At either end it stays where it is.
    """
    with transaction() as writing:
        writing.execute(select(Service.code).with_for_update())
        ordered = stops.all_services()
        place = ordered.index(queries.get_service(code))
        goal = min(max(place + step, 0), len(ordered) - 1)
        if goal == place:
            return
        ordered.insert(goal, ordered.pop(place))
        for position, service in enumerate(ordered):
            service.position = position
        versions.bump(tour.TOUR)
        audit.record("tour.move_service", staff_id=staff_id, subject=code)
