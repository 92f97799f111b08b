"""When a reply is due, when a body is reminded."""

from datetime import date

import pytest

from caravan.followup.answering import workdays

FRIDAY, MONDAY = date(2026, 11, 13), date(2026, 11, 16)
INDEPENDENCE = date(2026, 11, 18)
CLOSED = {INDEPENDENCE}


@pytest.mark.parametrize(
    ("given", "days", "due"),
    [
        (FRIDAY, 1, MONDAY),
        (date(2026, 11, 14), 1, MONDAY),
        (MONDAY, 2, date(2026, 11, 19)),
        (MONDAY, 10, date(2026, 12, 1)),
    ],
)
def test_due_day_leaves_weekends_and_holidays_out(given: date, days: int, due: date) -> None:
    assert workdays.due_day(given, days, CLOSED) == due


@pytest.mark.parametrize(
    ("today", "given", "due", "is_reminded"),
    [
        (MONDAY, FRIDAY, date(2026, 12, 30), True),
        (MONDAY, date(2026, 11, 12), date(2026, 12, 30), False),
        (MONDAY, date(2026, 11, 1), date(2026, 11, 19), True),
        (MONDAY, date(2026, 11, 1), MONDAY, True),
        (MONDAY, date(2026, 11, 1), date(2026, 11, 10), True),
        (date(2026, 11, 17), date(2026, 11, 1), date(2026, 11, 10), False),
        (INDEPENDENCE, date(2026, 11, 17), INDEPENDENCE, False),
        (date(2026, 11, 14), FRIDAY, date(2026, 11, 14), False),
        (date(2026, 11, 19), date(2026, 11, 1), date(2026, 11, 22), False),
        (date(2026, 11, 18), date(2026, 11, 1), date(2026, 11, 22), False),
        (date(2026, 11, 17), date(2026, 11, 1), date(2026, 11, 22), True),
        (date(2026, 11, 20), date(2026, 11, 1), date(2026, 11, 22), True),
        (MONDAY, date(2026, 11, 1), INDEPENDENCE, False),
        (date(2026, 11, 17), date(2026, 11, 1), INDEPENDENCE, True),
    ],
)
def test_body_is_reminded_of_what_is_new_soon_due_or_late(
    today: date, given: date, due: date, is_reminded: bool
) -> None:
    assert workdays.is_reminded([(given, due)], today, CLOSED) == is_reminded
