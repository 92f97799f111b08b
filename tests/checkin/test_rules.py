"""Green, amber or red, decided over plain values."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from caravan.checkin import rules
from caravan.checkin.queries import GateStop
from caravan.checkin.rules import Before, Known

DAYS = (date(2025, 2, 7), date(2025, 2, 8))
STOP = GateStop(10, "oujda-2025", {}, *DAYS, status="open", status_reason={})
PERSON = Known(1, 10, "فاطمة ز.", "serving", 0, is_withdrawn=False)


@pytest.mark.parametrize(
    ("person", "today", "reason"),
    [
        (PERSON, DAYS[0], ""),
        (PERSON, DAYS[1], ""),
        (PERSON, date(2025, 2, 9), "other_day"),
        (PERSON, date(2025, 2, 6), "other_day"),
        (None, DAYS[0], "unknown"),
        (replace(PERSON, stop_id=11), DAYS[0], "other_stop"),
        (replace(PERSON, is_withdrawn=True), DAYS[0], "withdrawn"),
    ],
)
def test_turn_away_names_what_speaks_against_it(
    person: Known | None, today: date, reason: str
) -> None:
    assert rules.turn_away(person, STOP, today) == reason


@pytest.mark.parametrize("status", ["cancelled", "moved"])
def test_turn_away_says_that_the_stop_is_not_held(status: str) -> None:
    off = STOP._replace(status=status)

    assert rules.turn_away(PERSON, off, DAYS[0]) == status
    assert rules.turn_away(replace(PERSON, is_withdrawn=True), off, DAYS[0]) == status
    assert rules.turn_away(replace(PERSON, stop_id=11), off, DAYS[0]) == "other_stop"


def test_judge_welcomes_the_arrival_that_stands_and_looks_twice_at_another() -> None:
    standing = Before("one", datetime(2025, 2, 7, 8, tzinfo=UTC), "1")

    assert rules.judge(PERSON, "one", standing).kind == "go"
    assert rules.judge(PERSON, "two", standing) == rules.Verdict(
        "check", "already", PERSON, before=standing, arrival_id="one"
    )
