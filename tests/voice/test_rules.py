"""When one may speak, what is kept of the time, what a session is about."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

import pytest

from caravan.kernel.refusal import Refusal
from caravan.voice import rules


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ("coming", rules.NotOpenYet),
        ("past", rules.StopIsOver),
        ("cancelled", rules.StopIsOff),
        ("moved", rules.StopIsOff),
    ],
)
def test_speaking_is_refused_outside_the_stop(state: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        rules.check_open(state)


@pytest.mark.parametrize(
    ("instant", "kept"),
    [
        (datetime(2025, 2, 7, 10, 59, 59, tzinfo=UTC), (date(2025, 2, 7), "am")),
        (datetime(2025, 2, 7, 11, 0, tzinfo=UTC), (date(2025, 2, 7), "pm")),
        (datetime(2025, 2, 7, 23, 30, tzinfo=UTC), (date(2025, 2, 8), "am")),
    ],
)
def test_half_day_is_the_moroccan_one(instant: datetime, kept: tuple[date, str]) -> None:
    assert rules.half_day(instant) == kept


@pytest.mark.parametrize(
    ("body", "page", "language"),
    [
        ("متى؟", "fr", "ar"),
        ("Quand ?", "fr", "fr"),
        ("Quand ?", "ar", "fr"),
        ("When?", "en", "en"),
    ],
)
def test_language_is_told_by_the_script_first(body: str, page: str, language: str) -> None:
    assert rules.language_of(body, page) == language


def test_a_no_without_a_reason_is_refused() -> None:
    with pytest.raises(rules.ReasonMissing):
        rules.check_rejection("  ")
    with pytest.raises(rules.WhyMissing):
        rules.check_reason(rules.DECLINED, "  ")


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        ("approved", rules.AlreadyApproved),
        ("rejected", rules.AlreadyRejected),
        ("answered", rules.AlreadyAnswered),
        ("received", rules.AlreadyDecided),
    ],
)
def test_what_was_decided_first_is_said(state: str, refusal: type[Refusal]) -> None:
    assert type(rules.already(state, "تكرار")) is refusal


def test_rejection_by_a_colleague_tells_the_reason() -> None:
    assert "تكرار" in str(rules.already("rejected", "تكرار"))


@dataclass(frozen=True)
class Line:
    """A session of an agenda, 11:00 to 12:30 on a Friday unless said otherwise."""

    day: date = date(2025, 2, 7)
    starts: time = time(11)
    ends: time = time(12, 30)
    kind: str = "plenary"
    services: list[str] = field(default_factory=list)


SAID = rules.Speech(date(2025, 2, 7), "am", "housing")
MEANT = {
    "its service": (Line(services=["housing"]), True),
    "its service, on another day": (Line(day=date(2025, 2, 8), services=["housing"]), True),
    "another service": (Line(services=["health"]), False),
    "no service": (Line(), True),
    "no service, on another day": (Line(day=date(2025, 2, 8)), False),
    "no service, after noon": (Line(starts=time(12)), False),
    "no service, until noon": (Line(ends=time(12)), True),
    "a pause": (Line(kind="pause"), False),
    "set-up": (Line(kind="setup"), False),
}


@pytest.mark.parametrize(("line", "is_meant"), MEANT.values(), ids=MEANT)
def test_session_is_spoken_about_when_something_said_may_mean_it(
    line: Line, is_meant: bool
) -> None:
    assert rules.is_spoken_about(line, [SAID]) == is_meant


def test_session_is_not_spoken_about_when_nothing_was_said() -> None:
    assert not rules.is_spoken_about(Line(services=["housing"]), [])
