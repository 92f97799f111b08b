"""A stop as schema.org's Event, for search engines and assistants (JSON-LD in the stop's page)."""

from datetime import datetime
from typing import Any

from caravan.kernel.clock import ZONE
from caravan.kernel.i18n import in_lang, lang
from caravan.kernel.texts import gettext as _
from caravan.tour.models import Stop

_SCHEMA = "https://schema.org"
# A stop that is moved has not told its new days yet: schema.org calls that postponed.
_SCHEDULED = f"{_SCHEMA}/EventScheduled"
_STATES = {
    "cancelled": f"{_SCHEMA}/EventCancelled",
    "moved": f"{_SCHEMA}/EventPostponed",
}


def describe(stop: Stop, page: str) -> dict[str, Any]:
    """What the page of `stop` (whole address: `page`) says to programs, in the page's language.

    Times carry the offset of Moroccan clocks. Sessions are left to the schedule files: here each
    would weigh 250 bytes on a page that phones load on the road.
    """
    first, last = stop.days[0], stop.days[-1]
    return {
        "@context": _SCHEMA,
        "@type": "Event",
        "name": in_lang(stop.title),
        "url": page,
        "startDate": datetime.combine(first.date, first.opens, tzinfo=ZONE).isoformat(),
        "endDate": datetime.combine(last.date, last.closes, tzinfo=ZONE).isoformat(),
        "eventStatus": _STATES.get(stop.status, _SCHEDULED),
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "location": _location(stop),
        "organizer": {"@type": "Organization", "name": _("Social works of national security")},
        "isAccessibleForFree": True,
        "inLanguage": lang(),
    }


def _location(stop: Stop) -> dict[str, Any]:
    address = {"streetAddress": in_lang(stop.venue_address), "addressLocality": in_lang(stop.name)}
    said = {name: text for name, text in address.items() if text}
    return {
        "@type": "Place",
        "name": in_lang(stop.venue_name or stop.prefecture.name),
        "address": {"@type": "PostalAddress", "addressCountry": "MA", **said},
    }
