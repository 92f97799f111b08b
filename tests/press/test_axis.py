"""Lines along the axis of reading: where they break, and which way they run."""

import pytest

from caravan.press.axis import Axis, fitted, length, wrap
from caravan.press.canvas import PressCanvas
from caravan.press.sheet import A4
from caravan.press.styles import BODY, CELL
from tests.press.samples import MADE_AT


def axis(*, rtl: bool) -> Axis:
    return Axis(PressCanvas(A4, "ar", MADE_AT), 297, 186 if rtl else 24, rtl=rtl)


def test_number_stays_with_the_word_it_counts_when_a_line_breaks() -> None:
    assert wrap("لم يتعد الانتظار 6 دقائق", CELL, 30) == ["لم يتعد الانتظار", "6 دقائق"]


def test_numbered_words_are_not_chained_together() -> None:
    words = [f"mot{at}" for at in range(40)]
    assert " ".join(wrap(" ".join(words), CELL, 60)).split() == words


def test_few_lines_are_made_even_without_a_lone_last_word() -> None:
    assert [len(line.split()) for line in wrap("mot mot mot mot mot", CELL, 38)] == [3, 2]


def test_word_longer_than_the_line_is_cut_and_none_of_it_lost() -> None:
    word = "caravane" * 12
    lines = wrap(word, BODY, 50)
    assert "".join(lines) == word
    assert max(length(line, BODY) for line in lines) <= 50


def test_long_line_is_set_smaller_when_it_must_fit() -> None:
    assert length("caravane", fitted("caravane", CELL, 10)) == pytest.approx(10)
    assert fitted("caravane", CELL, 100) == CELL


@pytest.mark.parametrize(
    ("rtl", "text", "base"),
    [
        (True, "CNSS: متى؟", "rtl"),
        (True, "Oujda 2025", "ltr"),
        (False, "Oujda وجدة", "ltr"),
        (False, "وجدة Oujda", "rtl"),
        (True, "12:30", "ltr"),
    ],
)
def test_text_runs_as_its_letters_ask_on_each_page(*, rtl: bool, text: str, base: str) -> None:
    assert axis(rtl=rtl).base(text) == base


def test_reading_edge_is_on_the_right_in_arabic_and_on_the_left_in_french() -> None:
    corners = [axis(rtl=rtl).corners(10, 0, (20, 5))[0] for rtl in (True, False)]
    assert corners == [pytest.approx((186 - 30) / 25.4 * 72), pytest.approx(34 / 25.4 * 72)]
