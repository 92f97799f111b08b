"""Where a line of names or prose may break, and how lines are made even."""

from functools import cache
from itertools import accumulate
from math import inf

# fmt: off
HOLDS_NEXT = frozenset((
    "عبد", "أبو", "ابو", "أم", "بن", "ابن", "بنت", "ولد", "أيت", "ايت", "آيت",
    "سيدي", "مولاي", "لالة",
    "abd", "bou", "ben", "ould", "ait", "aït", "el", "al", "de", "le", "la",
    "sidi", "moulay", "lalla",
))
HOLDS_PREVIOUS = frozenset((
    "الدين", "الله", "الزهراء", "الإله", "eddine", "zahra", "zohra", "allah",
))
# fmt: on
SIGNS = frozenset("%?!:;»؟،؛")
"""They never begin a line: French sets a space before them, and people type a plain one."""

Span = tuple[int, int]  # first word, one past the last


def unbreakable(text: str) -> list[str]:
    """The parts that a line may not part: عبد الرحمان, نور الدين, AIT BELKACEM, 5 %."""
    parts: list[str] = []
    held = False
    for word in text.split(" "):
        folded = word.casefold()
        if parts and (held or folded in HOLDS_PREVIOUS or word in SIGNS):
            parts[-1] += " " + word
        else:
            parts.append(word)
        held = folded in HOLDS_NEXT or word == "«"
    return parts


def filled_lines(widths: list[float], space: float, room: float) -> list[Span]:
    """Lines filled one after another with as many parts as go in ``room``."""
    lines: list[Span] = []
    start, length = 0, 0.0
    for at, width in enumerate(widths):
        if at > start and length + space + width > room:
            lines.append((start, at))
            start, length = at, 0.0
        length += width + (space if at > start else 0.0)
    return [*lines, (start, len(widths))] if widths else []


def even_lines(widths: list[float], space: float, count: int) -> list[Span]:
    """The parts in exactly ``count`` lines (at most one a part), the widest as short as can be."""
    ends = [0.0, *accumulate(width + space for width in widths)]

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[Span, ...]]:
        if left == 1:
            return ends[-1] - ends[start], ((start, len(widths)),)
        found: tuple[float, tuple[Span, ...]] = (inf, ())
        for end in range(start + 1, len(widths) - left + 2):
            length = ends[end] - ends[start]
            if length >= found[0]:
                break
            widest, rest = best(end, left - 1)
            found = min(found, (max(widest, length), ((start, end), *rest)))
        return found

    return list(best(0, min(count, len(widths)))[1]) if widths else []
