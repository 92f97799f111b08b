"""Who may register until when, what a name and a telephone number look like, what is agreed to."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from caravan.kernel import names
from caravan.kernel.refusal import Refusal

CATEGORIES = (
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
# They come for work or by invitation, and are few: the form folds them away.
INVITED = ("guest", "partner", "press", "organiser")
NAME_LENGTH = 80
MOST_COMPANIONS = 9
SEARCH_KEY_LENGTH = 260

# The notice that people agree to; a new wording gets a new version, old consents keep theirs.
NOTICE_PURPOSE = "stop"
NOTICE_VERSION = "2026-11-2"
KEPT_DAYS = 90  # what the notice of this version says; the register of purposes may say less

_ONCE = re.compile("[0-9a-f]{32}")


class NameMissing(Refusal):
    """There is no name, or nothing in it is a letter."""

    message = "Write your first name and family name."


class NameTooLong(Refusal):
    """The name does not fit a badge."""

    message = "This name has more than %(most)s signs. Write it as it should stand on the badge."


class CategoryMissing(Refusal):
    """No category was chosen, or one that we do not know."""

    message = "Choose one situation."


class TooManyCompanions(Refusal):
    """The companions are not a number, or more than one person can bring."""

    message = "Choose a number from 0 to %(most)s."


class ConsentMissing(Refusal):
    """Without consent nothing is kept."""

    message = "Tick the box if you agree: without it we may not keep your registration."


class RegistrationClosed(Refusal):
    """The stop takes no registrations."""

    status = 410


class StopIsOver(RegistrationClosed):
    """The last day of the stop has passed."""

    message = "This stop is over: registration closed at the end of its last day."


class RegistrationNotOpenYet(RegistrationClosed):
    """The stop is announced, its registration has not begun."""

    message = "Registration for this stop is not open yet. Look again in a few days."


class RegistrationEnded(RegistrationClosed):
    """The organisers closed registration before the stop."""

    message = "Registration for this stop is closed. Ask at the reception of the stop."


class StopDoesNotTakePlace(RegistrationClosed):
    """The stop was cancelled or moved to other days."""

    message = "This stop does not take place on these days: registration is closed."


OFF = ("cancelled", "moved")  # what a stop says of itself that is not held on its days
_CLOSED = {
    "announced": RegistrationNotOpenYet,
    "closed": RegistrationEnded,
    **dict.fromkeys(OFF, StopDoesNotTakePlace),
}


class TicketWithdrawn(Refusal):
    """The registration was taken back, so the ticket cannot be used."""

    message = "This registration was withdrawn: its ticket no longer opens the door."
    status = 410


class Dated(Protocol):
    """A stop, as far as registering goes; the day is a date on Moroccan clocks."""

    @property
    def last_day(self) -> date: ...
    @property
    def status(self) -> str: ...


class Known(Protocol):
    """A stop, as far as keeping a registration goes."""

    @property
    def id(self) -> int: ...
    @property
    def key(self) -> str: ...
    @property
    def safety_limit(self) -> int | None: ...


@dataclass(frozen=True)
class Details:
    """What a person says when registering, already read by the rules below.

    `once` is the same for one sitting at one browser (see `once_key`); `phone` is in E.164;
    `channel` is where the form was filled: "phone", "desk" or "file".
    """

    full_name: str
    category: str
    once: str
    phone: str | None = None
    companions: int = 0
    language: str = "ar"
    channel: str = "phone"
    latin_name: str | None = None


def refuse_closed(stop: Dated, today: date) -> None:
    """Registration is open from "open" to the end of the stop's last day; else refused."""
    if stop.status in _CLOSED:
        raise _CLOSED[stop.status]
    if today > stop.last_day:
        raise StopIsOver


def is_open(stop: Dated, today: date) -> bool:
    """Whether `refuse_closed` lets pass."""
    return stop.status not in _CLOSED and today <= stop.last_day


def kept_until(last_day: date) -> date:
    """The last day on which registrations of a stop that ended on `last_day` are kept."""
    return last_day + timedelta(days=KEPT_DAYS)


def read_name(text: str | None) -> str:
    """A name as it will stand on the badge; refused without a letter or longer than a badge."""
    name = text or ""
    if len(name) > NAME_LENGTH:
        raise NameTooLong(most=NAME_LENGTH)
    if sum(sign.isalpha() for sign in name) < 2:
        raise NameMissing
    return name


def read_latin_name(text: str | None) -> str | None:
    """The second spelling of the name for the badge, or None where there is none."""
    return read_name(text) if text else None


def read_category(text: str | None) -> str:
    """One of CATEGORIES; anything else is refused."""
    if text not in CATEGORIES:
        raise CategoryMissing
    return text


def read_companions(text: str | None) -> int:
    """How many people come along, 0 when nothing was said; refused above MOST_COMPANIONS."""
    typed = names.fold_digits(text or "0")
    if not re.fullmatch("[0-9]{1,3}", typed) or int(typed) > MOST_COMPANIONS:
        raise TooManyCompanions(most=MOST_COMPANIONS)
    return int(typed)


def read_consent(agreed: bool) -> None:
    """Refused unless the person agreed."""
    if not agreed:
        raise ConsentMissing


def masked(phone: str | None) -> str:
    """The last two digits of a number, for lists that many eyes see: "•• 78"; "" without one."""
    return f"•• {phone[-2:]}" if phone else ""


def is_once(text: str | None) -> bool:
    """Whether `text` is a mark of ours, 32 hex digits: what is guessed opens others' tickets."""
    return bool(_ONCE.fullmatch(text or ""))


def once_key(once: str, stop_key: str, full_name: str, category: str) -> str:
    """The mark of one person at one browser: the same for a form sent again, in any spelling.

    Somebody else of the family on the same phone has another name, and so another mark.
    """
    parts = (once, stop_key, names.fold(full_name), category)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def search_key(full_name: str, latin_name: str | None) -> str:
    """What is stored of a name to find it again, cut to what its column holds."""
    return names.search_key(full_name, latin_name)[:SEARCH_KEY_LENGTH]
