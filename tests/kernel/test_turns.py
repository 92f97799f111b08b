"""Turns: so many requests work at once; what is sent afterwards holds no turn."""

import threading
from collections.abc import Iterable, Iterator
from typing import Any

from caravan.kernel.turns import Room, Turns


class Slow:
    """An application that waits until it is let go, and says how many work in it at once."""

    def __init__(self) -> None:
        self.inside, self.most = 0, 0
        self.lock, self.go = threading.Lock(), threading.Event()
        self.came = threading.Semaphore(0)

    def __call__(self, _environ: Any, _start_response: Any) -> Iterable[bytes]:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.came.release()
        self.go.wait(10)
        with self.lock:
            self.inside -= 1
        return [b"done"]


def call(application: Turns) -> list[bytes]:
    return list(application({}, lambda *_: lambda _: None))


def test_no_more_work_at_once_than_there_are_turns() -> None:
    slow = Slow()
    application = Turns(slow, 2)
    threads = [threading.Thread(target=call, args=(application,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert slow.came.acquire(timeout=10)
    assert slow.came.acquire(timeout=10)
    assert not slow.came.acquire(timeout=0.2)
    slow.go.set()
    for thread in threads:
        thread.join(10)
    assert (slow.most, slow.inside) == (2, 0)


def test_open_stream_holds_no_turn() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b"beat"

    application = Turns(lambda *_: endless(), 1)
    first = iter(application({}, lambda *_: lambda _: None))
    assert [next(first), next(iter(application({}, lambda *_: lambda _: None)))] == [b"beat"] * 2


def test_turn_is_given_back_when_the_application_fails() -> None:
    def failing(*_: Any) -> Iterable[bytes]:
        raise ValueError

    application = Turns(failing, 1)
    for _ in range(3):
        try:
            call(application)
        except ValueError:
            continue
    assert application.free == 1


def test_room_is_for_so_many_and_given_back() -> None:
    room = Room(2)
    assert [room.enter() for _ in range(3)] == [True, True, False]
    room.leave()
    assert room.enter()
