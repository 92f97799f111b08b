"""Writing the planner's calendar: lunar dates moved by hand, days that the foundation avoids."""

from datetime import date
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from caravan.kernel import audit
from caravan.kernel.clock import now
from caravan.kernel.db import transaction
from caravan.kernel.refusal import NotFound, Refusal
from caravan.tour import queries
from caravan.tour.models import AvoidedDate, MovedFeast
from caravan.tour.plan_json import mark_of
from caravan.tour.season.moroccan_holidays import MOST_DAYS_MOVED, calculated, is_near
from caravan.tour.season.moving import MovedMeanwhile
from caravan.tour.season.year import FEASTS, Avoided

# Of several who write the same for the first time at once, one makes the row; the others wait.
_FIRST = {
    (name, model): dialect.insert(model).on_conflict_do_nothing().returning(model.changed_at)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
    for model in (MovedFeast, AvoidedDate)
}


class FarFromCalculated(Refusal):
    """The moon is seen within days of the calculation; anything else is a slip of the hand."""

    message = "A lunar date moves by %(most)s days at most from where it is calculated."


class LastBeforeFirst(Refusal):
    """The last day of a span comes before its first."""

    message = "The last day comes before the first."


def move_feast(
    feast: str, hijri_year: int, day: date, *, seen: str | None = None, staff_id: int
) -> None:
    """Say on which day the feast begins; `seen` is the day (ISO) that stood there, None unlooked.

    Refused: FarFromCalculated, NotFound for no such feast, MovedMeanwhile when a colleague moved it
    to another day since.
    """
    expected = calculated(feast, hijri_year) if feast in FEASTS else None
    if expected is None:
        raise NotFound
    if not is_near(feast, hijri_year, day):
        raise FarFromCalculated(most=MOST_DAYS_MOVED)
    with transaction() as writing:
        first = {"feast": feast, "hijri_year": hijri_year, "date": expected, "changed_at": now()}
        _is_first(writing, MovedFeast, first)
        row = writing.get(MovedFeast, (feast, hijri_year), with_for_update=True)
        if row is None or seen not in (None, row.date.isoformat(), day.isoformat()):
            raise MovedMeanwhile
        row.date, row.staff_id, row.changed_at = day, staff_id, now()
        subject = f"{feast} {hijri_year}"
        audit.record("tour.move_feast", staff_id=staff_id, subject=subject, date=day.isoformat())


def calculate_feast(feast: str, hijri_year: int, *, seen: str | None = None, staff_id: int) -> None:
    """Go back to the calculated day; where it stands already, nothing is done.

    `seen` as for `move_feast`. Refused: MovedMeanwhile when a colleague moved it since.
    """
    with transaction() as writing:
        row = writing.get(MovedFeast, (feast, hijri_year), with_for_update=True)
        if row is not None:
            if seen not in (None, row.date.isoformat()):
                raise MovedMeanwhile
            writing.delete(row)
            subject = f"{feast} {hijri_year}"
            audit.record("tour.calculate_feast", staff_id=staff_id, subject=subject)


def avoid(span: Avoided, *, seen: str | None = None, staff_id: int) -> None:
    """Write days to avoid; the same key again changes them, of which `seen` is the mark.

    `seen` is "" for days that are new, None unlooked. Refused: LastBeforeFirst, MovedMeanwhile
    when a colleague wrote or changed them since.
    """
    if span.last < span.first:
        raise LastBeforeFirst
    with transaction() as writing:
        days = {"first_day": span.first, "last_day": span.last, "yearly": span.yearly}
        first = {"key": span.key, **days, "reason": span.reason, "changed_at": now()}
        is_first = _is_first(writing, AvoidedDate, first)
        row = writing.get(AvoidedDate, span.key, with_for_update=True)
        if row is None:
            raise MovedMeanwhile
        standing = "" if is_first else mark_of(queries.avoided_of(row))
        if seen is not None and standing not in (seen, mark_of(span)):
            raise MovedMeanwhile
        row.first_day, row.last_day, row.yearly = span.first, span.last, span.yearly
        row.reason, row.staff_id, row.changed_at = span.reason, staff_id, now()
        audit.record("tour.avoid", staff_id=staff_id, subject=span.key)


def stop_avoiding(key: str, *, seen: str | None = None, staff_id: int) -> None:
    """Let stops be held on these days again; gone already, nothing is done.

    `seen` as for `avoid`. Refused: MovedMeanwhile when a colleague changed them since.
    """
    with transaction() as writing:
        row = writing.get(AvoidedDate, key, with_for_update=True)
        if row is not None:
            if seen not in (None, mark_of(queries.avoided_of(row))):
                raise MovedMeanwhile
            writing.delete(row)
            audit.record("tour.stop_avoiding", staff_id=staff_id, subject=key)


def _is_first(
    writing: Session, model: type[MovedFeast | AvoidedDate], first: dict[str, Any]
) -> bool:
    """Make the row where there is none; whoever makes it too waits until the end of this act.

    One that was there may be gone the moment after: a colleague took it away.
    """
    making = _FIRST[writing.get_bind().dialect.name, model]
    return writing.execute(making, first).first() is not None


def new_span_key(first: date) -> str:
    """A key for days to avoid that nobody has named: "2027-05-16", "2027-05-16-2" …"""
    taken = {row.key for row, _name in queries.avoided_dates()}
    others = (f"{first}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (first.isoformat(), *others) if key not in taken)
