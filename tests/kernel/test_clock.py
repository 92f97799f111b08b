"""Moroccan time, including the change of September 2026 that older systems do not know."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from caravan.kernel import clock


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2025, 2, 7), 1),
        (date(2025, 3, 10), 0),
        (date(2026, 7, 1), 1),
        (date(2026, 11, 22), 0),
    ],
)
def test_offset_is_that_of_the_day(day: date, hours: int) -> None:
    shown = clock.to_wall(datetime.combine(day, time(8, 30), tzinfo=UTC))

    assert shown.utcoffset() == timedelta(hours=hours)


def test_wall_time_becomes_the_instant() -> None:
    assert clock.to_instant(date(2025, 2, 7), time(9, 30)) == datetime(
        2025, 2, 7, 8, 30, tzinfo=UTC
    )
