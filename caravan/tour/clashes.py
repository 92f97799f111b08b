"""What clashes in an agenda: a room, speaker or partner wanted twice, hours beyond the venue's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from itertools import combinations

from caravan.tour.faults import N_
from caravan.tour.stop_plan import SessionPlan, StopPlan, Text

MESSAGES = {
    "room": N_("%(what)s: two sessions at once, from %(starts)s to %(ends)s."),
    "speaker": N_("%(what)s: wanted in two sessions from %(starts)s to %(ends)s."),
    "partner": N_("%(what)s: wanted in two sessions from %(starts)s to %(ends)s."),
    "hours": N_("Outside the hours of the day, which are %(starts)s to %(ends)s."),
}
BRIEF = {
    "room": N_("Another session is here at the same time"),
    "speaker": N_("%(what)s: in two sessions at once"),
    "partner": N_("%(what)s: in two sessions at once"),
    "hours": N_("Outside the hours of the day"),
}
"""The same for the card of a session, where a few words must do."""


@dataclass(frozen=True)
class Clash:
    """One clash: `sessions` are the keys of those meant, in the order of time.

    `kind` is a key of MESSAGES; `what` the name of the room, speaker or partner ("" by hours);
    `starts` and `ends` bound the time that is wanted twice, or the hours of the day.
    """

    kind: str
    day: date
    sessions: tuple[str, ...]
    starts: time
    ends: time
    what: Text = field(default_factory=dict, compare=False)

    @property
    def message(self) -> str:
        """The English msgid of its sentence, filled from `what`, `starts`, `ends`."""
        return MESSAGES[self.kind]

    @property
    def brief(self) -> str:
        """The English msgid of the few words on a card, filled from `what`."""
        return BRIEF[self.kind]


def clashes_of(plan: StopPlan) -> list[Clash]:
    """Every clash of the plan, by day and time; withdrawn sessions clash with nothing.

    They warn and forbid nothing: a bank may well have sent two people. How many fit into a room is
    not compared, since nobody knows how many will come to a session.
    """
    held = sorted(
        (session for session in plan.sessions if not session.withdrawn),
        key=lambda one: (one.day, one.starts, one.ends, one.key),
    )
    found = [*_beyond_hours(plan, held), *_wanted_twice(plan, held)]
    return sorted(found, key=lambda clash: (clash.day, clash.starts, clash.sessions))


def _beyond_hours(plan: StopPlan, held: list[SessionPlan]) -> Iterator[Clash]:
    days = {day.date: day for day in plan.days}
    for session in held:
        day = days.get(session.day)
        if day and not day.opens <= session.starts < session.ends <= day.closes:
            yield Clash("hours", session.day, (session.key,), day.opens, day.closes)


def _wanted_twice(plan: StopPlan, held: list[SessionPlan]) -> Iterator[Clash]:
    names: dict[tuple[str, str], Text] = {
        **{("room", room.key): room.name for room in plan.rooms},
        **{("speaker", speaker.key): speaker.name for speaker in plan.speakers},
        **{("partner", partner.key): partner.name for partner in plan.partners},
    }
    for one, other in _overlapping(held):
        for kind, key in sorted(_wants(one) & _wants(other)):
            yield Clash(
                kind,
                one.day,
                (one.key, other.key),
                max(one.starts, other.starts),
                min(one.ends, other.ends),
                names.get((kind, key), {}),
            )


def _overlapping(held: Iterable[SessionPlan]) -> Iterator[tuple[SessionPlan, SessionPlan]]:
    """Pairs of sessions that share some time; one that begins when another ends does not."""
    for one, other in combinations(held, 2):
        if one.day == other.day and other.starts < one.ends and one.starts < other.ends:
            yield one, other


def _wants(session: SessionPlan) -> set[tuple[str, str]]:
    room = {("room", session.room)} if session.room else set()
    speakers = {("speaker", key) for key in session.speakers}
    return room | speakers | {("partner", key) for key in session.partners}
