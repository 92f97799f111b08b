"""The agenda of a stop as a calendar file (RFC 5545), for phones and office calendars."""

from collections.abc import Sequence
from datetime import datetime

from icalendar import Event

from caravan.kernel.calendars import new_calendar
from caravan.kernel.clock import ZONE
from caravan.kernel.i18n import in_lang
from caravan.tour.models import AgendaSession, Stop


def write(stop: Stop, sessions: Sequence[AgendaSession], language: str, address: str) -> bytes:
    """A calendar with one event a session, texts in `language`; `address` is the stop's page.

    Times are wall times with the zone and its rules. An event keeps its UID for good; its SEQUENCE
    is the stop's release, so that a later file takes the place of an earlier one.
    """
    calendar = new_calendar("Agenda", stop.first_day, stop.last_day)
    calendar.add("x-wr-calname", in_lang(stop.title, language))
    for session in sessions:
        calendar.add_component(_event(stop, session, language, address))
    return bytes(calendar.to_ical())


def _event(stop: Stop, session: AgendaSession, language: str, address: str) -> Event:
    event = Event()
    event.add("uid", f"{session.key}.{stop.key}@caravan")
    event.add("sequence", stop.release)
    event.add("dtstamp", stop.published_at)
    event.add("last-modified", stop.published_at)
    event.add("dtstart", datetime.combine(session.day, session.starts, tzinfo=ZONE))
    event.add("dtend", datetime.combine(session.day, session.ends, tzinfo=ZONE))
    event.add("summary", in_lang(session.title, language))
    event.add("location", _place(stop, session, language))
    if speaker := in_lang(session.speaker, language):
        event.add("description", speaker)
    event.add("url", address)
    off = session.is_withdrawn or stop.status == "cancelled"
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    return event


def _place(stop: Stop, session: AgendaSession, language: str) -> str:
    comma = "، " if language == "ar" else ", "
    texts = (session.place, stop.venue_name, stop.venue_address)
    return comma.join(text for text in (in_lang(one, language) for one in texts) if text)
