"""Who has a place in a hall that may hold only so many, and who is next: by order of arrival."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from caravan.kernel.refusal import Refusal

WITHDRAWN, RAISED, MERGED, FEWER = "withdrawn", "raised", "merged", "fewer"
"""Why somebody who waited got a place: others gave theirs back, the limit was raised, two
registrations were one person, or a family comes with fewer people."""


class StillWaiting(Refusal):
    """Whoever waits for a place has no ticket yet."""

    message = "This registration waits for a place: its ticket opens the door once there is one."
    status = 409


class Waits(NamedTuple):
    """A registration in the waiting list; `people` is the person with everybody who comes along."""

    registration_id: int
    people: int


@dataclass(frozen=True)
class Hall:
    """How full a stop is: people with a place and people who wait, companions counted with them.

    `seats` is the line that turns nobody away, `limit` the safety limit; None where not said.
    """

    taken: int
    waiting: int
    seats: int | None
    limit: int | None

    @property
    def free(self) -> int | None:
        """Places below the limit, never less than none; None where there is no limit."""
        return None if self.limit is None else max(self.limit - self.taken, 0)

    @property
    def over(self) -> int:
        """How many people are over the line of the seats; 0 below it, and without one."""
        return max(self.taken - self.seats, 0) if self.seats else 0

    @property
    def is_full(self) -> bool:
        """Whether the next one, even alone, would have to wait."""
        return self.limit is not None and (self.taken >= self.limit or self.waiting > 0)


def has_place(people: int, *, taken: int, limit: int, somebody_waits: bool) -> bool:
    """Whether `people` who arrive together have a place at once; nobody overtakes who waits."""
    return not somebody_waits and taken + people <= limit


def next_in(queue: Iterable[Waits], *, taken: int, limit: int | None) -> list[int]:
    """The registrations of the queue (in order of arrival) that get a place now.

    A family gets its places together or waits on; those behind wait with it, so that small parties
    do not overtake large ones for ever. A family larger than the whole limit holds nobody up.
    Without a limit everybody gets a place.
    """
    given = []
    for waits in queue:
        if limit is not None:
            if waits.people > limit:
                continue
            if taken + waits.people > limit:
                break
        taken += waits.people
        given.append(waits.registration_id)
    return given
