"""The shapes of letters: HarfBuzz turns a word into glyphs that a PDF can show and give back.

All lengths are thousandths of the letter size, y upwards from the base line. Every glyph bears one
character of the word, so that text taken out of the file reads as it was written. Marks that sit
higher or lower than the base line are kept aside to be drawn as outlines: as text they would break
words when the file is searched.
"""

import re
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import uharfbuzz as hb

Box = tuple[float, float, float, float]  # left, bottom, right, top of what is really inked
Point = tuple[float, float]

REPLACEMENT = "\ufffd"
LEAST_SHIFT = 0.5  # thousandths; smaller shifts are carried on to the next glyph


class Glyph(NamedTuple):
    """A glyph of a font, the character it bears (or none) and the room it takes."""

    number: int
    text: str
    width: float


class Raised(NamedTuple):
    """A mark off the base line, drawn as an outline."""

    number: int
    x: int
    y: int


class Shape(NamedTuple):
    """A word ready to write: glyphs and shifts from left to right, its length, marks, ink."""

    tokens: tuple[Glyph | int, ...]
    advance: float
    raised: tuple[Raised, ...]
    ink: Box | None


class Font:
    """One font file: what it covers, how its words are shaped, its outlines."""

    def __init__(self, data: bytes) -> None:
        self.face = hb.Face(hb.Blob(data))
        self.hb_font = hb.Font(self.face)
        self.scale = 1000 / self.face.upem
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = round(extents.ascender * self.scale)
        self.descent = round(extents.descender * self.scale)
        self.characters = frozenset(map(chr, self.face.unicodes))
        self.blank: int = self.hb_font.get_nominal_glyph(ord(" "))
        found = self.face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
        self.name = re.sub(r"[^A-Za-z0-9-]", "", found)
        self.lock = Lock()

    def shape(self, word: str, rtl: bool) -> Shape:
        """``word`` (one direction, one script, all covered) shaped; kept for the next time."""
        return _shaped(self, word, rtl)

    def outline(self, number: int) -> str:
        """The outline of a glyph as filled PDF path operators."""
        return _outlined(self, number)


@lru_cache(maxsize=30_000)
def _shaped(font: Font, word: str, rtl: bool) -> Shape:
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.guess_segment_properties()
    if not rtl and buffer.script is None:  # figures alone: without it Amiri sets the Arabic dot
        buffer.script = "Latn"
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.language = "ar" if buffer.script == "Arab" else "fr"  # not that of the machine
    with font.lock:
        hb.shape(font.hb_font, buffer)
        return _Setter(font, word, rtl).set(buffer.glyph_infos, buffer.glyph_positions)


class _Setter:
    """Walks the glyphs of one word from left to right."""

    def __init__(self, font: Font, word: str, rtl: bool) -> None:
        self.font, self.word, self.rtl = font, word, rtl
        self.tokens: list[Glyph | int] = []
        self.raised: list[Raised] = []
        self.boxes: list[Box] = []
        self.pen = 0.0
        self.owed = 0.0  # shift between where the PDF's pen is and where it should be

    def set(self, infos: list[hb.GlyphInfo], places: list[hb.GlyphPosition]) -> Shape:
        texts = self._texts(infos, places)
        scale = self.font.scale
        follows = [*places[1:], None]
        for info, place, after, text in zip(infos, places, follows, texts, strict=True):
            x, y, step = (v * scale for v in (place.x_offset, place.y_offset, place.x_advance))
            self._add_ink(info.codepoint, self.pen + x, y)
            if y:
                self._set_raised(info.codepoint, text, x, y, step)
            else:
                next_x = after.x_offset * scale if after and step and after.x_advance else 0.0
                self._set_plain(info.codepoint, text, x, step, next_x)
            self.pen += step
        self._pay()
        return Shape(tuple(self.tokens), self.pen, tuple(self.raised), union(self.boxes))

    def _texts(self, infos: list[hb.GlyphInfo], places: list[hb.GlyphPosition]) -> list[str]:
        """The characters each glyph bears: those of a cluster go to its widest glyph."""
        starts = sorted({info.cluster for info in infos})
        ends = dict(zip(starts, [*starts[1:], len(self.word)], strict=True))
        widest: dict[int, int] = {}
        for at, info in enumerate(infos):
            best = widest.setdefault(info.cluster, at)
            if places[at].x_advance > places[best].x_advance:
                widest[info.cluster] = at
        texts = [""] * len(infos)
        for cluster, at in widest.items():
            text = self.word[cluster : ends[cluster]]
            texts[at] = text[::-1] if self.rtl else text  # readers turn such runs round again
        return texts

    def _set_raised(self, number: int, text: str, x: float, y: float, step: float) -> None:
        self.raised.append(Raised(number, round(self.pen + x), round(y)))
        self.tokens += [Glyph(self.font.blank, character, 0.0) for character in text]
        self.owed += step

    def _set_plain(self, number: int, text: str, x: float, step: float, next_x: float) -> None:
        """The kerned step is the glyph's own width: a gap made by a shift would read as a space."""
        self.owed += x
        self._pay()
        width = max(round(step - x + next_x, 1), 0.0)
        parts = max(len(text), 1)
        self.tokens.append(Glyph(number, text[:1], width / parts))
        self.tokens += [Glyph(self.font.blank, other, width / parts) for other in text[1:]]
        self.owed += step - width - x

    def _pay(self) -> None:
        if abs(self.owed) >= LEAST_SHIFT:
            shift = round(self.owed)
            self.tokens.append(-shift)
            self.owed -= shift

    def _add_ink(self, number: int, x: float, y: float) -> None:
        extents = self.font.hb_font.get_glyph_extents(number)
        if extents is None or not extents.height:
            return
        scale = self.font.scale
        left, top = x + extents.x_bearing * scale, y + extents.y_bearing * scale
        right, bottom = left + extents.width * scale, top + extents.height * scale
        self.boxes.append((left, bottom, right, top))


def union(boxes: list[Box]) -> Box | None:
    """The smallest box around ``boxes``; None around nothing."""
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


@lru_cache(maxsize=4_000)
def _outlined(font: Font, number: int) -> str:
    pen = _PathPen(font.scale)
    with font.lock:
        font.hb_font.draw_glyph_with_pen(number, pen)
    return " ".join([*pen.operators, "f"])


class _PathPen:
    """Takes the strokes of an outline from HarfBuzz and writes them as PDF operators."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.operators: list[str] = []
        self.at: Point = (0.0, 0.0)

    def _add(self, operator: str, *points: Point) -> None:
        numbers = [str(round(value * self.scale)) for point in points for value in point]
        self.operators.append(" ".join([*numbers, operator]))
        self.at = points[-1]

    def moveTo(self, point: Point) -> None:
        self._add("m", point)

    def lineTo(self, point: Point) -> None:
        self._add("l", point)

    def curveTo(self, first: Point, second: Point, end: Point) -> None:
        self._add("c", first, second, end)

    def qCurveTo(self, control: Point, end: Point) -> None:
        self.curveTo(_two_thirds(self.at, control), _two_thirds(end, control), end)

    def closePath(self) -> None:
        self.operators.append("h")

    def endPath(self) -> None:
        """An outline is always closed: nothing to write."""


def _two_thirds(start: Point, control: Point) -> Point:
    x, y = start
    return x + (control[0] - x) * 2 / 3, y + (control[1] - y) * 2 / 3
