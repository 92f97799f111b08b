"""Calendar files (RFC 5545): what every one of them begins with, and their empty events.

The library that writes them is slow to bring in: it is, with the first file that is asked for.
"""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from caravan.kernel.clock import ZONE

if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone


def new_calendar(what: str, first_day: date, last_day: date) -> "Calendar":
    """An empty calendar of `what` ("Agenda", "Ticket") with the rules of the Moroccan zone.

    Its times can be wall times: a phone whose own rules are old still shows the promised hour.
    """
    from icalendar import Calendar  # noqa: PLC0415 - see above

    calendar = Calendar()
    calendar.add("prodid", f"-//Caravan//{what}//AR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", str(ZONE))
    calendar.add_component(_zone_rules(first_day.year, last_day.year))
    return calendar


def new_event() -> "Event":
    """An event without anything in it."""
    from icalendar import Event  # noqa: PLC0415 - see above

    return Event()


@cache
def _zone_rules(first_year: int, last_year: int) -> "Timezone":
    """The zone's changes in these years; the library tries every day, so they are kept."""
    from icalendar import Timezone  # noqa: PLC0415 - see above

    return Timezone.from_tzinfo(
        ZONE, first_date=date(first_year, 1, 1), last_date=date(last_year + 1, 1, 1)
    )
