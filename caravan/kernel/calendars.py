"""Calendar files (RFC 5545): what every one of them begins with."""

from datetime import date
from functools import cache

from icalendar import Calendar, Timezone

from caravan.kernel.clock import ZONE


def new_calendar(what: str, first_day: date, last_day: date) -> Calendar:
    """An empty calendar of `what` ("Agenda", "Ticket") with the rules of the Moroccan zone.

    Its times can be wall times: a phone whose own rules are old still shows the promised hour.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//Caravan//{what}//AR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", str(ZONE))
    calendar.add_component(_zone_rules(first_day.year, last_day.year))
    return calendar


@cache
def _zone_rules(first_year: int, last_year: int) -> Timezone:
    """The zone's changes in these years; the library tries every day, so they are kept."""
    return Timezone.from_tzinfo(
        ZONE, first_date=date(first_year, 1, 1), last_date=date(last_year + 1, 1, 1)
    )
