"""Text on paper: what is measured, broken and drawn, and what a reader finds again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.press.arabic import Style, draw, fit, ink_box, width, wrap
from caravan.press.breaking import even_lines, unbreakable
from caravan.press.line import clean, compose
from caravan.press.sheet import A5, Document, open_document
from tests.press import papers

MADE_AT = datetime(2025, 2, 7, 8, 0, tzinfo=UTC)
BIG = Style(size=30)
MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"]
MONTHS += ["يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"]


def page() -> Document:
    return open_document("ورقة", "القافلة", "ar", A5, MADE_AT)


def printed(text: str, style: Style = BIG, base: str = "rtl") -> bytes:
    """A page with one line, drawn from the middle."""
    document = page()
    draw(document.canvas, 210, 300, text, style, base, "middle")
    document.show_page()
    return document.bytes()


@pytest.mark.parametrize("family", ["plex", "amiri"])
@pytest.mark.parametrize(
    "text",
    [
        "عبد الرحمان الفاسي الفهري",
        "لا إله إلا الله",
        "Béni Mellal, œuvres sociales",
        "AVATAR To Wafa",
        "7 و8 فبراير 2025",
        *MONTHS,
    ],
)
def test_words_are_found_again_in_reading_order(text: str, family: str) -> None:
    assert papers.lines(printed(text, Style(family, size=30), "auto")) == [text]


def test_vowel_marks_are_found_again() -> None:
    found = papers.lines(printed("مُحَمَّدٌ رَسُولٌ"))[0].replace("\u200b", "")
    assert normalize("NFC", found) == normalize("NFC", "مُحَمَّدٌ رَسُولٌ")


def test_controls_of_direction_are_taken_out() -> None:
    assert clean("علي\u202e نبهان\u2066\u2069 ") == "علي نبهان"


def test_old_letter_forms_become_letters() -> None:
    assert clean("\ufee3\ufea4\ufee4\ufeaa") == "محمد"


def test_lines_and_tabs_become_single_spaces() -> None:
    assert clean(" وجدة\r\n\t الناظور ") == "وجدة الناظور"


def test_no_break_space_is_kept_when_french_needs_it() -> None:
    assert clean("Où\u202f?") == "Où\u00a0?"


def test_letters_of_no_font_are_left_out() -> None:
    assert width("李雷", BIG) == 0
    assert width("سعيد 李", BIG) == width("سعيد", BIG)


def test_letters_join_when_written() -> None:
    assert width("سسس", BIG) < 3 * width("س", BIG)


@pytest.mark.parametrize(
    ("base", "anchor", "left"),
    [("rtl", "start", False), ("rtl", "end", True), ("ltr", "start", True), ("ltr", "end", False)],
)
def test_line_stands_on_the_side_of_its_anchor(base: str, anchor: str, left: bool) -> None:
    document = page()
    draw(document.canvas, 210, 300, "وجدة", BIG, base, anchor)
    document.show_page()
    image = papers.picture(document.bytes())
    assert papers.is_blank(image, 0, 0, 73.5, 210) == left
    assert papers.is_blank(image, 74.5, 0, 73.5, 210) != left


def test_ink_box_holds_all_ink() -> None:
    left, bottom, right, top = ink_box("أيت بلقاسم يچ", BIG)
    document = page()
    draw(document.canvas, 100, 300, "أيت بلقاسم يچ", BIG, "rtl", "end")
    document.show_page()
    image = papers.picture(document.bytes())
    found = image.point(lambda value: 255 * (value < 128)).getbbox()
    point = papers.PER_MM * 25.4 / 72
    expected = (100 + left, A5[1] - 300 - top, 100 + right, A5[1] - 300 - bottom)
    assert found == pytest.approx([value * point for value in expected], abs=2)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("عبد الرحمان الفاسي", ["عبد الرحمان", "الفاسي"]),
        ("نور الدين السقاط", ["نور الدين", "السقاط"]),
        ("فاطمة الزهراء بنعلي", ["فاطمة الزهراء", "بنعلي"]),
        ("محمد بن عبد الله", ["محمد", "بن عبد الله"]),
        ("Leila AIT BELKACEM", ["Leila", "AIT BELKACEM"]),
        ("Ali EL FASSI EL FIHRI", ["Ali", "EL FASSI", "EL FIHRI"]),
    ],
)
def test_compound_names_stay_whole(name: str, parts: list[str]) -> None:
    assert unbreakable(name) == parts


def test_wrap_keeps_lines_in_the_room_when_words_are_short() -> None:
    lines = wrap("متى تنشر لائحة المصحات المتعاقدة بالجهة الشرقية", Style(), 90, "rtl")
    assert max(width(line, Style()) for line in lines) <= 90
    assert " ".join(lines) == "متى تنشر لائحة المصحات المتعاقدة بالجهة الشرقية"


def test_wrap_leaves_no_lone_word_when_even() -> None:
    text = "واحد اثنان ثلاثة أربعة خمسة"
    room = width("واحد اثنان ثلاثة أربعة", Style()) + 1
    assert wrap(text, Style(), room, "rtl") == ["واحد اثنان ثلاثة أربعة", "خمسة"]
    assert wrap(text, Style(), room, "rtl", even=True) == ["واحد اثنان ثلاثة", "أربعة خمسة"]


@given(st.lists(st.floats(1, 50), min_size=1, max_size=9), st.integers(1, 4))
def test_even_lines_use_each_part_once(widths: list[float], count: int) -> None:
    lines = even_lines(widths, 3, count)
    assert [at for start, end in lines for at in range(start, end)] == list(range(len(widths)))
    assert len(lines) == min(count, len(widths))


def test_fit_takes_more_lines_when_they_allow_larger_letters() -> None:
    size, lines = fit("عبد الرحمان الفاسي الفهري", 700, 197, 78, 50, 20, 3, 1.0)
    assert lines == ["عبد الرحمان", "الفاسي الفهري"]
    assert size > fit("عبد الرحمان الفاسي الفهري", 700, 197, 78, 50, 10, 1, 1.0)[0]


def test_fit_falls_below_the_least_size_rather_than_clip() -> None:
    size, lines = fit("عبدالمستعصمبالله" * 3, 700, 100, 40, 30, 20, 2, 1.0)
    assert len(lines) == 1
    assert size < 20


def test_fit_has_no_lines_when_the_name_is_empty() -> None:
    assert fit(" ", 700, 100, 40, 30, 20, 2, 1.0) == (30, [])


def test_fonts_are_in_the_file() -> None:
    for font in papers.fonts(printed("وجدة Oujda")):
        assert font["/Subtype"] == "/Type0"
        assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_same_drawing_gives_the_same_bytes_when_others_came_between() -> None:
    first = printed("وجدة والناظور")
    printed("كلام آخر لم يطبع من قبل")
    assert printed("وجدة والناظور") == first


def test_documents_of_many_threads_do_not_touch() -> None:
    texts = [f"شارة رقم {number} لمحطة وجدة" for number in range(12)]
    alone = [printed(text) for text in texts]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(printed, texts)) == alone


def test_clock_of_the_file_is_the_one_passed_in() -> None:
    document = page()
    document.show_page()
    assert b"(D:20250207080000+00'00')" in document.bytes()


def test_full_stop_after_figures_is_the_latin_one_in_a_latin_line() -> None:
    dots = {
        word: compose(word, "amiri", 400, "ltr").pieces[-1].words[-1][2].tokens[-1]
        for word in ("6.", "six.")
    }
    assert dots["6."] == dots["six."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("نسبة 2.5 % على", ["نسبة", "2.5 %", "على"]),
        ("Et « nous » ? Oui !", ["Et", "« nous » ?", "Oui !"]),
        ("% seul", ["%", "seul"]),
    ],
)
def test_signs_that_stand_apart_begin_no_line(text: str, parts: list[str]) -> None:
    assert unbreakable(text) == parts
