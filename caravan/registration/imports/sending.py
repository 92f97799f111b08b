"""A long list, read while the page that shows how far it is goes out."""

from collections.abc import Iterator
from datetime import datetime

from caravan.kernel.refusal import Refusal
from caravan.registration.imports import actions, reading, rules
from caravan.tour.models import Stop

LONG = 60_000
"""From so many bytes on, a list is read step by step."""


class LongList:
    """What becomes of a long list: `list_id` once it waits to be taken, else why it does not.

    `refusal` is of the whole file, `read` has the faults of its rows.
    """

    def __init__(self, stop: Stop, content: bytes, *, staff_id: int, now: datetime) -> None:
        self.stop, self.content, self.staff_id, self.now = stop, content, staff_id, now
        self.list_id: str | None = None
        self.refusal: Refusal | None = None
        self.read: rules.Reading | None = None

    def steps(self) -> Iterator[tuple[int, int]]:
        """Reads the list and keeps it; gives (lines opened, 0), then (lines read, all)."""
        try:
            self.read = yield from reading.read_steps(self.content)
        except Refusal as refusal:
            self.refusal = refusal
            return
        if not self.read.faults:
            self.list_id = actions.keep_list(
                self.stop, self.read, staff_id=self.staff_id, now=self.now
            )
