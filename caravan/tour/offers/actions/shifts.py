"""Writing who stands at a stand, and when; audit entries name the stand, never the person."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel import audit
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound
from caravan.tour.drafting import Conflict
from caravan.tour.models import Stop
from caravan.tour.offers.models import StandShift
from caravan.tour.offers.plan import ShiftPlan
from caravan.tour.offers.rows import plan_of, values_of
from caravan.tour.plan_json import mark_of

_SAID_ONCE = ("partner", "day", "starts", "ends", "representative")
_INSERT = {
    name: dialect.insert(StandShift).on_conflict_do_nothing()
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def add_shift(stop: Stop, plan: ShiftPlan, *, staff_id: int) -> None:
    """One more shift at the stop; the same said twice is one."""
    with transaction() as writing:
        values = {**values_of(plan), "stop_id": stop.id}
        insert = _INSERT[writing.get_bind().dialect.name].returning(StandShift.id)
        if writing.execute(insert, values).first():
            audit.record(
                "tour.add_shift", staff_id=staff_id, stop_key=stop.key, subject=plan.partner
            )


def change_shift(stop: Stop, shift_id: int, plan: ShiftPlan, *, seen: str, staff_id: int) -> None:
    """What the shift says from now on; `seen` is its mark as the editor saw it.

    Refused: NotFound where it was removed, Conflict where it was changed meanwhile. Where another
    shift says the same already, one of the two goes.
    """
    with transaction() as writing:
        row = writing.get(StandShift, shift_id, with_for_update=True, populate_existing=True)
        if row is None or row.stop_id != stop.id:
            raise NotFound
        if plan_of(row) == plan:
            return
        if mark_of(plan_of(row)) != seen:
            raise Conflict(plan_of(row))
        same = {name: getattr(plan, name) for name in _SAID_ONCE}
        twin = writing.scalar(select(StandShift).filter_by(stop_id=stop.id, **same))
        if twin is not None and twin is not row:
            writing.delete(twin)
            writing.flush()
        for column, value in values_of(plan).items():
            setattr(row, column, value)
        audit.record(
            "tour.change_shift", staff_id=staff_id, stop_key=stop.key, subject=plan.partner
        )


def remove_shift(stop: Stop, shift_id: int, *, staff_id: int) -> None:
    """Take the shift out; what is gone already changes nothing."""
    with transaction() as writing:
        row = writing.get(StandShift, shift_id)
        if row is not None and row.stop_id == stop.id:
            writing.delete(row)
            audit.record(
                "tour.remove_shift", staff_id=staff_id, stop_key=stop.key, subject=row.partner
            )
