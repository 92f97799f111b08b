"""Decisions about what people say: when it may be said, what is public, who decided first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

from caravan.kernel.clock import to_wall
from caravan.kernel.names import is_arabic
from caravan.kernel.refusal import Refusal

# The way of a question; a rejected one is kept, with its reason, and shown to nobody. What was said
# without a name waits at first, unseen by moderators too, until enough of it can come out together.
WAITING = "waiting"
RECEIVED, APPROVED, ANSWERED, REJECTED = "received", "approved", "answered", "rejected"
QUESTION_STATES = (RECEIVED, APPROVED, ANSWERED, REJECTED)
PUBLIC = (APPROVED, ANSWERED)

# The way of a suggestion; everything after the first is shown.
STUDIED, ACCEPTED, DECLINED, DONE = "studied", "accepted", "declined", "done"
SUGGESTION_STATES = (RECEIVED, STUDIED, ACCEPTED, DECLINED, DONE)
SHOWN_SUGGESTIONS = (STUDIED, ACCEPTED, DECLINED, DONE)

# Why a question is kept from everybody. What deserves an answer, a "no" too, is approved instead:
# the feedback desk words it in both languages, and a second person reads it.
REJECTIONS = ("abuse", "person", "off_topic", "repeated", "unclear", "advert")

NOTICE_VERSION = "2026-11-askers-1"
"""What whoever sends a text is told (purposes "voice", "askers"); other words, other version.

A text that was sent before there was one has none: its seal goes with the purpose "voice".
"""

_NOON = 12
SILENT_KINDS = ("pause", "setup")


class NotOpenYet(Refusal):
    """Questions and suggestions are taken from the first day of the stop."""

    message = "This opens on the first day of the stop. Come back then: nothing was saved."
    status = 409


class StopIsOver(Refusal):
    """Questions and suggestions are taken until the last day of the stop."""

    message = "The stop is over: nothing was saved. The answers stay on the page of the answers."
    status = 409


class StopIsOff(Refusal):
    """The stop was cancelled or moved to other days."""

    message = "This stop does not take place on these days: nothing was saved."
    status = 409


class UnknownFollowCode(Refusal):
    """The follow-up code is mistyped, or is not one of this stop."""

    message = (
        "This code is not one of this stop: a digit is wrong, swapped or missing. Compare it with "
        "your ticket."
    )


class AlreadyDecided(Refusal):
    """Another moderator was faster; what that person decided stands."""

    message = "A colleague has already decided about this question. Nothing was changed."
    status = 409


class AlreadyApproved(AlreadyDecided):
    """The question was approved meanwhile."""

    message = "A colleague has already approved this question. Nothing was changed."


class AlreadyRejected(AlreadyDecided):
    """The question was rejected meanwhile."""

    message = (
        "A colleague has already rejected this question, with this reason: %(reason)s "
        "Nothing was changed."
    )


class AlreadyAnswered(AlreadyDecided):
    """The question was answered meanwhile."""

    message = "This question is already marked as answered. Nothing was changed."


class NotApproved(Refusal):
    """Only an approved question is shown, supported or answered."""

    message = "This question is not approved. Approve it first."
    status = 409


class SuggestionChanged(Refusal):
    """A colleague gave the suggestion another state since the page was opened."""

    message = (
        "A colleague has changed the state of this suggestion since you opened the page. "
        "Nothing was changed: look at it again."
    )
    status = 409


class ReasonMissing(Refusal):
    """A "no" needs a reason."""

    message = "Choose the reason: whoever asked may read it."


class WhyMissing(Refusal):
    """Whoever words a refusal must know why."""

    message = "Write in one sentence why: whoever words the refusal reads it."


class AlreadyDeclined(Refusal):
    """A suggestion that is declined has its reason: another one is a correction, which two read."""

    message = "This suggestion is declined. Another reason is written on the feedback desk."
    status = 409


class NotToBeSaid(Refusal):
    """What is said in public beside a state is an answer, which two people see."""

    message = (
        "Only what is to be declined takes a reason. Whatever else is to be said is written as an "
        "answer on the feedback desk."
    )


@dataclass(frozen=True)
class Words:
    """What a person wrote: a text, the code of the service it is about, perhaps a follow-up code.

    `page_language` is the language of the page on which it was written, `channel` how it came (one
    of rounds.CHANNELS). `session` and `stand` are keys of the stop's plan, "" where none is meant;
    only a suggestion has a `title`.
    """

    body: str
    service: str
    code: str = ""
    page_language: str = "ar"
    channel: str = "phone"
    session: str = ""
    stand: str = ""
    title: str = ""


def check_open(state: str) -> None:
    """Refuse words outside the stop; `state` is where the stop stands (tour.rules.state_of)."""
    if state == "coming":
        raise NotOpenYet
    if state == "past":
        raise StopIsOver
    if state != "now":
        raise StopIsOff


def half_day(now: datetime) -> tuple[date, str]:
    """The Moroccan date and "am" or "pm" of the aware `now`: all that is kept of the time."""
    wall = to_wall(now)
    return wall.date(), "am" if wall.hour < _NOON else "pm"


@dataclass(frozen=True)
class Speech:
    """What is kept of the when and the what of something said: day, half-day, service."""

    day: date
    half_day: str
    service: str


class Held(Protocol):
    """A session of an agenda, as far as people can speak about it; times are wall times."""

    @property
    def day(self) -> date: ...
    @property
    def starts(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def kind(self) -> str: ...
    @property
    def services(self) -> list[str]: ...


def is_spoken_about(session: Held, speeches: Iterable[Speech]) -> bool:
    """Whether something said may well be about the session; nothing said names one.

    What was said is about a service: the session that names it is meant. One that names none, and
    is neither a pause nor set-up, is meant by whatever was said in its half-days.
    """
    if session.services:
        return any(one.service in session.services for one in speeches)
    if session.kind in SILENT_KINDS:
        return False
    halves = {"am"} if session.starts.hour < _NOON else set()
    halves |= {"pm"} if session.ends > time(_NOON) else set()
    return any(one.day == session.day and one.half_day in halves for one in speeches)


def language_of(body: str, page_language: str) -> str:
    """The language to mark a text with: by its script first, then by the page it came from."""
    if is_arabic(body):
        return "ar"
    return page_language if page_language != "ar" else "fr"


def already(state: str, reason: str | None) -> Refusal:
    """The refusal that says what was decided before; `state` is the question's present one."""
    if state == REJECTED:
        return AlreadyRejected(reason=reason or "")
    return {APPROVED: AlreadyApproved, ANSWERED: AlreadyAnswered}.get(state, AlreadyDecided)()


def is_to_be_declined(state: str, reason: str | None) -> bool:
    """Whether moderators would decline a suggestion, and its refusal is not published yet."""
    return state == STUDIED and bool(reason)


def check_rejection(reason: str) -> None:
    """Refuse to reject for anything but one of REJECTIONS, which are said in every language."""
    if reason not in REJECTIONS:
        raise ReasonMissing


def check_reason(state: str, reason: str) -> None:
    """Refuse to decline without saying why, and a reason beside any other state."""
    if state == DECLINED and not reason.strip():
        raise WhyMissing
    if state != DECLINED and reason.strip():
        raise NotToBeSaid
