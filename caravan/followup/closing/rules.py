"""Decisions of the closing: texts with live numbers, sums, signing, when a stop is closed."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from caravan.kernel.refusal import Refusal

DRAFT = 0
"""The number of the version that is drawn anew with each press; signed ones begin at 1."""

BLOCKS = ("overview", "attendance", "questions", "outlook")
"""The texts of the summary that staff may write themselves."""
TEXT_LENGTH, SOURCE_LENGTH = 3000, 200
NUMBERS = (
    "came",
    "registered",
    "questions",
    "answered",
    "suggestions",
    "promises",
    "kept",
    "late",
    "open",
)
"""The numbers that a text may name in braces; each is put in as it stands when it is read."""
_PLACE = re.compile(r"\{([^{}]*)\}")

EXPECTED, STAND = "expected", "stand"
FAMILIES = (EXPECTED, STAND)
"""What figures are entered: expected staff by category, visitors by stand; each with a total."""


class UnknownNumber(Refusal):
    """A text names a number in braces that there is not."""

    message = "There is no number called {%(name)s}. Choose one of those listed beside the text."


class TextChanged(Refusal):
    """A colleague saved the text since this page was opened."""

    message = "A colleague changed this text since you opened it. Theirs is kept; compare the two."
    status = 409


class FigureChanged(Refusal):
    """A colleague entered the figure since this page was opened."""

    message = (
        "A colleague changed this since you opened it. What you chose is kept below: compare it "
        "with what stands now, then save again."
    )
    status = 409


class SourceMissing(Refusal):
    """A figure that was entered says where it was read."""

    message = "Write where this figure was read: a list, a count, an office."


class ChangedSinceSeen(Refusal):
    """Whoever signs has seen what is signed."""

    message = "Something changed since you opened this page. Read it again, then sign."
    status = 409


class AlreadySigned(Refusal):
    """One content is signed once; a later version says something else."""

    message = "Version %(number)s says exactly this already."
    status = 409


class TextErased(Refusal):
    """What was erased meanwhile is in no file, not even in one that was being drawn."""

    message = "A text in it was erased meanwhile. Make the files again."
    status = 409


class StopNotOver(Refusal):
    """A stop is closed on its last day at the earliest."""

    message = "The stop is not over: it can be closed from its last day on."
    status = 409


class RoundStillOpen(Refusal):
    """While questions may still come, nobody can say that each has its outcome."""

    message = "A round still takes questions. End it first."
    status = 409


class ItemsOpen(Refusal):
    """Nothing said in the hall is lost: each item is answered, owned with a date, or refused."""

    message = (
        "Some items have neither an answer, nor an owner with a date, nor a reason: %(count)s."
    )
    status = 409


class NotSigned(Refusal):
    """The summary is part of closing."""

    message = "Sign the summary first."
    status = 409


@dataclass(frozen=True)
class Check:
    """The figures of one family: the total as entered, what its parts give; None where not there.

    `difference` is the parts less the total; None where one of the two is missing.
    """

    family: str
    total: int | None
    parts: int | None

    @property
    def difference(self) -> int | None:
        """By how much the parts miss the total; 0 when they add up."""
        if self.total is None or self.parts is None:
            return None
        return self.parts - self.total


def family_of(key: str) -> str:
    """The family of a figure: "expected" of "expected.serving" and of "expected" itself."""
    return key.partition(".")[0]


def check_sums(figures: Mapping[str, int]) -> list[Check]:
    """One check for each family of which a figure was entered; `figures` by key."""
    return [
        Check(
            family,
            figures.get(family),
            sum(parts) if (parts := _parts(family, figures)) else None,
        )
        for family in FAMILIES
        if any(family_of(key) == family for key in figures)
    ]


def _parts(family: str, figures: Mapping[str, int]) -> list[int]:
    return [value for key, value in figures.items() if key.startswith(f"{family}.")]


def check_text(text: str) -> None:
    """Refuse a text that names a number which there is not."""
    for name in _PLACE.findall(text):
        if name not in NUMBERS:
            raise UnknownNumber(name=name)


def fill(text: str, numbers: Mapping[str, str]) -> str:
    """The text with its numbers, as they stand now; what is in no braces stays as it is."""
    return _PLACE.sub(lambda found: numbers.get(found[1], found[0]), text)


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 of `content` as JSON with sorted names, in hexadecimal digits."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def next_number(numbers: Iterable[int]) -> int:
    """The number of the version that is signed next."""
    return max([DRAFT, *numbers]) + 1


def check_close(*, is_over: bool, takes_questions: bool, open_items: int, is_signed: bool) -> None:
    """Refuse to close a stop of which something is left to do; the first such thing is told."""
    if not is_over:
        raise StopNotOver
    if takes_questions:
        raise RoundStillOpen
    if open_items:
        raise ItemsOpen(count=open_items)
    if not is_signed:
        raise NotSigned
