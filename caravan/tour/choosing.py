"""Which sessions of an agenda a visitor asks for, what can be asked for, how many fit a page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from caravan.kernel.refusal import NotFound
from caravan.tour.stop_plan import AUDIENCES, LANGUAGES

# Sessions that the page of a stop shows itself, beside all the rest it has to say; where there are
# more, each day has a page of its own: a page shows a day in less than 15,000 bytes.
MOST_IN_ALL = 25
MOST_ON_A_DAY = 12
SPOKEN = "ar"  # the language of a session that names none
_LEAST = {"service": 1, "audience": 1, "room": 2, "language": 2}  # fewer are nothing to choose from


class Choosable(Protocol):
    """A session, as far as visitors choose by it; an empty audience means everybody."""

    @property
    def day(self) -> date: ...
    @property
    def services(self) -> list[str]: ...
    @property
    def audience(self) -> list[str]: ...
    @property
    def room(self) -> str | None: ...
    @property
    def place(self) -> dict[str, str]: ...
    @property
    def languages(self) -> list[str]: ...


@dataclass(frozen=True)
class Choice:
    """What is asked for, by code; "" where it does not matter."""

    service: str = ""
    audience: str = ""
    room: str = ""
    language: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """The query of an address that asks for this."""
        return {name: code for name, code in asdict(self).items() if code}

    def toggled(self, name: str, code: str) -> dict[str, str]:
        """The query that asks for `code` as well, or no longer where it is asked for now."""
        other = "" if getattr(self, name) == code else code
        return replace(self, **{name: other}).asked

    def takes(self, session: Choosable) -> bool:
        """Whether the session is asked for: all that is asked must hold."""
        return (
            (not self.service or self.service in session.services)
            and (not self.audience or not session.audience or self.audience in session.audience)
            and (not self.room or self.room == session.room)
            and (not self.language or self.language in spoken_in(session))
        )


NAMES = tuple(Choice.__dataclass_fields__)


def spoken_in(session: Choosable) -> list[str]:
    """The languages of the session: Arabic where the agenda names none."""
    return session.languages or [SPOKEN]


@dataclass(frozen=True)
class Offers:
    """What the agenda can be asked for, by code in its order; `rooms` has their names."""

    service: list[str]
    audience: list[str]
    room: list[str]
    language: list[str]
    rooms: dict[str, dict[str, str]]

    def worth(self, name: str) -> list[str]:
        """The codes to show under `name`; none where choosing would change nothing."""
        codes: list[str] = getattr(self, name)
        return codes if len(codes) >= _LEAST[name] else []

    @property
    def is_worth_it(self) -> bool:
        """Whether there is anything to choose."""
        return any(map(self.worth, NAMES))


def offers(sessions: Sequence[Choosable], services: Iterable[str]) -> Offers:
    """What `sessions` can be asked for; `services` are those of the stop, in its order."""
    about = {code for session in sessions for code in session.services}
    people = {code for session in sessions for code in session.audience}
    spoken = {code for session in sessions for code in spoken_in(session)}
    rooms = {session.room: session.place for session in sessions if session.room}
    return Offers(
        service=[code for code in services if code in about],
        audience=[code for code in AUDIENCES if code in people],
        room=list(rooms),
        language=[code for code in LANGUAGES if code in spoken],
        rooms=rooms,
    )


def read(asked: Mapping[str, str], offered: Offers, services: Collection[str]) -> Choice:
    """The choice that a query makes. Refused where it names what the stop does not have: NotFound.

    A service of the stop that no session is about, and people whom no session is for alone, may
    be asked for all the same.
    """
    choice = Choice(**{name: asked[name] for name in NAMES if asked.get(name)})
    known = {
        "service": services,
        "audience": AUDIENCES,
        "room": offered.room,
        "language": offered.language,
    }
    if any(code not in known[name] for name, code in choice.asked.items()):
        raise NotFound
    return choice


S = TypeVar("S", bound=Choosable)


def counted(sessions: Iterable[S]) -> dict[date, int]:
    """How many of the sessions fall on each day, in the order of the sessions."""
    days: dict[date, int] = {}
    for session in sessions:
        days[session.day] = days.get(session.day, 0) + 1
    return days


def fits(counts: Mapping[date, int]) -> bool:
    """Whether so many sessions a day may all stand on the page of the stop."""
    return sum(counts.values()) <= MOST_IN_ALL and max(counts.values(), default=0) <= MOST_ON_A_DAY
