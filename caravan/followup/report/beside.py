"""What the summary is written from beside people, questions, answers and promises."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, time

from caravan.kernel.heads import NOBODY, Heads
from caravan.survey.queries import Results
from caravan.tour.models import Partner, Stop


@dataclass(frozen=True)
class Interest:
    """What was said about a service: texts that everybody may read, and by how many people.

    `voices` asked, suggested or said "mine too"; `told` told it at a desk. The two stay apart: of
    the first all but a few can be counted in public, and the rest would be those of the desks.
    """

    questions: int = 0
    suggestions: int = 0
    voices: Heads = NOBODY
    told: Heads = NOBODY


@dataclass(frozen=True)
class Announced:
    """When a session was to begin, in Moroccan wall time."""

    day: date
    starts: time


@dataclass(frozen=True)
class Figure:
    """A figure that was entered, and where it was read."""

    value: int
    source: str


@dataclass(frozen=True)
class Visit:
    """A stop in numbers, to compare with: people as counted, the others as everybody reads them."""

    stop: Stop
    came: Heads
    questions: int
    answered: int
    promises: int
    kept: int


@dataclass(frozen=True)
class Beside:
    """All of it for one stop; people as they were released, not protected yet.

    `announced` are the sessions of the release that stood when the stop began, by key; None where
    that is the one which stands, or its file is not read any more. `last` is the last visit in the
    prefecture, `tour` are the other stops of the edition that are over.
    """

    texts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    interests: dict[str, Interest] = field(default_factory=dict)
    stands: list[Partner] = field(default_factory=list)
    shifts: Counter[str] = field(default_factory=Counter)
    surveys: dict[str, Results] = field(default_factory=dict)
    announced: dict[str, Announced] | None = None
    here: Visit | None = None
    last: Visit | None = None
    tour: list[Visit] = field(default_factory=list)
