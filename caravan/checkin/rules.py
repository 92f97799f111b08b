"""What the gate says: come in, look twice, or stop; and why."""

from dataclasses import dataclass, field
from datetime import date, datetime

from caravan.kernel.refusal import Refusal

GO, CHECK, STOP = "go", "check", "no"
GATES = ("1", "2", "3", "4")


class NoSuchArrival(Refusal):
    """The arrival to take back is not one of this stop."""

    message = "This arrival was not found. Nothing was changed."
    status = 404


@dataclass(frozen=True)
class Known:
    """A registration as the gate needs it: never the phone number, never more of the name."""

    registration_id: int
    stop_id: int
    short_name: str
    category: str
    companions: int
    is_withdrawn: bool


@dataclass(frozen=True)
class Before:
    """The arrival of that day that stands already."""

    arrival_id: str
    arrived_at: datetime
    gate: str


@dataclass(frozen=True)
class Verdict:
    """What the gate shows: `kind` is go, check or no; `reason` says which sentence explains it.

    Reasons: welcome, already, undone, unknown, other_stop, withdrawn, other_day.
    """

    kind: str
    reason: str
    person: Known | None = None
    before: Before | None = None
    arrival_id: str = ""
    stop_title: dict[str, str] = field(default_factory=dict)


def turn_away(person: Known | None, stop_id: int, days: tuple[date, date], today: date) -> str:
    """Why this person cannot come in to that stop today, or "" when nothing speaks against it."""
    if person is None:
        return "unknown"
    if person.stop_id != stop_id:
        return "other_stop"
    if person.is_withdrawn:
        return "withdrawn"
    first, last = days
    return "" if first <= today <= last else "other_day"


def judge(person: Known, arrival_id: str, standing: Before) -> Verdict:
    """Welcome when the arrival that stands is this very one, repeated or not; else look twice."""
    if standing.arrival_id == arrival_id:
        return Verdict(GO, "welcome", person, arrival_id=arrival_id)
    return Verdict(CHECK, "already", person, before=standing, arrival_id=standing.arrival_id)
