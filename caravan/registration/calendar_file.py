"""The days of a stop as a calendar file (RFC 5545), for the holder of a ticket."""

from datetime import datetime
from typing import TYPE_CHECKING

from caravan.kernel.calendars import new_calendar, new_event
from caravan.kernel.clock import ZONE
from caravan.kernel.codes import grouped
from caravan.kernel.i18n import in_lang
from caravan.registration import rules
from caravan.registration.models import Registration
from caravan.tour.models import Stop, StopDay

if TYPE_CHECKING:
    from icalendar import Event


def write(stop: Stop, registration: Registration, language: str, address: str) -> bytes:
    """A calendar with one event a day, from opening to closing; `address` is the ticket's page.

    Times are wall times with the zone and its rules; an event keeps its UID for good, so that a
    later file takes the place of an earlier one. The name does not stand in it: calendars are
    shared.
    """
    calendar = new_calendar("Ticket", stop.first_day, stop.last_day)
    for day in stop.days:
        calendar.add_component(_event(stop, day, registration, language, address))
    return bytes(calendar.to_ical())


def _event(
    stop: Stop, day: StopDay, registration: Registration, language: str, address: str
) -> "Event":
    event = new_event()
    event.add("uid", f"{day.date}.{registration.entry_code}.{stop.key}@caravan")
    event.add("sequence", stop.release)
    event.add("dtstamp", stop.published_at)
    event.add("dtstart", datetime.combine(day.date, day.opens, tzinfo=ZONE))
    event.add("dtend", datetime.combine(day.date, day.closes, tzinfo=ZONE))
    event.add("summary", in_lang(stop.title, language))
    event.add("location", _place(stop, language))
    event.add("description", grouped(registration.entry_code))
    event.add("url", address)
    event.add("status", "CANCELLED" if stop.status in rules.OFF else "CONFIRMED")
    return event


def _place(stop: Stop, language: str) -> str:
    comma = "، " if language == "ar" else ", "
    texts = (in_lang(stop.venue_name, language), in_lang(stop.venue_address, language))
    return comma.join(text for text in texts if text)
