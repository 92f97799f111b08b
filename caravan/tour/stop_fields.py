"""Every key of a stop file: what is read, written, and listed in `docs/events-format.md`."""

from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import (
    AUDIENCES,
    KEPT_RULES,
    LANGUAGES,
    PARTNER_KINDS,
    SESSION_KINDS,
    STATUSES,
)

_SERVICES = Field("services", "choices", among="service")

STOP = (
    Field("format", "whole", required=True),
    Field("key", "code", required=True, limit=60),
    Field("tour", "choice", required=True, among="tour"),
    Field("edition", "code", limit=60),
    Field("stage", "whole", limit=1000),
    Field("prefecture", "choice", required=True, among="prefecture"),
    Field("host", "text"),
    Field("team", "code", limit=60),
    Field("title", "text", required=True),
    Field("seats", "whole", limit=100_000),
    Field("safety_limit", "whole", limit=100_000),
    _SERVICES,
    Field("status", "choice", choices=STATUSES),
    Field("reason", "prose", limit=2000),
    Field("rehearsal", "yes_no"),
    Field("note", "prose", limit=2000),
    Field("sources", "strings", limit=500),
)
VENUE = (Field("name", "text", required=True), Field("address", "prose", limit=500))
DAY = (
    Field("date", "date", required=True),
    Field("opens", "time", required=True),
    Field("closes", "time", required=True),
    Field("prayer_starts", "time"),
    Field("prayer_ends", "time"),
)
ROOM = (
    Field("key", "code", required=True, limit=60),
    Field("name", "text", required=True),
    Field("seats", "whole", limit=100_000),
)
SPEAKER = (
    Field("key", "code", required=True, limit=60),
    Field("name", "text", required=True),
)
PARTNER = (
    Field("key", "code", required=True, limit=60),
    Field("kind", "choice", required=True, choices=PARTNER_KINDS),
    Field("name", "text", required=True),
    Field("organisation", "choice", among="organisation"),
    Field("stand", "string", limit=20),
    _SERVICES,
    Field("note", "prose", limit=2000),
)
SESSION = (
    Field("key", "code", required=True, limit=60),
    Field("day", "date", required=True),
    Field("starts", "time", required=True),
    Field("ends", "time", required=True),
    Field("kind", "choice", required=True, choices=SESSION_KINDS),
    Field("title", "text", required=True),
    Field("room", "choice", among="room"),
    Field("speakers", "choices", among="speaker"),
    Field("partners", "choices", among="partner"),
    Field("audience", "choices", choices=AUDIENCES),
    _SERVICES,
    Field("languages", "choices", choices=LANGUAGES),
    Field("internal", "yes_no"),
    Field("withdrawn", "yes_no"),
)

KEPT = (
    Field("rule", "choice", required=True, choices=KEPT_RULES),
    Field("by", "string", required=True, limit=120),
    Field("reason", "string", required=True, limit=500),
    Field("subject", "string", limit=121),
)
LISTS = {
    "day": DAY,
    "room": ROOM,
    "speaker": SPEAKER,
    "partner": PARTNER,
    "session": SESSION,
    "kept": KEPT,
}
"""The tables of which a file may have several, in the order in which they are written."""
TABLES = {"": STOP, "venue": VENUE, **LISTS}


def field_names() -> list[str]:
    """Every key in the order of the tables: "format" … "venue.name" … "session.withdrawn"."""
    return [
        f"{table}.{field.key}".removeprefix(".")
        for table, fields in TABLES.items()
        for field in fields
    ]
