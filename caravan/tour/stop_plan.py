"""What is announced of one stop: its days, sessions, partners and services, as plain values."""

from dataclasses import dataclass, field
from datetime import date, time

Text = dict[str, str]
"""One text by language code: "ar" and "fr" always, "en" and "zgh" where somebody wrote them."""

LANGUAGES = ("ar", "fr", "en", "zgh")
NEEDED_LANGUAGES = ("ar", "fr")
STATUSES = ("announced", "cancelled", "moved")
SESSION_KINDS = ("ceremony", "plenary", "themed", "stands", "desk", "pause")
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
    """One day of the stop; opening hours are wall times in Africa/Casablanca."""

    date: date
    opens: time
    closes: time


@dataclass(frozen=True)
class PartnerPlan:
    """A partner with a stand; `note` is the partner's own text, to be shown as the partner's."""

    key: str
    kind: str
    name: Text
    stand: str = ""
    services: tuple[str, ...] = ()
    note: Text = field(default_factory=dict)


@dataclass(frozen=True)
class SessionPlan:
    """One line of the agenda.

    `starts` and `ends` are wall times in Africa/Casablanca on `day`; `speaker` is an office, never
    a person; an empty `audience` means everybody; an `internal` session is for staff only.
    """

    key: str
    day: date
    starts: time
    ends: time
    kind: str
    title: Text
    place: Text = field(default_factory=dict)
    speaker: Text = field(default_factory=dict)
    audience: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    internal: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class StopPlan:
    """One stop of the tour as its file tells it (`docs/events-format.md` lists every field)."""

    key: str
    tour: str
    tour_name: Text
    prefecture: str
    title: Text
    days: tuple[Day, ...]
    edition: str = ""
    stage: int | None = None
    host: Text = field(default_factory=dict)
    slogan: Text = field(default_factory=dict)
    venue: Venue = field(default_factory=Venue)
    seats: int | None = None
    services: tuple[str, ...] = ()
    partners: tuple[PartnerPlan, ...] = ()
    sessions: tuple[SessionPlan, ...] = ()
    status: str = "announced"
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
