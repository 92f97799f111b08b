"""What a name, a telephone number, a stop's day allow."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.registration import rules


@pytest.mark.parametrize("name", ["فاطمة الزهراء", "O’Brien", "ⵉⴷⵉⵔ", "Ng"])
def test_read_name_takes_letters_of_any_script(name: str) -> None:
    assert rules.read_name(name) == name


@pytest.mark.parametrize("name", [None, "", "12 34", "—", "X"])
def test_read_name_refuses_what_is_no_name(name: str | None) -> None:
    with pytest.raises(rules.NameMissing):
        rules.read_name(name)


def test_read_name_refuses_more_than_a_badge_holds() -> None:
    assert rules.read_name("ن" * 80) == "ن" * 80
    with pytest.raises(rules.NameTooLong):
        rules.read_name("ن" * 81)


def test_read_category_refuses_unknown_ones() -> None:
    assert [rules.read_category(one) for one in rules.CATEGORIES] == list(rules.CATEGORIES)
    with pytest.raises(rules.CategoryMissing):
        rules.read_category("minister")


@pytest.mark.parametrize(("typed", "number"), [(None, 0), ("", 0), ("٣", 3), ("9", 9), ("007", 7)])
def test_read_companions_takes_up_to_nine(typed: str | None, number: int) -> None:
    assert rules.read_companions(typed) == number


@pytest.mark.parametrize("typed", ["10", "-1", "two", "1.5", "0001000", "²"])
def test_read_companions_refuses_other_numbers(typed: str) -> None:
    with pytest.raises(rules.TooManyCompanions):
        rules.read_companions(typed)


def test_read_consent_refuses_silence() -> None:
    with pytest.raises(rules.ConsentMissing):
        rules.read_consent(agreed=False)


@pytest.mark.parametrize(
    ("status", "today", "is_open"),
    [
        ("open", date(2025, 1, 1), True),
        ("open", date(2025, 2, 8), True),
        ("open", date(2025, 2, 9), False),
        ("announced", date(2025, 2, 7), False),
        ("closed", date(2025, 2, 7), False),
        ("cancelled", date(2025, 2, 7), False),
        ("moved", date(2025, 2, 7), False),
    ],
)
def test_registration_is_open_until_the_last_day_ends(
    status: str, today: date, is_open: bool
) -> None:
    stop = SimpleNamespace(last_day=date(2025, 2, 8), status=status)

    assert rules.is_open(stop, today) == is_open


def test_refuse_closed_says_why() -> None:
    with pytest.raises(rules.StopIsOver):
        rules.refuse_closed(SimpleNamespace(last_day=date.min, status="open"), date.max)
    with pytest.raises(rules.StopDoesNotTakePlace):
        rules.refuse_closed(SimpleNamespace(last_day=date.max, status="moved"), date.min)


def test_kept_until_is_ninety_days_after_the_stop() -> None:
    assert rules.kept_until(date(2025, 2, 8)) == date(2025, 5, 9)


def test_once_key_is_one_for_one_person_at_one_browser() -> None:
    keys = {
        rules.once_key("a" * 32, "oujda-2025", name, "serving")
        for name in ("أحمد بناني", "احمد  بناني")
    }
    others = {
        rules.once_key("b" * 32, "oujda-2025", "أحمد بناني", "serving"),
        rules.once_key("a" * 32, "nador-2025", "أحمد بناني", "serving"),
        rules.once_key("a" * 32, "oujda-2025", "سلمى بناني", "serving"),
        rules.once_key("a" * 32, "oujda-2025", "أحمد بناني", "guest"),
    }
    assert (len(keys), len(keys | others)) == (1, 5)


@pytest.mark.parametrize("text", [None, "", "1", "0" * 31, "g" * 32])
def test_is_once_refuses_what_can_be_guessed(text: str | None) -> None:
    assert not rules.is_once(text)
    assert rules.is_once("0123456789abcdef" * 2)


def test_masked_shows_two_digits() -> None:
    assert (rules.masked("+212612345678"), rules.masked(None)) == ("•• 78", "")


@given(st.text(max_size=80), st.text(max_size=80) | st.none())
def test_search_key_fits_its_column(full_name: str, latin_name: str | None) -> None:
    assert len(rules.search_key(full_name, latin_name)) <= rules.SEARCH_KEY_LENGTH
