"""Counts of requests in this process's memory, cheap enough for a flood from many addresses.

The library's own memory starts a thread about every hundredth of a second to look through all that
it holds; with tens of thousands of addresses that was most of what a refused request cost.
"""

import threading
import time
from typing import Any

from limits.storage import Storage

SCHEME = "counts"
"""What this memory is called in the address of a storage."""

_MOST = 100_000
"""So many counts at most; then those whose time is over go, and if there are none, all."""


class Counts(Storage):
    """Fixed windows: a count for each key until its time is over. Nothing is written down."""

    STORAGE_SCHEME: list[str] | None = [SCHEME]  # noqa: RUF012 - so the library names its kinds

    def __init__(self, uri: str | None = None, wrap_exceptions: bool = False, **_more: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self.lock = threading.Lock()
        self.windows: dict[str, tuple[int, float]] = {}  # the count, and when it ends

    @property
    def base_exceptions(self) -> type[Exception] | tuple[type[Exception], ...]:
        """No other machine is asked, so nothing fails."""
        return ()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count `amount` more under `key`; a new window lasts `expiry` seconds."""
        moment = time.time()
        with self.lock:
            count, end = self.windows.get(key, (0, 0.0))
            if end <= moment:
                if len(self.windows) >= _MOST:
                    self._forget(moment)
                count, end = 0, moment + expiry
            self.windows[key] = (count + amount, end)
            return count + amount

    def _forget(self, moment: float) -> None:
        kept = {key: window for key, window in self.windows.items() if window[1] > moment}
        self.windows = kept if len(kept) < _MOST else {}

    def get(self, key: str) -> int:
        """The count under `key`, 0 once its window is over."""
        count, end = self.windows.get(key, (0, 0.0))
        return count if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """When the window of `key` ends; now, where there is none."""
        return max(self.windows.get(key, (0, 0.0))[1], time.time())

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forget every count; how many there were."""
        with self.lock:
            number, self.windows = len(self.windows), {}
        return number

    def clear(self, key: str) -> None:
        """Forget the count of `key`."""
        with self.lock:
            self.windows.pop(key, None)
