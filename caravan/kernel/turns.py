"""Turns: how many requests a process works on at once, however many threads it has.

A stream holds its thread for as long as it is open. So a process has threads to spare for streams
(serve.py), and of all others only as many work at once as the settings say: more would make
writers wait for each other (docs/performance.md).
"""

import threading
from collections.abc import Iterable
from queue import SimpleQueue
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STREAMS = 32
"""How many streams one process keeps open; who would be one more is told to ask instead."""


class Turns:
    """A WSGI application that calls `inner` in at most `number` threads at once, in fair order.

    What `inner` gives back is sent outside of the turn: that is where streams stay.
    """

    def __init__(self, inner: "WSGIApplication", number: int) -> None:
        self.inner = inner
        self.turns = SimpleQueue[None]()
        for _ in range(number):
            self.turns.put(None)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        turn = self.turns.get()
        try:
            return self.inner(environ, start_response)
        finally:
            self.turns.put(turn)


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
