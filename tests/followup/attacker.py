"""Who reads all tables of a stop side by side, knows what adds up to what, and asks what is hidden.

A count is safe when another stop, in which it is one more or one less, would look the same. Such a
stop is looked for from the true one: what one count gains, others of each sum must give. Every sum
has counts once, so where bounds leave a count open, such a change by ones is among them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Any

MOST_STEPS = 10_000
FAR = 10**6
Name = tuple[Any, ...]
Changes = dict[Name, int]


@dataclass
class Known:
    """What the attacker knows: true counts with the bounds that are seen, and what they add up to.

    `sums` hold counts with +1 or -1 each, and between which numbers they may change together.
    """

    true: dict[Name, int] = field(default_factory=dict)
    bounds: dict[Name, tuple[int, int]] = field(default_factory=dict)
    sums: list[tuple[dict[Name, int], tuple[int, int]]] = field(default_factory=list)
    _of: dict[Name, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _open: set[Name] = field(default_factory=set)

    def see(self, name: Name, true: int, low: int, high: int = FAR) -> None:
        """A count, and between which numbers it is known to be."""
        assert low <= true <= high
        self.true[name], self.bounds[name] = true, (low, high)
        self._open.clear()

    def add_up(self, parts: Iterable[Name], total: Name) -> None:
        """The parts are known to make the total."""
        self._add({**dict.fromkeys(parts, 1), total: -1}, (0, 0))

    def not_more(self, one: Name, other: Name) -> None:
        """One is known to be no more than the other."""
        self._add({other: 1, one: -1}, (self.true[one] - self.true[other], FAR))

    def _add(self, sum_: dict[Name, int], room: tuple[int, int]) -> None:
        assert room[0] <= 0
        assert room[1] or sum(sign * self.true[name] for name, sign in sum_.items()) == 0
        for name, sign in sum_.items():
            self._of[name][len(self.sums)] = sign
        self.sums.append((sum_, room))
        self._open.clear()

    def is_open(self, name: Name) -> bool:
        """Whether another stop, with one more or one less of this, looks the same.

        In a stop that was found for one count, others are one more or one less too.
        """
        return name in self._open or any(
            self._may(name, step) and self._balance(name, step) for step in (1, -1)
        )

    def _may(self, name: Name, step: int) -> bool:
        low, high = self.bounds[name]
        return low <= self.true[name] + step <= high

    def _balance(self, name: Name, step: int) -> bool:
        """Search on where the fewest sums are off, and the fewest counts are changed."""
        order, no_changes, nothing_off = count(), Changes(), dict[int, int]()
        waiting = [(0, next(order), no_changes, nothing_off, name, step)]
        for _ in range(MOST_STEPS):
            if not waiting:
                return False
            *_rank, before, off_before, name, step = heappop(waiting)
            changes, off = {**before, name: step}, self._off(off_before, name, step)
            broken = [one for one, by in off.items() if not self._holds(one, by)]
            if not broken:
                self._open |= changes.keys()
                return True
            for one, by in self._mending(broken[0], off[broken[0]], changes):
                rank = len(broken) + len(self._of[one]) + len(changes)
                heappush(waiting, (rank, next(order), changes, off, one, by))
        return False

    def _holds(self, number: int, by: int) -> bool:
        low, high = self.sums[number][1]
        return low <= by <= high

    def _off(self, off: dict[int, int], name: Name, step: int) -> dict[int, int]:
        """By how much each sum is off after one change more."""
        now = dict(off)
        for number, sign in self._of[name].items():
            by = now.pop(number, 0) + step * sign
            if by:
                now[number] = by
        return now

    def _mending(self, number: int, by: int, changes: Changes) -> list[tuple[Name, int]]:
        """What may change, and how, to bring a sum back."""
        toward = -1 if by > 0 else 1
        return [
            (name, sign * toward)
            for name, sign in self.sums[number][0].items()
            if name not in changes and self._may(name, sign * toward)
        ]
