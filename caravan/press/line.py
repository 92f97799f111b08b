"""One line of text, cleaned, put in visual order and shaped; lengths in thousandths of its size."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from caravan.press.bidi import base_level, visual_runs
from caravan.press.fonts import typeface
from caravan.press.glyphs import Box, Font, Shape, union

# Invisible controls of direction could turn a name round on paper; joiners are part of spelling.
CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
MARKS_OF_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F])
JOINERS = "\u200c\u200d"
NO_BREAK_SPACE = "\u00a0"
SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
HARD_SPACES = re.compile("[\u00a0\u2007\u202f]")
OLD_LETTER_FORMS = re.compile("[\ufb50-\ufdcf\ufe70-\ufefc]+")
ONE_WAY_ARABIC = re.compile("[\u0620-\u063a\u0641-\u0652\u0671-\u06d3 ]+")
ONE_WAY_LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ſ ]+")
WORDS = re.compile("[ \u00a0]|[^ \u00a0]+")


class Piece(NamedTuple):
    """A stretch of a line in one font: its words and spaces from left to right."""

    font: Font
    words: tuple[tuple[str, bool, Shape], ...]


class Line(NamedTuple):
    """A whole line: pieces from left to right, its length and its ink (None when blank)."""

    pieces: tuple[Piece, ...]
    advance: float
    ink: Box | None


@lru_cache(maxsize=30_000)
def clean(text: str) -> str:
    """``text`` on one line: single spaces, letters composed, controls of direction taken out."""
    text = HARD_SPACES.sub("\ue000", text.translate(CONTROLS))
    text = SPACES.sub(" ", text).strip().replace("\ue000", NO_BREAK_SPACE)
    text = OLD_LETTER_FORMS.sub(lambda found: normalize("NFKC", found[0]), text)
    return normalize("NFC", text)


def direction(text: str, base: str) -> int:
    """0 or 1 (right to left) for ``base`` "ltr", "rtl" or "auto" (by the first strong letter)."""
    return {"ltr": 0, "rtl": 1}[base] if base != "auto" else base_level(text)


@lru_cache(maxsize=30_000)
def compose(text: str, family: str, weight: int, base: str) -> Line:
    """A cleaned line ready to draw; characters that no font has are left out, never boxes."""
    fonts = typeface(family, weight)
    text = _drawable(text, fonts)
    pieces = []
    for start, end, level in _runs(text, direction(text, base)):
        rtl = level % 2 == 1
        stretches = _by_font(text[start:end].translate(MARKS_OF_DIRECTION), fonts)
        for font, part in reversed(stretches) if rtl else stretches:
            words = WORDS.findall(part)
            ordered = reversed(words) if rtl else words
            pieces.append(Piece(font, tuple((w, rtl, font.shape(w, rtl)) for w in ordered)))
    return _measured(pieces)


def _runs(text: str, base: int) -> list[tuple[int, int, int]]:
    """The visual runs; names of one direction, nearly all of them, need no algorithm."""
    one_way = ONE_WAY_ARABIC if base else ONE_WAY_LATIN
    if one_way.fullmatch(text):
        return [(0, len(text), base)]
    return visual_runs(text, base)


def _drawable(text: str, fonts: tuple[Font, ...]) -> str:
    if fonts[0].characters.issuperset(text):
        return text
    ignorable = {*JOINERS, *map(chr, MARKS_OF_DIRECTION)}
    kept = (c for c in text if c in ignorable or any(c in font.characters for font in fonts))
    return " ".join(filter(None, "".join(kept).split(" ")))


def _by_font(run: str, fonts: tuple[Font, ...]) -> list[tuple[Font, str]]:
    """Stretches in reading order; spaces and joiners stay with what stands before them."""
    if fonts[0].characters.issuperset(run):
        return [(fonts[0], run)] if run else []
    found: list[tuple[Font, str]] = []
    for character in run:
        font = next((f for f in fonts if character in f.characters), fonts[0])
        if found and (font is found[-1][0] or character in JOINERS or character == " "):
            found[-1] = (found[-1][0], found[-1][1] + character)
        else:
            found.append((font, character))
    return found


def _measured(pieces: list[Piece]) -> Line:
    pen = 0.0
    boxes = []
    for _, words in pieces:
        for _, _, shape in words:
            if shape.ink:
                left, bottom, right, top = shape.ink
                boxes.append((pen + left, bottom, pen + right, top))
            pen += shape.advance
    return Line(tuple(pieces), pen, union(boxes))
