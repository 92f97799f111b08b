"""The order of mixed lines, held against python-bidi's own answer."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.press.bidi import base_level, levels, visual_runs

LETTERS = ["محمد", "وجدة", "ء", "ab", "É", "\u064e", "\u0301"]
DIGITS = ["٣", "٥٫٢", "12", "7"]
SIGNS = list("()[]{}«»-+/,.:%٪$!؟،&<")
PARTS = st.sampled_from([*LETTERS, *DIGITS, *SIGNS, " ", "  "])
MIXED = st.lists(PARTS, max_size=14).map("".join)


def shown(text: str, base: int) -> str:
    """The characters as they stand on paper; brackets are turned later, by the shaper."""
    runs = ((text[start:end], level) for start, end, level in visual_runs(text, base))
    return "".join(run[::-1] if level % 2 else run for run, level in runs)


@settings(max_examples=1500, deadline=None)
@given(MIXED, st.sampled_from([0, 1]))
def test_order_equals_python_bidi(text: str, base: int) -> None:
    assert shown(text, base) == get_display(text, base_dir="RL"[1 - base])


@given(MIXED)
def test_order_keeps_every_character(text: str) -> None:
    runs = sorted(visual_runs(text, 1))
    assert "".join(text[start:end] for start, end, _ in runs) == text


def test_digits_go_with_the_latin_name_before_them() -> None:
    assert shown("محمد BENNANI (12)", 1) == "BENNANI (12) دمحم"


def test_number_is_not_turned_when_a_percent_sign_follows() -> None:
    assert shown("نسبة ٨٧٫٥٪", 1) == "٪٨٧٫٥ ةبسن"


def test_date_reads_from_the_right_when_it_has_two_days() -> None:
    assert shown("7 و8 فبراير 2025", 1) == "2025 رياربف 8و 7"


@pytest.mark.parametrize(
    ("text", "base"), [("Oujda وجدة", 0), ("12 وجدة", 1), ("12", 0), ("", 0), ("(é", 0)]
)
def test_base_follows_the_first_letter(text: str, base: int) -> None:
    assert base_level(text) == base


def test_joiner_takes_the_level_before_it() -> None:
    assert levels("ا\u200cب", 0) == [1, 1, 1]
