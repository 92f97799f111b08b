"""What the gate says: come in, look twice, or stop; and why."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from caravan.kernel.refusal import Refusal

GO, CHECK, STOP = "go", "check", "no"
GATES = ("1", "2", "3", "4")
OFF = ("cancelled", "moved")  # what a stop says of itself that is not held on its days


class NoSuchArrival(Refusal):
    """The arrival to take back is not one of this stop."""

    message = "This arrival was not found. Nothing was changed."
    status = 404


@dataclass(frozen=True)
class Known:
    """A registration as the gate needs it: never the phone number, never more of the name.

    `is_merged`: the person is registered twice, and found to be one.
    """

    registration_id: int
    stop_id: int
    short_name: str
    category: str
    companions: int
    is_withdrawn: bool
    is_waiting: bool = False
    is_merged: bool = False


@dataclass(frozen=True)
class Before:
    """The arrival of that day that stands already."""

    arrival_id: str
    arrived_at: datetime
    gate: str


@dataclass(frozen=True)
class Verdict:
    """What the gate shows: `kind` is go, check or no; `reason` says which sentence explains it.

    Reasons: welcome, already, undone, unknown, other_stop, cancelled, moved, withdrawn, waiting,
    other_day. Of one who waits for a place, `in_line` is the place in the waiting list.
    """

    kind: str
    reason: str
    person: Known | None = None
    before: Before | None = None
    arrival_id: str = ""
    stop_title: dict[str, str] = field(default_factory=dict)
    in_line: int = 0


class Held(Protocol):
    """A stop, as far as letting in goes; its days are dates on Moroccan clocks."""

    @property
    def id(self) -> int: ...
    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...
    @property
    def status(self) -> str: ...


def turn_away(person: Known | None, stop: Held, today: date) -> str:
    """Why this person cannot come in to that stop today, or "" when nothing speaks against it."""
    if person is None:
        return "unknown"
    if person.stop_id != stop.id:
        return "other_stop"
    if stop.status in OFF:
        return stop.status
    if person.is_withdrawn:
        return "withdrawn"
    if person.is_waiting:
        return "waiting"
    return "" if stop.first_day <= today <= stop.last_day else "other_day"


def judge(person: Known, arrival_id: str, standing: Before) -> Verdict:
    """Welcome when the arrival that stands is this very one, repeated or not; else look twice."""
    if standing.arrival_id == arrival_id:
        return Verdict(GO, "welcome", person, arrival_id=arrival_id)
    return Verdict(CHECK, "already", person, before=standing, arrival_id=standing.arrival_id)
