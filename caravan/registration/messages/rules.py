"""Who is written to, when, and until when it is of use."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from caravan.kernel.clock import to_instant, to_wall

MOST_TO_A_NUMBER = 5
"""Confirmations, and then reminders, to one number about one stop: a family shares a phone, and the
open form is no way to flood one."""
SPOKEN = ("ar", "fr")
ASKING = "messages"
"""The purpose of the consent to be asked, once a promise was kept, whether it is solved."""
ASKING_VERSION = "2026-11-asking-1"
"""The wording of that consent (templates/followup/_way.html); another one gets another version."""
_REMIND_FROM, _REMIND_UNTIL = time(10), time(20)


class Stop(Protocol):
    """A stop, as far as messages go."""

    @property
    def first_day(self) -> date: ...
    @property
    def last_day(self) -> date: ...
    @property
    def is_rehearsal(self) -> bool: ...
    @property
    def status(self) -> str: ...


def language_of(language: str) -> str:
    """The language of a message to somebody who reads `language`: Arabic where we lack texts."""
    return language if language in SPOKEN else "ar"


def is_reminding_hour(moment: datetime) -> bool:
    """Whether `moment` (UTC) is an hour at which one may be reminded: by day, in Morocco."""
    return _REMIND_FROM <= to_wall(moment).time() < _REMIND_UNTIL


def tomorrow(moment: datetime) -> date:
    """The day after `moment` on Moroccan clocks."""
    return to_wall(moment).date() + timedelta(days=1)


def is_of_use(stop: Stop, today: date) -> bool:
    """Whether attendees are written to about the stop: not once it is over, nor in a rehearsal."""
    return not stop.is_rehearsal and today <= stop.last_day


def end_of(day: date) -> datetime:
    """The instant at which `day` is over in Morocco."""
    return to_instant(day + timedelta(days=1), time(0))
