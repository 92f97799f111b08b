"""Decisions about stops and agendas: what is now, what comes next, what is over."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from caravan.kernel.refusal import Refusal
from caravan.tour.stop_plan import OFF

TOUR = "tour"

# Where two sessions run side by side, people are told of the one in the hall first.
_QUIET_KINDS = ("stands", "desk")


class CatalogueMissing(Refusal):
    """A stop names a prefecture, service, tour or partner that the database does not have yet."""

    message = (
        "The prefectures, services, tours and partners are not published yet. "
        "Publish the whole folder first."
    )


class Dated(Protocol):
    """A stop, as far as its place in time goes; both days are dates on Moroccan clocks."""

    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...
    @property
    def status(self) -> str: ...
    @property
    def tour(self) -> str: ...


class Timed(Protocol):
    """A line of an agenda, as far as its time goes; instants are aware."""

    @property
    def day(self) -> date: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_withdrawn(self) -> bool: ...


class Shown(Protocol):
    """A partner at a stop, as far as visitors look for it."""

    @property
    def stand(self) -> str | None: ...
    @property
    def services(self) -> list[str]: ...


S = TypeVar("S", bound=Dated)
L = TypeVar("L", bound=Timed)


def topic(key: str) -> str:
    """The name under which the versions of the stop `key` are counted."""
    return f"stop:{key}"


def state_of(first_day: date, last_day: date, status: str, today: date) -> str:
    """Where a stop stands: "cancelled" or "moved" as announced, else "coming", "now" or "past"."""
    if status in OFF:
        return status
    if today < first_day:
        return "coming"
    return "now" if today <= last_day else "past"


def takes_place(status: str, is_withdrawn: bool) -> bool:
    """Whether a session is held when and where it says: neither it nor its stop is called off."""
    return status not in OFF and not is_withdrawn


@dataclass(frozen=True)
class Itinerary(Generic[S]):
    """The stops by their place in time: running, coming (nearest first), over (newest first).

    A cancelled or moved stop stays among the coming ones until its days are over, then it goes.
    """

    now: list[S]
    coming: list[S]
    past: list[S]


def itinerary(stops: Iterable[S], today: date) -> Itinerary[S]:
    """Sort `stops` for the home page."""
    ordered = sorted(stops, key=lambda stop: stop.first_day)
    states = [
        (stop, state_of(stop.first_day, stop.last_day, stop.status, today)) for stop in ordered
    ]
    return Itinerary(
        now=[stop for stop, state in states if state == "now"],
        coming=[
            stop
            for stop, state in states
            if state == "coming" or (state in ("cancelled", "moved") and stop.last_day >= today)
        ],
        past=[stop for stop, state in reversed(states) if state == "past"],
    )


def find_hero(stages: Itinerary[S]) -> S | None:
    """The stop that opens the home page: the running one, else the next that is to be held."""
    coming = [stop for stop in stages.coming if stop.status not in OFF]
    return next(iter([*stages.now, *coming]), None)


def route_around(stops: Iterable[S], at: S) -> list[S]:
    """The stops of the tour of `at` in their order: at most five before it and three after."""
    tour = [stop for stop in stops if stop.tour == at.tour and stop.status != "cancelled"]
    tour.sort(key=lambda stop: stop.first_day)
    place = tour.index(at)
    return tour[max(place - 5, 0) : place + 4]


@dataclass(frozen=True)
class Moment(Generic[L]):
    """What runs at this moment, the hall's session first, and all that begins next."""

    now: list[L]
    next: list[L]


def now_and_next(sessions: Iterable[L], now: datetime) -> Moment[L]:
    """The sessions that run at `now` (their end is no longer part of them) and that follow.

    Withdrawn ones never count. What begins at the same time follows together; stands and desks,
    open beside the hall all day, come after what happens in the hall.
    """
    held = [session for session in sessions if not session.is_withdrawn]
    running = [session for session in held if session.starts_at <= now < session.ends_at]
    starts = min((one.starts_at for one in held if one.starts_at > now), default=None)
    following = [session for session in held if session.starts_at == starts]
    return Moment(
        now=sorted(
            running,
            key=lambda one: (one.kind in _QUIET_KINDS, -one.starts_at.timestamp()),
        ),
        next=sorted(following, key=lambda one: one.kind in _QUIET_KINDS),
    )


@dataclass(frozen=True)
class Line(Generic[L]):
    """An agenda line with its mark: "done", "now", "coming", or "no" for one called off."""

    session: L
    mark: str


@dataclass(frozen=True)
class AgendaDay(Generic[L]):
    """One day of an agenda: what is over, to be folded away, and what is still to come."""

    day: date
    over: list[Line[L]]
    lines: list[Line[L]]


def agenda_days(
    sessions: Sequence[L],
    now: datetime,
    takes: Callable[[L], bool] | None = None,
    *,
    is_off: bool = False,
) -> list[AgendaDay[L]]:
    """The agenda by day, in order, of those `sessions` (sorted by time) that it `takes`, or of all.

    Once the last session is over nothing is folded: the page then tells how the stop was held.
    `is_off`: the stop is called off, and with it every session.
    """
    is_over = all(session.ends_at <= now for session in sessions)
    chosen = [one for one in sessions if takes is None or takes(one)]
    return [
        _agenda_day(day, [Line(one, _mark(one, now, is_off)) for one in lines], is_over)
        for day, lines in groupby(chosen, key=lambda one: one.day)
    ]


def _agenda_day(day: date, lines: list[Line[L]], is_over: bool) -> AgendaDay[L]:
    if is_over:
        return AgendaDay(day, [], lines)
    over = [line for line in lines if line.mark == "done"]
    return AgendaDay(day, over, [line for line in lines if line.mark != "done"])


def _mark(session: Timed, now: datetime, is_off: bool) -> str:
    if is_off or session.is_withdrawn:
        return "no"
    if session.ends_at <= now:
        return "done"
    return "now" if session.starts_at <= now else "coming"


def stands_by_service(partners: Iterable[Shown]) -> dict[str, list[str]]:
    """Where each service is shown: stands in their order, by service code."""
    stands: dict[str, set[str]] = {}
    for partner in partners:
        for code in partner.services if partner.stand else ():
            stands.setdefault(code, set()).add(str(partner.stand))
    return {code: sorted(found) for code, found in stands.items()}
