"""What is announced of one stop: its days, sessions, partners and services, as plain values."""

from dataclasses import dataclass, field
from datetime import date, time

Text = dict[str, str]
"""One text by language code: "ar" and "fr" always, "en" and "zgh" where somebody wrote them."""

LANGUAGES = ("ar", "fr", "en", "zgh")
NEEDED_LANGUAGES = ("ar", "fr")
COMMAS = {"ar": "، ", "fr": ", ", "en": ", ", "zgh": ", "}
MOST_DAYS = 3
FRIDAY = 5
PRAYER = (time(12, 30), time(14, 45))
"""Usual hours of the Friday prayer and the lunch after it (docs/scheduling.md)."""
STATUSES = ("announced", "open", "closed", "cancelled", "moved")
"""What a stop says of itself: known but without registration yet, open for registration, closed
for it, or not taking place as it was said. Running and over follow from the days."""
OFF = ("cancelled", "moved")
SESSION_KINDS = ("ceremony", "plenary", "themed", "stands", "desk", "pause", "setup")
KEPT_RULES = ("friday_prayer", "holiday", "ramadan", "clock_change", "overlap", "avoided")
"""The rules of scheduling that somebody may set aside, with a reason."""
PARTNER_KINDS = (
    "bank",
    "credit",
    "insurer",
    "builder",
    "telecom",
    "agency",
    "association",
    "other",
)
AUDIENCES = (
    "serving",
    "retired",
    "widow",
    "orphan",
    "rights_holder",
    "guest",
    "partner",
    "press",
    "organiser",
)


@dataclass(frozen=True)
class Venue:
    """Where people go; both texts are empty where the place is not known yet."""

    name: Text = field(default_factory=dict)
    address: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Day:
    """One day of the stop; opening hours are wall times in Africa/Casablanca.

    `prayer_starts` and `prayer_ends` bound the block of a Friday that stays free; None means the
    usual hours (`StopPlan.block_of`).
    """

    date: date
    opens: time
    closes: time
    prayer_starts: time | None = None
    prayer_ends: time | None = None


@dataclass(frozen=True)
class Room:
    """A place within the venue where one session at a time is held; `seats` where counted."""

    key: str
    name: Text
    seats: int | None = None


@dataclass(frozen=True)
class Speaker:
    """Who speaks: an office, never a person."""

    key: str
    name: Text


@dataclass(frozen=True)
class Kept:
    """A rule of scheduling that a named person set aside; never shown to the public.

    `subject` is the key of the session or the date meant, "" for the whole stop; of an overlap the
    key of the other stop, for a partner with the partner's own ("fes-2027/bank").
    """

    rule: str
    by: str
    reason: str
    subject: str = ""


@dataclass(frozen=True)
class PartnerPlan:
    """A partner with a stand; `note` is the partner's own text, to be shown as the partner's.

    `organisation` is the code of the partner in the catalogue, "" where it is not in there.
    """

    key: str
    kind: str
    name: Text
    stand: str = ""
    services: tuple[str, ...] = ()
    note: Text = field(default_factory=dict)
    organisation: str = ""


@dataclass(frozen=True)
class SessionPlan:
    """One line of the agenda.

    `starts` and `ends` are wall times in Africa/Casablanca on `day`; `room`, `speakers` and
    `partners` are keys of the stop's own lists; an empty `audience` means everybody, empty
    `languages` mean Arabic; an `internal` session is for staff only.
    """

    key: str
    day: date
    starts: time
    ends: time
    kind: str
    title: Text
    room: str = ""
    speakers: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    internal: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class StopPlan:
    """One stop of the tour as its file tells it (`docs/events-format.md` lists every field).

    `seats` is a line that staff see and that turns nobody away; `safety_limit` is how many people,
    companions included, may have a place at all: whoever comes later waits for one.
    """

    key: str
    tour: str
    prefecture: str
    title: Text
    days: tuple[Day, ...]
    edition: str = ""
    stage: int | None = None
    host: Text = field(default_factory=dict)
    team: str = ""
    venue: Venue = field(default_factory=Venue)
    seats: int | None = None
    safety_limit: int | None = None
    services: tuple[str, ...] = ()
    rooms: tuple[Room, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    partners: tuple[PartnerPlan, ...] = ()
    sessions: tuple[SessionPlan, ...] = ()
    kept: tuple[Kept, ...] = ()
    status: str = "open"
    reason: Text = field(default_factory=dict)
    rehearsal: bool = False
    note: Text = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    format: int = 1

    @property
    def first_day(self) -> date:
        """The day on which the stop opens."""
        return self.days[0].date

    @property
    def last_day(self) -> date:
        """The day on which the stop closes; the same as the first for a stop of one day."""
        return self.days[-1].date

    def place_of(self, session: SessionPlan) -> Text:
        """The name of the session's room, empty where it has none."""
        return next((room.name for room in self.rooms if room.key == session.room), {})

    def speaker_of(self, session: SessionPlan) -> Text:
        """Who speaks in the session, all of them in one text by language; empty for nobody."""
        named = {speaker.key: speaker.name for speaker in self.speakers}
        names = [named[key] for key in session.speakers if key in named]
        return {
            language: COMMAS[language].join(name[language] for name in names)
            for language in LANGUAGES
            if names and all(language in name for name in names)
        }

    def block_of(self, day: Day) -> tuple[time, time] | None:
        """The hours of a Friday that stay free for the prayer; None on any other day."""
        if day.date.isoweekday() != FRIDAY:
            return None
        starts, ends = PRAYER
        return day.prayer_starts or starts, day.prayer_ends or ends
