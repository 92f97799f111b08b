"""What a printed programme says: plain values, each text in Arabic and French."""

from dataclasses import dataclass
from typing import Literal

from caravan.press.words import Pair

Shape = Literal["a3", "a5", "large"]
"""The wall poster, the hand-out, and A4 in letters of 18 points or more."""

SHAPES: tuple[Shape, ...] = ("a3", "a5", "large")
NOTHING = Pair("")


@dataclass(frozen=True)
class Session:
    """One line of the programme; hours («09:30») and texts are printed as given.

    A pause (prayer, lunch) stands on a tinted band; a withdrawn session stays in its place, struck.
    """

    starts: str
    ends: str
    title: Pair
    place: Pair = NOTHING
    speaker: Pair = NOTHING
    is_pause: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True)
class ProgrammeDay:
    """One day, its weekday and date in words, its sessions by time; those side by side follow."""

    weekday: Pair
    date: Pair
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Programme:
    """The agenda of one stop as it was published last.

    `url` goes into the code, `printed_address` is the same without its scheme. `release` and
    `published` (day and hour in words) tell an old print from a new one. `state` says that the stop
    is cancelled, moved or a rehearsal, `reason` why; `note` stands at the end.
    """

    series: Pair
    city: Pair
    venue: Pair
    days: tuple[ProgrammeDay, ...]
    url: str
    printed_address: str
    release: int
    published: Pair
    city_zgh: str = ""
    state: Pair = NOTHING
    reason: Pair = NOTHING
    note: Pair = NOTHING
