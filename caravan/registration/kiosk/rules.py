"""What locks a kiosk, and how long it waits for a silent visitor."""

import re
from typing import NamedTuple

from caravan.kernel.refusal import Refusal

SILENCE_SECONDS = 40
WARNING_SECONDS = 10
_PIN = re.compile(r"[0-9]{4,8}")
_LOCK = re.compile(r"([a-z0-9-]{1,60})\.([0-9a-f]{16})\.([0-9a-f]{32})\.([0-9a-f]{32})")


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


class Lock(NamedTuple):
    """What a locked browser keeps: the stop's key, which kiosk it is, its number sealed, our seal.

    Only what bears `seal` was locked by us; whoever makes one up has no kiosk.
    """

    key: str
    kiosk: str
    pin: str
    seal: str

    def __str__(self) -> str:
        return ".".join(self)


def read_lock(kept: str) -> Lock | None:
    """The lock that a browser keeps, its seal still to be looked at; None where it has none."""
    found = _LOCK.fullmatch(kept)
    return Lock(*found.groups()) if found else None
