"""The agenda of a stop as a calendar file (RFC 5545), for phones and office calendars."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from caravan.kernel.calendars import new_calendar, new_event
from caravan.kernel.clock import ZONE
from caravan.kernel.i18n import in_lang, language_of
from caravan.kernel.texts import gettext as _
from caravan.tour import rules, words
from caravan.tour.exports.offices import Offices, speaking
from caravan.tour.models import AgendaSession, Stop, Texts
from caravan.tour.stop_plan import OFF

if TYPE_CHECKING:
    from icalendar import Event

_LOOK_AGAIN = timedelta(hours=1)


def write(stop: Stop, sessions: Sequence[AgendaSession], offices: Offices, address: str) -> bytes:
    """A calendar with one event a session, in the page's language.

    `offices` are the names of those who speak; `address` is the stop's page.

    Times are wall times with the zone and its rules. An event keeps its UID for good; its SEQUENCE
    is the stop's release, so that a later file takes the place of an earlier one. What does not
    take place is told as CANCELLED: phones that have it strike it out.
    """
    calendar = new_calendar("Agenda", stop.first_day, stop.last_day)
    calendar.add("x-wr-calname", in_lang(stop.title))
    calendar.add("refresh-interval", _LOOK_AGAIN, {"VALUE": "DURATION"})
    for session in sessions:
        calendar.add_component(_event(stop, session, offices, address))
    return bytes(calendar.to_ical())


def _event(stop: Stop, session: AgendaSession, offices: Offices, address: str) -> "Event":
    event = new_event()
    event.add("uid", f"{session.key}.{stop.key}@caravan")
    event.add("sequence", stop.release)
    event.add("dtstamp", stop.published_at)
    event.add("last-modified", stop.published_at)
    event.add("dtstart", datetime.combine(session.day, session.starts, tzinfo=ZONE))
    event.add("dtend", datetime.combine(session.day, session.ends, tzinfo=ZONE))
    event.add("summary", in_lang(session.title), {"LANGUAGE": language_of(session.title)})
    event.add("location", _place(stop, session))
    if description := "\n".join(_description(stop, session, offices)):
        event.add("description", description)
    event.add("url", address)
    takes_place = rules.takes_place(stop.status, session.is_withdrawn)
    event.add("status", "CONFIRMED" if takes_place else "CANCELLED")
    return event


def _place(stop: Stop, session: AgendaSession) -> str:
    return _joined(session.place, stop.venue_name, stop.venue_address)


def _description(stop: Stop, session: AgendaSession, offices: Offices) -> Iterator[str]:
    """Who speaks, office by office, for whom, and why the stop is off, where there is any."""
    yield from map(in_lang, speaking(session, offices))
    if session.audience:
        yield words.audience_line(session.audience)
    if stop.status in OFF:
        yield in_lang(stop.status_reason)


def _joined(*texts: Texts) -> str:
    return str(_(", ")).join(text for text in map(in_lang, texts) if text)
