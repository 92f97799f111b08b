"""Paragraphs, labels and rules of the summary, as blocks of known height."""

from collections.abc import Sequence
from unicodedata import bidirectional

from caravan.press.arabic import Style
from caravan.press.axis import Axis, wrap
from caravan.press.sheet import LINE, NAVY
from caravan.press.styles import BODY, HEADING, LABEL, NOTE
from caravan.press.summary.flow import TOP, Block

SIDE = 38.0
TEXT = 44.0
FULL = 166.0
COLUMN = FULL - TEXT
LINES_TOGETHER = 8
LATIN = 0.86
"""Share of the line height that is enough where no Arabic letter reaches up or down."""


def space(height: float) -> Block:
    """White of so many mm."""
    return Block(height, _nothing)


def _nothing(_axis: Axis, _top: float) -> None:
    """White needs no drawing."""


def rule(*, strong: bool = False, below: float = 6.0) -> Block:
    """A line over the whole width, with white below it."""
    color, width = (NAVY, 0.5) if strong else (LINE, 0.25)
    return Block(below, lambda axis, top: axis.across(0, FULL, top, color, width))


def parting(below: float) -> Block:
    """A hairline over the text column between two things; none at the head of a page."""

    def draw(axis: Axis, top: float) -> None:
        if top > TOP:
            axis.across(TEXT, COLUMN, top, LINE, 0.25)

    return Block(below, draw)


def lines(text: str, style: Style, along: float, width: float, leading: float) -> tuple[Block, ...]:
    """A text wrapped to `width` mm, in blocks of a few lines; `leading` in mm. Nothing is cut."""
    wrapped = wrap(text, style, width)
    joined = " ".join(wrapped)

    def block(some: Sequence[str]) -> Block:
        def draw(axis: Axis, top: float) -> None:
            for index, line in enumerate(some):
                axis.text(
                    line, along, top + (index + 0.72) * leading, style, base=axis.base(joined)
                )

        return Block(len(some) * leading, draw)

    return tuple(
        block(wrapped[at : at + LINES_TOGETHER]) for at in range(0, len(wrapped), LINES_TOGETHER)
    )


def body(text: str, leading: float = 7.4) -> tuple[Block, ...]:
    """A paragraph to be read, in the text column; `leading` in mm is that of Arabic."""
    is_arabic = any(bidirectional(letter) == "AL" for letter in text)
    return lines(text, BODY, TEXT, COLUMN, leading if is_arabic else leading * LATIN)


def heading(title: str) -> Block:
    """A title within a page, at the reading edge."""
    return Block(9, lambda axis, top: _heading(axis, title, top))


def _heading(axis: Axis, title: str, top: float) -> None:
    axis.text(title, 0, top + 5, HEADING, fit=FULL)


def side(label: str, note: str = "") -> Block:
    """A label in the side column, with a small note under it."""
    rows = [(line, LABEL, 5.3) for line in wrap(label, LABEL, SIDE - 2)]
    rows += [(line, NOTE, 4.8) for line in wrap(note, NOTE, SIDE - 2)] if note else []

    def draw(axis: Axis, top: float) -> None:
        for text, style, leading in rows:
            top += leading
            axis.text(text, 0, top - 1.2, style)

    return Block(sum(leading for _, _, leading in rows), draw)
