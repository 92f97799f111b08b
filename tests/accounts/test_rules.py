"""Roles, passwords and codes, decided over plain values."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from caravan.accounts import rules

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEH"
NOW = datetime(2026, 11, 22, 9, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("roles", "right", "stop", "allowed"),
    [
        ([("gate", "oujda-2025")], "checkin", "oujda-2025", True),
        ([("gate", "oujda-2025")], "checkin", "fes-2025", False),
        ([("gate", "oujda-2025")], "people", "oujda-2025", False),
        ([("gate", "oujda-2025")], "checkin", None, True),
        ([("organiser", None)], "summary", "fes-2025", True),
        ([("feedback", None)], "moderate", "fes-2025", False),
        ([("moderator", None)], "answer", "fes-2025", True),
        ([("moderator", None)], "summary", "fes-2025", False),
        ([("nobody", None)], "see", None, False),
        ([], "see", None, False),
    ],
)
def test_may_follows_role_and_stop(
    roles: list[tuple[str, str | None]], right: str, stop: str | None, allowed: bool
) -> None:
    assert rules.may(roles, right, stop) == allowed


def test_stops_with_names_only_the_stops_of_the_right() -> None:
    roles = [("gate", "oujda-2025"), ("moderator", "fes-2025")]

    assert rules.stops_with(roles, "checkin") == {"oujda-2025"}
    assert rules.stops_with([*roles, ("organiser", None)], "checkin") is None


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaa", "password123456", "organiser2026", "x" * 201]
)
def test_password_is_refused_when_easy_to_guess(password: str) -> None:
    with pytest.raises(rules.WeakPassword):
        rules.check_password(password, "organiser@example.org")


def test_password_is_taken_when_long_and_unusual() -> None:
    rules.check_password("sable horloge tambour olive", "organiser@example.org")


@pytest.mark.parametrize("late", [-30, 0, 30])
def test_code_is_taken_one_step_around(late: int) -> None:
    code = pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=late))

    assert rules.step_of(code, SECRET, NOW, 0) == int(NOW.timestamp() + late) // 30


def test_code_is_refused_when_used_before() -> None:
    code = pyotp.TOTP(SECRET).at(NOW)
    used = rules.step_of(code, SECRET, NOW, 0)

    with pytest.raises(rules.WrongSignIn):
        rules.step_of(code, SECRET, NOW, used)


@pytest.mark.parametrize(
    ("age", "idle", "is_open"),
    [
        (timedelta(hours=1), timedelta(minutes=5), True),
        (timedelta(hours=8), timedelta(minutes=5), False),
        (timedelta(hours=1), timedelta(hours=1), False),
    ],
)
def test_session_is_open_within_its_bounds(age: timedelta, idle: timedelta, is_open: bool) -> None:
    assert rules.is_open(NOW - age, NOW - idle, NOW) == is_open
