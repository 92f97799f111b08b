"""The visual order of a line that mixes Arabic, French and digits (Unicode's UAX#9).

Explicit embeddings and isolates never reach this module: ``line.clean`` takes them out of names and
texts, so a line is one sequence at one level. A property test holds the order against python-bidi.
"""

from itertools import pairwise
from unicodedata import bidirectional

STRONG = ("L", "R", "AL")
NEUTRAL = ("B", "S", "WS", "ON")
BRACKETS = {"(": ")", "[": "]", "{": "}", "⁅": "⁆", "⁽": "⁾", "₍": "₎", "⟨": "⟩", "⟪": "⟫"}
OPENED_BY = {close: opening for opening, close in BRACKETS.items()}
MOST_OPEN_BRACKETS = 63  # BD16: a line with more is left to the neutral rules

Run = tuple[int, int, int]  # first character, one past the last, level


def base_level(text: str) -> int:
    """0 for a line that reads left to right, 1 for right to left: by its first strong letter."""
    first = next((kind for kind in map(bidirectional, text) if kind in STRONG), "L")
    return 0 if first == "L" else 1


def levels(text: str, base: int) -> list[int]:
    """The level of every character (even: left to right, odd: right to left), before rule L1."""
    kinds = [bidirectional(character) or "L" for character in text]
    kept = [at for at, kind in enumerate(kinds) if kind != "BN"]
    types = [kinds[at] for at in kept]
    side = "R" if base else "L"
    _resolve_weak(types, side)
    _resolve_brackets(types, [text[at] for at in kept], [kinds[at] for at in kept], side)
    _resolve_neutral(types, side)
    found = dict(zip(kept, (_level(kind, base) for kind in types), strict=True))
    result: list[int] = []
    for at in range(len(text)):
        result.append(found.get(at, result[-1] if result else base))
    return result


def visual_runs(text: str, base: int) -> list[Run]:
    """The runs of one line from left to right, each of one level (rules L1 and L2)."""
    found = levels(text, base)
    for at in range(len(text) - 1, -1, -1):
        if bidirectional(text[at]) not in ("WS", "S", "B", "BN"):
            break
        found[at] = base
    runs = _equal_runs(found)
    odd = [level for _, _, level in runs if level % 2]
    for level in range(max(found, default=0), min(odd, default=1 << 8) - 1, -1):
        runs = _reversed_from(runs, level)
    return runs


def _level(kind: str, base: int) -> int:
    if base:
        return base if kind == "R" else base + 1
    return {"L": 0, "R": 1}.get(kind, 2)


def _equal_runs(found: list[int]) -> list[Run]:
    cuts = [at for at in range(1, len(found)) if found[at] != found[at - 1]]
    edges = [0, *cuts, len(found)]
    return [(a, b, found[a]) for a, b in pairwise(edges) if b > a]


def _reversed_from(runs: list[Run], level: int) -> list[Run]:
    result: list[Run] = []
    held: list[Run] = []
    for run in runs:
        if run[2] >= level:
            held.insert(0, run)
        else:
            result += [*held, run]
            held = []
    return result + held


def _resolve_weak(types: list[str], side: str) -> None:
    """W1 to W7: marks, digits and the signs around digits."""
    strong = before = side
    for at, found in enumerate(types):
        kind = before = before if found == "NSM" else found
        if kind in STRONG:
            strong = kind
        types[at] = "AN" if kind == "EN" and strong == "AL" else "R" if kind == "AL" else kind
    for at in range(1, len(types) - 1):
        around = (types[at - 1], types[at + 1])
        if around == ("EN", "EN") and types[at] in ("ES", "CS"):
            types[at] = "EN"
        elif around == ("AN", "AN") and types[at] == "CS":
            types[at] = "AN"
    _resolve_signs(types)
    strong = side
    for at, kind in enumerate(types):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[at] = "L"


def _resolve_signs(types: list[str]) -> None:
    """W5 and W6: a percent or currency sign goes with its digits, any other sign is neutral."""
    for start, end in _stretches(types, ("ET",)):
        beside = types[start - 1 : start] + types[end : end + 1]
        types[start:end] = ["EN" if "EN" in beside else "ON"] * (end - start)
    for at, kind in enumerate(types):
        if kind in ("ES", "CS"):
            types[at] = "ON"


def _stretches(types: list[str], wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    found = []
    start = None
    for at, kind in enumerate([*types, ""]):
        if kind in wanted and start is None:
            start = at
        elif kind not in wanted and start is not None:
            found.append((start, at))
            start = None
    return found


def _side_of(kind: str) -> str | None:
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else None


def _bracket_pairs(types: list[str], text: list[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs = []
    for at, character in enumerate(text):
        if types[at] != "ON":
            continue
        if character in BRACKETS:
            if len(waiting) == MOST_OPEN_BRACKETS:
                return []
            waiting.append((character, at))
        elif character in OPENED_BY:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == OPENED_BY[character]:
                    pairs.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(types: list[str], text: list[str], kinds: list[str], side: str) -> None:
    """N0: the two brackets of a pair face the same way."""
    for opening, closing in _bracket_pairs(types, text):
        inside = {_side_of(kind) for kind in types[opening + 1 : closing]} - {None}
        if not inside:
            continue
        chosen = side
        if side not in inside:
            before = (_side_of(kind) for kind in reversed(types[:opening]))
            chosen = next((found for found in before if found), side)
        for bracket in (opening, closing):
            end = bracket + 1
            while end < len(kinds) and kinds[end] == "NSM":
                end += 1
            types[bracket:end] = [chosen] * (end - bracket)


def _resolve_neutral(types: list[str], side: str) -> None:
    """N1 and N2: what lies between two letters of one direction goes with them."""
    for start, end in _stretches(types, NEUTRAL):
        left = _side_of(types[start - 1]) if start else side
        right = _side_of(types[end]) if end < len(types) else side
        types[start:end] = [(left if left == right else side) or side] * (end - start)
