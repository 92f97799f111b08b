"""Codes that people hold: made, typed back, mistyped, scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.kernel import codes


def test_entry_code_is_read_back_when_typed_as_people_type() -> None:
    code = codes.new_entry_code()

    assert codes.read_entry_code(f" {code[:4].lower()} - {code[4:]} ") == code


def test_entry_code_is_refused_when_one_sign_is_wrong() -> None:
    code = codes.new_entry_code()
    for place in range(8):
        for sign in codes.ALPHABET.replace(code[place], ""):
            assert codes.read_entry_code(code[:place] + sign + code[place + 1 :]) is None


def test_follow_code_is_refused_when_one_digit_is_wrong() -> None:
    code = codes.new_follow_code()
    for place in range(10):
        wrong = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        assert codes.read_follow_code(wrong) is None


def test_follow_code_is_read_back_with_arabic_digits_and_gaps() -> None:
    code = codes.new_follow_code()
    arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert codes.read_follow_code(f"{arabic[:3]} {arabic[3:]}") == code


@pytest.mark.parametrize("key", ["oujda-2025", "fes_2027"])
def test_payload_carries_stop_and_code(key: str) -> None:
    code = codes.new_entry_code()

    assert codes.read_payload(codes.entry_payload(key, code)) == (key, code)


@given(st.text())
def test_payload_of_any_text_is_none_or_a_code(text: str) -> None:
    assert codes.read_payload(text) is None


def test_ticket_codes_are_long_and_differ() -> None:
    made = {codes.new_ticket_code() for _ in range(1000)}

    assert len(made) == 1000
    assert {len(code) for code in made} == {26}


@pytest.mark.parametrize(
    ("code", "shown"), [("7KQ4M2XP", "7KQ4-M2XP"), ("4821093754", "482 109 3754")]
)
def test_grouped_parts_a_code(code: str, shown: str) -> None:
    assert codes.grouped(code) == shown
