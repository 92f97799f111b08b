"""Working days: when a reply is due, when a body is reminded of what it owes."""

from collections.abc import Container, Iterable
from datetime import date, datetime, time, timedelta

_ONE = timedelta(days=1)
_FRIDAY = 5
_SOON = 2  # working days before the day on which it is due
_MAIL_FROM, _MAIL_UNTIL = time(8), time(18)


def is_working(day: date, holidays: Container[date]) -> bool:
    """Whether offices are open: Monday to Friday (CLDR, ar-MA), no public holiday."""
    return day.isoweekday() <= _FRIDAY and day not in holidays


def due_day(given: date, days: int, holidays: Container[date]) -> date:
    """The last of so many working days after the day on which it was given."""
    day = given
    for _ in range(days):
        day = next_working(day, holidays)
    return day


def next_working(day: date, holidays: Container[date]) -> date:
    """The first working day after `day`."""
    return _step(day, _ONE, holidays)


def working_before(day: date, holidays: Container[date]) -> date:
    """The last working day before `day`."""
    return _step(day, -_ONE, holidays)


def last_chance(due: date, holidays: Container[date]) -> date:
    """The last working day on which one can still answer in time."""
    return due if is_working(due, holidays) else working_before(due, holidays)


def _step(day: date, by: timedelta, holidays: Container[date]) -> date:
    day += by
    while not is_working(day, holidays):
        day += by
    return day


def horizon(days: int) -> timedelta:
    """How far ahead so many working days can lie, feasts included."""
    return timedelta(days=2 * days + 30)


def is_mail_hour(wall: datetime) -> bool:
    """Whether letters may leave at this hour of Moroccan clocks: in office hours."""
    return _MAIL_FROM <= wall.time() < _MAIL_UNTIL


def is_reminded(owed: Iterable[tuple[date, date]], today: date, holidays: Container[date]) -> bool:
    """Whether a body gets its letter today. `owed`: the days given and due of what it owes.

    On a working day, where something was given since the working day before, is due today or two
    working days on, or is late on the first working day of a week. What is due on a day without
    work, as a hand may set it, counts as due on the last working day before.
    """
    if not is_working(today, holidays):
        return False
    before = working_before(today, holidays)
    soon = due_day(today, _SOON, holidays)
    is_first = before.isocalendar()[:2] != today.isocalendar()[:2]
    return any(
        before <= given < today
        or last_chance(due, holidays) in (today, soon)
        or (is_first and due < today)
        for given, due in owed
    )
