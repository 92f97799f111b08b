"""When an offer holds, in which order stands come, what is kept of a name."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from caravan.tour.offers import rules

TODAY = date(2026, 11, 25)
STOPS = {"past": TODAY - timedelta(days=1), "now": TODAY, "coming": TODAY + timedelta(days=60)}


@dataclass
class Offer:
    last_day: date | None = None
    stops: list[str] = field(default_factory=list)


@dataclass
class Stand:
    stand: str | None
    key: str = "x"


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "over"), (0, "soon"), (14, "soon"), (15, "valid"), (None, "valid")],
)
def test_state_follows_from_the_last_day(days: int | None, state: str) -> None:
    last = None if days is None else TODAY + timedelta(days=days)
    assert rules.state_of(Offer(last), TODAY, STOPS) == state


@pytest.mark.parametrize(
    ("stops", "state"),
    [
        (["past"], "over"),
        (["past", "now"], "valid"),
        (["coming"], "valid"),
        (["not-published"], "over"),
    ],
)
def test_offer_made_at_some_stops_is_over_with_the_last_of_them(
    stops: list[str], state: str
) -> None:
    assert rules.state_of(Offer(None, stops), TODAY, STOPS) == state


def test_current_puts_what_ends_first_at_the_head() -> None:
    endless, late, soon, over = (
        Offer(),
        Offer(date(2027, 5, 1)),
        Offer(TODAY),
        Offer(date(2026, 1, 1)),
    )
    assert rules.current([endless, late, over, soon], TODAY, {}) == [soon, late, endless]


@pytest.mark.parametrize(
    ("own", "partner", "last"),
    [
        (None, None, None),
        (TODAY, None, TODAY),
        (None, TODAY, TODAY),
        (STOPS["coming"], TODAY, TODAY),
    ],
)
def test_offer_holds_no_longer_than_its_partner(
    own: date | None, partner: date | None, last: date | None
) -> None:
    assert rules.last_day(own, partner) == last


def test_stands_come_by_number_and_those_without_a_code_last() -> None:
    stands = [Stand(code) for code in ("A-10", None, "B-01", "a-02")]
    assert [one.stand for one in rules.by_stand(stands)] == ["a-02", "A-10", "B-01", None]


@pytest.mark.parametrize(
    ("typed", "is_office", "kept"),
    [
        ("فاطمة الزهراء بنعلي", False, "فاطمة ب."),
        ("Karim El Idrissi", False, "Karim I."),
        ("فاطمة ب.", False, "فاطمة ب."),
        ("مصلحة القروض", True, "مصلحة القروض"),
    ],
)
def test_of_a_person_first_name_and_initial_are_kept(
    typed: str, is_office: bool, kept: str
) -> None:
    assert rules.represented(typed, is_office=is_office) == kept
