"""Turns: how many requests a process works on at once, however many threads it has.

A stream holds its thread for as long as it is open. So a process has threads to spare for streams
(serve.py), and of all others only as many work at once as the settings say: more would make
writers wait for each other (docs/performance.md).
"""

import threading
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STREAMS = 32
"""How many streams one process keeps open; who would be one more is told to ask instead."""


class Turns:
    """A WSGI application that calls `inner` in at most `number` threads at once, first come first.

    What `inner` gives back is sent outside of the turn: that is where streams stay.
    """

    def __init__(self, inner: "WSGIApplication", number: int) -> None:
        self.inner, self.free = inner, number
        self._lock = threading.Lock()
        self._waiting = deque[threading.Lock]()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        self._enter()
        try:
            return self.inner(environ, start_response)
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._lock:
            if self.free:
                self.free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()

    def _leave(self) -> None:
        """Hand the turn to who waits longest: who asks for it again at once would get it else."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self.free += 1


class Room:
    """Room for STREAMS streams in this process."""

    def __init__(self, number: int = STREAMS) -> None:
        self._free = threading.BoundedSemaphore(number)

    def enter(self) -> bool:
        """Whether there is room for one more, which is taken by that."""
        return self._free.acquire(blocking=False)

    def leave(self) -> None:
        """Give the room back."""
        self._free.release()
