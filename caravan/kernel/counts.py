"""Counts of requests in memory that a process shares with those it forks; nothing is written down.

`caravan serve` makes the application before its workers, which are forks: they count together, so
what may be tried sixty times is not tried sixty times at each. Processes that were started apart
(another machine, another server) count apart.

The library's own memory starts a thread about every hundredth of a second to look through all that
it holds; with tens of thousands of addresses that was most of what a refused request cost.
"""

import fcntl
import os
import secrets
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from mmap import mmap
from struct import Struct
from tempfile import mkstemp
from typing import Any

from limits.storage import Storage

SCHEME = "counts"
"""What this memory is called in the address of a storage."""

_SLOT = Struct("=QdI")
"""A count: the sealed key, when its window ends, how many."""
_EMPTY = (0, 0.0, 0)
_DEEP = 16  # slots in which a key may stand
_ROW = Struct(f"={_DEEP * 'QdI'}")
_WIDE = 8192  # rows
_made: "weakref.WeakSet[Counts]" = weakref.WeakSet()


class Counts(Storage):
    """Fixed windows: a count for each key until its time is over.

    A table of fixed size, 131,072 counts in 2.6 MB. Where no place is left for a new key, the
    smallest count gives way to it: nearly used up ones stay. Keys are sealed with a secret of this
    memory, so what it holds tells no address.
    """

    STORAGE_SCHEME: list[str] | None = [SCHEME]  # noqa: RUF012 - so the library names its kinds

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_more: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self.table = mmap(-1, _WIDE * _ROW.size)
        self.secret = secrets.token_bytes(16)
        self.lock = threading.Lock()
        _made.add(self)
        # between processes: the system frees it when one of them dies; nothing is written to it
        self.turn, name = mkstemp(prefix="caravan-")
        os.unlink(name)  # noqa: PTH108 - it was never more than a name
        weakref.finalize(self, os.close, self.turn)

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """No other machine is asked, so nothing fails."""
        return ()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count `amount` more under `key`; a new window lasts `expiry` seconds."""
        moment, sealed = time.time(), self._sealed(key)
        with self._alone():
            at, (_, end, before) = self._place(sealed, moment)
            if end <= moment:
                end, before = moment + expiry, 0
            _SLOT.pack_into(self.table, at, sealed, end, before + amount)
        return int(before + amount)

    def get(self, key: str) -> int:
        """The count under `key`, 0 once its window is over."""
        return self._read(key)[1]

    def get_expiry(self, key: str) -> float:
        """When the window of `key` ends; now, where there is none."""
        return max(self._read(key)[0], time.time())

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget every count; how many there were."""
        with self._alone():
            number = sum(int(count) > 0 for _, _, count in _SLOT.iter_unpack(self.table))
            self.table[:] = bytes(len(self.table))
        return number

    def clear(self, key: str) -> None:
        """Forget the count of `key`."""
        sealed = self._sealed(key)
        with self._alone():
            at, (held, _, _) = self._place(sealed, time.time())
            if held == sealed:
                _SLOT.pack_into(self.table, at, *_EMPTY)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self.lock:
            fcntl.lockf(self.turn, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self.turn, fcntl.LOCK_UN)

    def _sealed(self, key: str) -> int:
        digest = blake2b(key.encode(), digest_size=8, key=self.secret).digest()
        return int.from_bytes(digest, "big") or 1

    def _read(self, key: str) -> tuple[float, int]:
        """When the window of `key` ends, and its count; 0 for both once that is over."""
        moment, sealed = time.time(), self._sealed(key)
        with self._alone():
            _, (held, end, count) = self._place(sealed, moment)
        return (end, count) if held == sealed and end > moment else (0.0, 0)

    def _place(self, sealed: int, moment: float) -> tuple[int, tuple[int, float, int]]:
        """Where `sealed` stands, or may stand, and what is there; empty where that gives way."""
        row = sealed % _WIDE * _ROW.size
        found = _ROW.unpack_from(self.table, row)
        keys, ends, counts = found[0::3], found[1::3], found[2::3]
        if sealed in keys:
            at = keys.index(sealed)
            return row + at * _SLOT.size, (sealed, ends[at], counts[at])
        weights = [
            (count if end > moment else 0, end) for end, count in zip(ends, counts, strict=True)
        ]
        return row + weights.index(min(weights)) * _SLOT.size, _EMPTY


def _unlock() -> None:
    """In a fork no thread is left that could free a lock which one held at that moment."""
    for one in _made:
        one.lock = threading.Lock()


os.register_at_fork(after_in_child=_unlock)
