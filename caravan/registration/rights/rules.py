"""Requests of people about their data, and the ten days in which they are answered."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from caravan.kernel import codes
from caravan.kernel.clock import to_instant, to_wall
from caravan.kernel.refusal import Refusal

KINDS = ("correct", "oppose", "other")
ERASED = "erased"
OUTCOMES = ("done", "refused", ERASED)
CLOCK_DAYS = 10
"""Law 09-08, as it is commonly read: ten clear days. Clear days are days of the calendar; neither
the day of asking nor the last one counts, so answering by the tenth day is never late. Counsel has
not confirmed it."""
MOST_OPEN = 3
WORDS_LENGTH = 500
PURGED = "registration.purge"
"""The audit entry of a purge, also of one that found nothing."""
PURGE_AT = time(3)


class TooManyOpen(Refusal):
    """A ticket has as many open requests as staff can keep apart."""

    message = "Three requests of yours wait already. They are answered first."


class NoSuchCode(Refusal):
    """Nobody of this stop has the entry code."""

    message = "Nobody of this stop has this entry code. Look it up in the list of people."


class NotTheOther(Refusal):
    """None of the person's other registrations has this follow-up code."""

    message = (
        "This is not the follow-up code of your other ticket. Its ten digits stand at the foot of "
        "that ticket. If you no longer have it, ask the staff below."
    )


class AlreadyAnswered(Refusal):
    """A request that somebody has answered meanwhile."""

    message = "This request is answered already. Reload the page to see how."
    status = 409


@dataclass(frozen=True)
class Clock:
    """Until when a request is answered; `left` is negative once that day has passed."""

    due: date
    left: int

    @property
    def kind(self) -> str:
        """How urgent it is: "err" when late, "warn" in the last three days, "ok" before."""
        if self.left < 0:
            return "err"
        return "warn" if self.left <= 3 else "ok"


def clock(asked_on: date, today: date) -> Clock:
    """The clock of a request that was made on `asked_on`; both are days on Moroccan clocks."""
    due = asked_on + timedelta(days=CLOCK_DAYS)
    return Clock(due, (due - today).days)


def is_purge_due(last: datetime | None, now: datetime) -> bool:
    """Whether nothing was purged since it was last three in the morning on Moroccan clocks.

    Both are UTC instants; `last` is None where it never was.
    """
    wall = to_wall(now)
    night = to_instant(wall.date(), PURGE_AT)
    if night > now:
        night = to_instant(wall.date() - timedelta(days=1), PURGE_AT)
    return last is None or last < night


def refuse_flood(waiting: int) -> None:
    """Refused when a ticket has MOST_OPEN requests that wait."""
    if waiting >= MOST_OPEN:
        raise TooManyOpen


def read_follow_code(typed: str | None) -> str:
    """The follow-up code meant; refused when it is none."""
    code = codes.read_follow_code(typed or "")
    if code is None:
        raise NotTheOther
    return code


def read_entry_code(typed: str | None) -> str:
    """The entry code meant; refused when it is none."""
    code = codes.read_entry_code(typed or "")
    if code is None:
        raise NoSuchCode
    return code
