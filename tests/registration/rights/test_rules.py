"""The ten days of a request, counted on the calendar."""

from datetime import date

import pytest

from caravan.registration.rights import rules

ASKED = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("today", "left", "kind"),
    [
        (date(2027, 3, 1), 10, "ok"),
        (date(2027, 3, 7), 4, "ok"),
        (date(2027, 3, 8), 3, "warn"),
        (date(2027, 3, 11), 0, "warn"),
        (date(2027, 3, 12), -1, "err"),
    ],
)
def test_clock_counts_days_of_the_calendar_after_the_day_of_asking(
    today: date, left: int, kind: str
) -> None:
    clock = rules.clock(ASKED, today)
    assert (clock.due, clock.left, clock.kind) == (date(2027, 3, 11), left, kind)


def test_fourth_open_request_is_refused() -> None:
    rules.refuse_flood(rules.MOST_OPEN - 1)
    with pytest.raises(rules.TooManyOpen):
        rules.refuse_flood(rules.MOST_OPEN)
