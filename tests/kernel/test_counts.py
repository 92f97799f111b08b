"""Counts in memory: they end with their window, and do not grow without end."""

from datetime import timedelta

import pytest
import time_machine

from caravan.kernel import counts
from caravan.kernel.counts import Counts


def test_count_ends_with_its_window() -> None:
    kept = Counts()
    with time_machine.travel("2026-11-26 09:00", tick=False) as clock:
        assert [kept.incr("a", 60) for _ in range(3)] == [1, 2, 3]
        assert (kept.incr("b", 60), kept.get("a"), kept.get("c")) == (1, 3, 0)
        clock.shift(timedelta(seconds=59))
        assert kept.get("a") == 3
        clock.shift(timedelta(seconds=1))
        assert (kept.get("a"), kept.incr("a", 60)) == (0, 1)


def test_window_tells_when_it_ends() -> None:
    kept = Counts()
    with time_machine.travel("2026-11-26 09:00", tick=False) as clock:
        kept.incr("a", 60)
        began = kept.get_expiry("b")
        clock.shift(timedelta(seconds=10))
        assert kept.get_expiry("a") == began + 60


def test_counts_are_forgotten_one_or_all() -> None:
    kept = Counts()
    kept.incr("a", 60)
    kept.incr("b", 60)
    kept.clear("a")

    assert (kept.get("a"), kept.get("b"), kept.check()) == (0, 1, True)
    assert (kept.reset(), kept.get("b")) == (1, 0)


def test_counts_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_MOST", 3)
    kept = Counts()
    with time_machine.travel("2026-11-26 09:00", tick=False) as clock:
        kept.incr("short", 10)
        kept.incr("long", 60)
        kept.incr("longer", 60)
        clock.shift(timedelta(seconds=11))
        kept.incr("fourth", 60)
        assert set(kept.windows) == {"long", "longer", "fourth"}
        kept.incr("fifth", 60)  # nobody's time is over: all begin anew
        assert set(kept.windows) == {"fifth"}
