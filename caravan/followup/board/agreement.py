"""How far two coders agree: the share of the same themes, and Cohen's kappa.

Kappa is what they share beyond chance: 1 is always, 0 as often as two who would draw lots with
their own habits, below 0 less often (J. Cohen, A coefficient of agreement for nominal scales,
1960).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]


@dataclass(frozen=True)
class Agreement:
    """What two coders coded both: how many items, the share (0 to 1) and kappa of the same theme.

    `kappa` is None where it says nothing: no item, or both gave one and the same theme to all.
    """

    items: int
    share: float
    kappa: float | None


@dataclass(frozen=True)
class Coders:
    """Two coders (ids of staff), and how they agree on the themes and on the uppermost themes."""

    first: int
    second: int
    themes: Agreement
    tops: Agreement


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """How far the first and the second of each pair agree."""
    if not pairs:
        return Agreement(0, 0.0, None)
    number = len(pairs)
    share = sum(one == other for one, other in pairs) / number
    firsts, seconds = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(firsts[theme] * seconds[theme] for theme in firsts) / number**2
    return Agreement(number, share, None if chance == 1 else (share - chance) / (1 - chance))


def by_coders(codings: Iterable[tuple[str, int, str]], top: Callable[[str], str]) -> list[Coders]:
    """The agreement of every two coders; `codings` are item, coder and theme.

    Who coded most together comes first.
    """
    by_item: dict[str, dict[int, str]] = {}
    for item_id, staff_id, theme in codings:
        by_item.setdefault(item_id, {})[staff_id] = theme
    found: dict[tuple[int, int], list[Pair]] = {}
    for given in by_item.values():
        if len(given) == 2:
            first, second = sorted(given)
            found.setdefault((first, second), []).append((given[first], given[second]))
    compared = [
        Coders(*two, agreement(pairs), agreement([(top(one), top(other)) for one, other in pairs]))
        for two, pairs in found.items()
    ]
    return sorted(compared, key=lambda one: (-one.themes.items, one.first, one.second))
