"""Counts in memory: they end with their window, take no more room, and are shared by forks."""

import os
import signal
from datetime import timedelta
from struct import Struct

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


def test_smallest_count_gives_way_where_no_place_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_WIDE", 1)
    monkeypatch.setattr(counts, "_ROW", Struct("=QdIQdIQdI"))
    kept = Counts()
    with time_machine.travel("2026-11-26 09:00", tick=False) as clock:
        kept.incr("over", 10, 50)
        kept.incr("guessed", 60, 59)
        kept.incr("once", 3600)
        clock.shift(timedelta(seconds=11))
        kept.incr("fourth", 60, 2)
        assert [kept.get(one) for one in ("over", "guessed", "once", "fourth")] == [0, 59, 1, 2]
        assert kept.incr("fifth", 60) == 1
        assert [kept.get(one) for one in ("guessed", "once", "fourth", "fifth")] == [59, 0, 2, 1]


def test_processes_that_were_forked_count_together() -> None:
    """As many as the workers of a server, all at once; none is lost, one dies in the midst."""
    kept, each = Counts(), 200
    workers = []
    for at in range(3):
        if not (worker := os.fork()):
            for _ in range(each):
                kept.incr("a", 60)
            os.kill(os.getpid(), signal.SIGKILL if at == 2 else signal.SIGTERM)
        workers.append(worker)
    for worker in workers:
        os.waitpid(worker, 0)

    assert kept.incr("a", 60) == 3 * each + 1


def test_fork_does_not_wait_for_a_thread_that_it_has_not() -> None:
    """A thread counts at the moment of the fork: its lock would never be freed in the child."""
    kept = Counts()
    with kept.lock:
        if not (worker := os.fork()):
            signal.alarm(10)
            kept.incr("a", 60)
            os.kill(os.getpid(), signal.SIGKILL)
    _pid, status = os.waitpid(worker, 0)

    assert (os.WTERMSIG(status), kept.get("a")) == (signal.SIGKILL, 1)
