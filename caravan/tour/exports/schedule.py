"""A published stop in the terms of the frab conference formats, as plain values in one language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5

from caravan.kernel.clock import ZONE
from caravan.kernel.i18n import in_lang, language_of
from caravan.tour import rules, words
from caravan.tour.exports.offices import Offices, speaking
from caravan.tour.models import AgendaSession, Service, Stop, StopDay, Texts
from caravan.tour.stop_plan import OFF

_GREATEST_ID = 2**31 - 1  # readers on phones keep it in 32 bits
_SHORTEST_NAME = 4


@dataclass(frozen=True)
class Office:
    """Who speaks: an office, never a person. The same office has the same `guid` at every stop."""

    guid: UUID
    name: str

    @property
    def id(self) -> int:
        """A number for readers that want one."""
        return _number(self.guid)


@dataclass(frozen=True)
class Room:
    """Where sessions take place; its `guid` is the same in every language."""

    guid: UUID
    name: str


@dataclass(frozen=True)
class Track:
    """The service that a session is about; further ones stand in the session's description."""

    code: str
    name: str

    @property
    def slug(self) -> str:
        """The code as the formats want it."""
        return "service-" + self.code.replace("_", "-")


@dataclass(frozen=True)
class Talk:
    """One session; `starts` and `ends` are aware, on Moroccan clocks."""

    guid: UUID
    id: int
    slug: str
    url: str
    room: Room
    title: str
    language: str
    kind: str
    starts: datetime
    ends: datetime
    abstract: str
    description: str
    track: Track | None
    offices: tuple[Office, ...]

    @property
    def duration(self) -> str:
        """How long it takes, as hh:mm."""
        minutes = int((self.ends - self.starts).total_seconds()) // 60
        return f"{minutes // 60:02}:{minutes % 60:02}"


@dataclass(frozen=True)
class ScheduleDay:
    """A day, counted from 1, from opening to closing, with what happens in each room by time."""

    index: int
    opens: datetime
    closes: datetime
    rooms: tuple[tuple[Room, tuple[Talk, ...]], ...]


@dataclass(frozen=True)
class Schedule:
    """The whole of it. `version` is the stop's release; `base` the site, `page` the stop's page."""

    acronym: str
    title: str
    version: str
    base: str
    page: str
    days: tuple[ScheduleDay, ...]
    tracks: tuple[Track, ...]

    @property
    def rooms(self) -> list[Room]:
        """Every room once, in the order in which the agenda first names them."""
        return list(dict.fromkeys(room for day in self.days for room, _ in day.rooms))


@dataclass(frozen=True)
class _Known:
    """What all talks of a schedule share, by code, by place and by guid."""

    page: str
    tracks: dict[str, Track]
    rooms: dict[str, Room]
    numbers: dict[UUID, int]
    offices: Offices


def gather(
    stop: Stop,
    sessions: Sequence[AgendaSession],
    services: Iterable[Service],
    offices: Offices,
    *,
    base: str,
    page: str,
) -> Schedule:
    """The schedule of `stop` from its public `sessions` (sorted by time), in the page's language.

    `offices` are the names of those who speak, `base` and `page` whole addresses. Ids come from
    the keys of stop and session alone: they stay through every release, in every language and on
    every server.
    """
    tracks = {service.code: Track(service.code, in_lang(service.name)) for service in services}
    guids = [_guid("session", stop.key, session.key) for session in sessions]
    known = _Known(page, tracks, _rooms(stop, sessions), _numbers(guids), offices)
    talks = [_talk(stop, session, known) for session in sessions]
    title = in_lang(stop.title)
    return Schedule(
        acronym=_acronym(stop.key),
        title=words.told_off(stop.status, title) if stop.status in OFF else title,
        version=str(stop.release),
        base=base,
        page=page,
        days=tuple(_day(index, day, talks) for index, day in enumerate(stop.days, 1)),
        tracks=tuple(track for track in tracks.values() if track in {one.track for one in talks}),
    )


def _talk(stop: Stop, session: AgendaSession, known: _Known) -> Talk:
    guid, title = _guid("session", stop.key, session.key), in_lang(session.title)
    about = [known.tracks[code] for code in session.services if code in known.tracks]
    is_held = rules.takes_place(stop.status, session.is_withdrawn)
    return Talk(
        guid=guid,
        id=known.numbers[guid],
        slug=f"{_acronym(stop.key)}-session-{session.key}",
        url=f"{known.page}#d{session.day.isoformat()}",
        room=known.rooms[in_lang(_place(stop, session))],
        title=title if is_held else words.told_off("withdrawn", title),
        language=language_of(session.title),
        kind=session.kind,
        starts=datetime.combine(session.day, session.starts, tzinfo=ZONE),
        ends=datetime.combine(session.day, session.ends, tzinfo=ZONE),
        abstract=words.audience_line(session.audience),
        description="\n".join(track.name for track in about) if len(about) > 1 else "",
        track=next(iter(about), None),
        offices=_offices(session, known.offices),
    )


def _place(stop: Stop, session: AgendaSession) -> Texts:
    """The session's place; what has none is at the stop's own place, as prayer and lunch are."""
    return session.place or stop.venue_name or stop.prefecture.name


def _rooms(stop: Stop, sessions: Iterable[AgendaSession]) -> dict[str, Room]:
    """The rooms by name: two that the page's language calls the same are one."""
    rooms: dict[str, Room] = {}
    for session in sessions:
        place = _place(stop, session)
        guid = _guid("room", stop.key, in_lang(place, "ar"))
        rooms.setdefault(in_lang(place), Room(guid, in_lang(place)))
    return rooms


def _offices(session: AgendaSession, offices: Offices) -> tuple[Office, ...]:
    named = speaking(session, offices)
    people = (Office(_guid("office", in_lang(one, "ar")), in_lang(one)) for one in named)
    return tuple(dict.fromkeys(people))


def _day(index: int, day: StopDay, talks: Sequence[Talk]) -> ScheduleDay:
    rooms: dict[Room, list[Talk]] = {}
    for talk in talks:
        if talk.starts.date() == day.date:
            rooms.setdefault(talk.room, []).append(talk)
    return ScheduleDay(
        index=index,
        opens=_wall(day, day.opens),
        closes=_wall(day, day.closes),
        rooms=tuple((room, tuple(held)) for room, held in rooms.items()),
    )


def _wall(day: StopDay, at: time) -> datetime:
    return datetime.combine(day.date, at, tzinfo=ZONE)


def _guid(*names: str) -> UUID:
    return uuid5(NAMESPACE_URL, "urn:caravan:" + "/".join(names))


def _number(guid: UUID) -> int:
    return guid.int % _GREATEST_ID + 1


def _numbers(guids: Iterable[UUID]) -> dict[UUID, int]:
    """A positive number for each, from itself; where two meet, the later one takes the next."""
    numbers: dict[UUID, int] = {}
    taken: set[int] = set()
    for guid in sorted(guids):
        number = _number(guid)
        while number in taken:
            number += 1
        taken.add(number)
        numbers[guid] = number
    return numbers


def _acronym(key: str) -> str:
    """The stop's key as the formats want it: without hyphen, four signs or more."""
    plain = key.replace("-", "_")
    return plain if len(plain) >= _SHORTEST_NAME else f"stop_{plain}"
