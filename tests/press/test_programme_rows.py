"""Rows of a programme: as high as their highest column, parted without losing a line."""

from caravan.press.arabic import Style
from caravan.press.programme.rows import Column, Row, TextLine, lines_of

TITLE = Style("plex", 600, 11)


def lines(*texts: str) -> tuple[TextLine, ...]:
    return tuple(TextLine(text, TITLE, 5) for text in texts)


def texts(row: Row) -> list[list[str]]:
    return [[line.text for line in column.lines] for column in row.columns]


def test_row_is_as_high_as_its_lowest_line_and_its_white() -> None:
    row = Row((Column(0, lines("a")), Column(9, lines("b"), drop=12)), above=1, below=2)
    assert row.height == 20


def test_row_is_parted_at_one_level_in_every_column() -> None:
    row = Row((Column(0, lines("a", "b")), Column(9, lines("1", "2", "3"))), above=1, below=2)
    upper, lower = row.parted(12)
    assert (texts(upper), texts(lower)) == ([["a", "b"], ["1", "2"]], [["3"]])
    assert (upper.height, lower.height) == (11, 8)


def test_lower_column_goes_to_the_next_page_and_moves_up() -> None:
    row = Row((Column(0, lines("a", "b")), Column(9, lines("1"), drop=10)))
    upper, lower = row.parted(8)
    assert (texts(upper), texts(lower)) == ([["a"]], [["b"], ["1"]])
    assert [column.drop for column in lower.columns] == [0, 2]


def test_first_line_is_kept_when_there_is_no_room_for_it() -> None:
    upper, lower = Row((Column(0, lines("a", "b")),)).parted(1)
    assert (texts(upper), texts(lower)) == ([["a"]], [["b"]])


def test_empty_text_has_no_line() -> None:
    assert lines_of("", TITLE, 50, 5) == ()


def test_french_colon_stays_with_the_word_before_it() -> None:
    found = lines_of("Santé, éducation, loisirs : questions en direct", TITLE, 62, 5)
    assert [line.text for line in found] == ["Santé, éducation, loisirs :", "questions en direct"]
