"""What locks a kiosk, and how long it waits for a silent visitor."""

import re
from typing import NamedTuple

from caravan.kernel.refusal import Refusal

SILENCE_SECONDS = 40
WARNING_SECONDS = 10
_PIN = re.compile(r"[0-9]{4,8}")
KIOSKS = range(1, 10)
"""A stop has at most so many kiosks, each with a number that stands on it."""
_LOCK = re.compile(
    r"([a-z0-9-]{1,60})\.(ar|fr)\.([1-9])\.([0-9a-f]{16})\.([0-9a-f]{32})\.([0-9a-f]{32})"
)


class Lock(NamedTuple):
    """What a locked browser keeps.

    The key of its stop, the language it goes back to, which kiosk it is, a mark of this locking,
    the seal of the number that opens it, and our seal over all of that (`proof`): without it
    everybody could write one.
    """

    key: str
    lang: str
    kiosk: int
    once: str
    pin: str
    proof: str


class NoPin(Refusal):
    """The number that opens the lock again is none."""

    message = "Choose 4 to 8 digits."


class WrongPin(Refusal):
    """The kiosk stays locked."""

    message = "This number does not open the kiosk."


def read_pin(text: str | None) -> str:
    """The number that opens the lock; refused unless it has 4 to 8 digits."""
    if not _PIN.fullmatch(text or ""):
        raise NoPin
    return str(text)


def read_lock(kept: str) -> Lock | None:
    """The lock as a browser keeps it; None where it has none. Whether it is ours is not asked."""
    found = _LOCK.fullmatch(kept)
    return Lock(found[1], found[2], int(found[3]), *found.groups()[3:]) if found else None


def write_lock(lock: Lock) -> str:
    """What `read_lock` reads."""
    return ".".join(map(str, lock))


def read_kiosk(text: str | None) -> int:
    """The number of a kiosk; the first one where the text is none of them."""
    return next((number for number in KIOSKS if str(number) == text), KIOSKS[0])
