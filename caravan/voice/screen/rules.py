"""What the hall screen shows, what fits on it, and in which order questions stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from caravan.kernel.refusal import Refusal

Texts = Mapping[str, str]

# What stands on the screen while no question does.
VOTES, ORDER, AGENDA, SURVEY, ANNOUNCEMENT = "votes", "order", "agenda", "survey", "announcement"
MODES = (VOTES, ORDER, AGENDA, SURVEY, ANNOUNCEMENT)

# The announcement's languages; the first that is written leads where the page's own is missing.
ANNOUNCED_IN = ("ar", "fr", "en", "zgh")
ANNOUNCEMENT_SIGNS = 140
NOTE_SIGNS = 160

# Survey results of fewer people are shown to nobody in the hall.
FEWEST = 10
_BARS = 6

# Seconds: a screen says so often that it is there (js/voice/hall.js says it more often), and is
# missed after so many.
HEARD_EVERY, MISSED_AFTER = 10, 40

# What fits on the hall screen at which size, in signs; the last size holds the longest question.
_SIZES = ((40, "short"), (75, ""), (140, "long"), (300, "longest"), (500, "whole"))
_CALL_SIZES = ((40, ""), (75, "long"), (140, "longest"))
_LINES, _LINE = 4, 42


class NotLinedUp(Refusal):
    """Only an approved question of the stop has a place in the order."""

    message = "This question is no longer among the approved ones. Nothing was changed."
    status = 409


class NothingToAnnounce(Refusal):
    """An announcement says something, in one language at least."""

    message = "Write the announcement in Arabic or French at least."


class NoResults(Refusal):
    """The survey has no results that the hall may see."""

    message = (
        "These results cannot be shown: the hall sees them from ten answers on. Nothing was "
        "changed."
    )
    status = 409


class NotForThisStand(Refusal):
    """A partner answers what is asked about the partner's own services."""

    message = "This question is no longer in your queue. Nothing was changed."
    status = 409


class Bar(Protocol):
    """One line of survey results; `share` is in whole percent, None where it is hidden."""

    @property
    def label(self) -> Texts: ...
    @property
    def share(self) -> int | None: ...


class Chart(Protocol):
    """Results of one question of a survey as the hall may see them; `people` answered it."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> Texts: ...
    @property
    def people(self) -> int: ...
    @property
    def bars(self) -> Sequence[Bar]: ...


@dataclass(frozen=True)
class ScreenQuestion:
    """A question as the hall sees it; `service` is by language, `me_too` how many share it."""

    id: str
    body: str
    language: str
    service: dict[str, str]
    me_too: int

    @property
    def size(self) -> str:
        return screen_size(self.body)


@dataclass(frozen=True)
class Picture:
    """What the hall screen shows.

    `kind` is "blank", "question", "list", "agenda", "survey" or "announcement". Of an agenda
    `now` are the sessions that run and `next` what follows.
    """

    kind: str
    question: ScreenQuestion | None = None
    first: Sequence[ScreenQuestion] = ()
    by_votes: bool = True
    now: Sequence[Any] = ()
    next: Sequence[Any] = ()
    chart: Chart | None = None
    announcement: Texts = field(default_factory=dict)

    @property
    def size(self) -> str:
        """The class of its announcement."""
        return call_size(self.announcement)


def screen_size(body: str) -> str:
    """The class of a question on the hall screen: short, "" (normal), long, longest or whole."""
    return next((name for limit, name in _SIZES if len(body) <= limit), "whole")


def call_size(announcement: Texts) -> str:
    """The class of an announcement on the screen: two languages stand below each other."""
    longest = max(len(text) for text in announcement.values())
    return next((name for limit, name in _CALL_SIZES if longest <= limit), "longest")


def fitting(questions: Sequence[ScreenQuestion]) -> list[ScreenQuestion]:
    """The first of `questions` that fit on the screen's list: four lines, a long one takes two."""
    shown, lines = [], 0
    for question in questions:
        lines += 1 if len(question.body) <= _LINE else 2
        if lines > _LINES:
            break
        shown.append(question)
    return shown


def showable(charts: Sequence[Chart]) -> list[Chart]:
    """The charts that the hall may see: of ten people or more, and with bars that fit."""
    return [one for one in charts if one.people >= FEWEST and 0 < len(one.bars) <= _BARS]


def moved(ids: Sequence[str], question_id: str, step: str) -> list[str]:
    """The order `ids` after one question went "first", "up" or "down"; at an end it stays.

    Refused where the question is not among them.
    """
    if question_id not in ids:
        raise NotLinedUp
    at = ids.index(question_id)
    to = {"first": 0, "up": max(at - 1, 0), "down": at + 1}[step]
    order = [one for one in ids if one != question_id]
    order.insert(to, question_id)
    return order


def announced(texts: Mapping[str, str | None]) -> dict[str, str]:
    """The announcement in the languages in which it is written; refused where it is in none."""
    said = {code: text for code in ANNOUNCED_IN if (text := (texts.get(code) or "").strip())}
    if not said.keys() & {"ar", "fr"}:
        raise NothingToAnnounce
    return said
