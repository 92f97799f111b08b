"""Names fitted in boxes by their ink: the largest letters that keep every dot and tail inside."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import inf

from caravan.press.breaking import even_lines, unbreakable
from caravan.press.line import Line, clean, compose

NO_INK = (0.0, 0.0, 0.0, 0.0)
CLEARLY_LARGER = 1.03  # what one more line must win
WORTH_PARTING = 1.15  # what parting a compound name must win


@dataclass(frozen=True)
class Block:
    """Lines that fit a box: their size and the drop from the box's top to each base line."""

    size: float
    lines: tuple[str, ...]
    drops: tuple[float, ...]


@dataclass(frozen=True)
class Box:
    """The room for a block and how it is filled: points for lengths, letter sizes for steps.

    Lines step by ``leading``; with a ``gap`` by as much more as keeps that white between the ink of
    two lines. Fewer lines that reach ``enough`` points are kept, though more would be larger.
    """

    width: float
    height: float
    largest: float
    least: float
    max_lines: int = 3
    leading: float = 1.0
    gap: float | None = None
    enough: float = inf


@lru_cache(maxsize=10_000)
def fit_block(text: str, family: str, weight: int, base: str, box: Box) -> Block:
    """The largest block of ``text`` that keeps its ink in ``box``, centred in height.

    Words are never broken and nothing is clipped. Where the box's lines would need letters under
    its ``least`` size, more lines are tried, then compound names are parted; only then does the
    size fall below.
    """
    text = clean(text)
    if not text:
        return Block(box.largest, (), ())
    whole, parted = unbreakable(text), text.split(" ")
    fitter = _Fitter(family, weight, base, box)
    best = fitter.best(whole, box.max_lines)
    if best.size < box.least:
        best = max(best, fitter.best(whole, len(whole)), key=_size)
    if best.size < box.least:
        other = fitter.best(parted, len(parted))
        best = other if other.size > best.size * WORTH_PARTING else best
    return best


def _size(block: Block) -> float:
    return block.size


@dataclass(frozen=True)
class _Fitter:
    family: str
    weight: int
    base: str
    box: Box

    def _line(self, text: str) -> Line:
        return compose(text, self.family, self.weight, self.base)

    def best(self, units: list[str], most: int) -> Block:
        widths = [self._line(unit).advance for unit in units]
        space = space_width(self.family, self.weight)
        best = self._block([" ".join(units)])
        for count in range(2, min(most, len(units)) + 1):
            if best.size >= min(self.box.enough, self.box.largest):
                break
            cuts = even_lines(widths, space, count)
            block = self._block([" ".join(units[start:end]) for start, end in cuts])
            if block.size > best.size * CLEARLY_LARGER:
                best = block
        return best

    def _block(self, lines: list[str]) -> Block:
        box = self.box
        inks = [self._line(line).ink or NO_INK for line in lines]
        step = box.leading * 1000
        if box.gap is not None:
            white = box.gap * 1000
            step = max([step, *(white - upper[1] + lower[3] for upper, lower in pairwise(inks))])
        tall = inks[0][3] - inks[-1][1] + step * (len(lines) - 1)
        wide = max(ink[2] - ink[0] for ink in inks)
        per_point = [box.largest]
        per_point += [box.width * 1000 / wide] if wide else []
        per_point += [box.height * 1000 / tall] if tall else []
        size = min(per_point)
        first = (box.height - tall * size / 1000) / 2 + inks[0][3] * size / 1000
        drops = tuple(first + step * size / 1000 * at for at in range(len(lines)))
        return Block(size, tuple(lines), drops)


@lru_cache(maxsize=32)
def space_width(family: str, weight: int) -> float:
    """The room of one space between words, in thousandths of the letter size."""
    return compose("a a", family, weight, "ltr").advance - 2 * (
        compose("a", family, weight, "ltr").advance
    )
