"""The stop file: from its text to a StopPlan, with every fault found at once, and back to text."""

import re
from collections.abc import Collection
from typing import Any

from caravan.tour.catalogue import Catalogue
from caravan.tour.faults import BadStopFile
from caravan.tour.file_fields import Row, TableReader, codes_of
from caravan.tour.file_writing import table
from caravan.tour.stop_checks import check_stop
from caravan.tour.stop_fields import LISTS, STOP, VENUE
from caravan.tour.stop_plan import (
    Day,
    Kept,
    PartnerPlan,
    Room,
    SessionPlan,
    Speaker,
    StopPlan,
    Venue,
)
from caravan.tour.toml_lines import Document

_SHAPES: dict[str, tuple[str, type[Any]]] = {
    "day": ("days", Day),
    "room": ("rooms", Room),
    "speaker": ("speakers", Speaker),
    "partner": ("partners", PartnerPlan),
    "session": ("sessions", SessionPlan),
    "kept": ("kept", Kept),
}
_NO_VENUE = Row(("venue",), {})
_KEYED = ("room", "speaker", "partner", "session")
_FILE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9_-]+\.toml")


def is_stop_file(name: str) -> bool:
    """Whether a file of this name in `events/` is a stop: "2025-02-07-oujda-2025.toml".

    `example.toml` and the catalogues have no date before their name, so that publishing the
    folder passes them by.
    """
    return _FILE_NAME.fullmatch(name) is not None


def read(text: str | bytes, *, source: str, known: Catalogue) -> StopPlan:
    """The stop that a file announces; bytes are UTF-8, times wall times in Africa/Casablanca.

    `source` is the file's name, for the refusal; `known` has the codes that may be named.
    Refused, with every fault of the file: BadStopFile.
    """
    document = Document(text)
    if document.data.get("format", 1) != 1:  # a later format would only look full of faults
        document.report(("format",), "format", value=document.data["format"])
        raise BadStopFile(source, document.faults)
    stop, venue, rows = check(document, known)
    if document.faults:
        raise BadStopFile(source, document.faults)
    lists: dict[str, Any] = {
        attribute: tuple(shape(**row.values) for row in rows[name])
        for name, (attribute, shape) in _SHAPES.items()
    }
    return StopPlan(**stop.values, venue=Venue(**venue.values), **lists)


def check(document: Document, known: Catalogue) -> tuple[Row, Row, dict[str, list[Row]]]:
    """Report to `document` all that is wrong with what it says; the stop, its venue, its lists.

    The rows hold only the values that are without fault.
    """
    reader = TableReader(document, _codes(document, known))
    stop = reader.read((), document.data, STOP, tables=" ".join(["venue", *LISTS]))
    has_venue = "venue" in document.data
    venue = reader.read(("venue",), document.data["venue"], VENUE) if has_venue else _NO_VENUE
    rows = {name: reader.read_all(name, fields) for name, fields in LISTS.items()}
    for name in _KEYED:
        reader.refuse_repeated(rows[name], "key")
    check_stop(document, stop, rows, known)
    return stop, venue, rows


def _codes(document: Document, known: Catalogue) -> dict[str, Collection[str]]:
    """The codes that values may name: those of the catalogue, and the file's own."""
    own = {name: codes_of(document, name, "key") for name in ("room", "speaker", "partner")}
    return {
        "prefecture": known.prefectures,
        "service": known.services,
        "tour": known.tours,
        "organisation": known.organisations,
        **own,
    }


def write(plan: StopPlan) -> str:
    """The stop file of `plan`: reading it gives an equal plan. What is empty is left out."""
    tables = [table("", plan, STOP)]
    if plan.venue != Venue():
        tables.append(table("[venue]", plan.venue, VENUE))
    for name, (attribute, _shape) in _SHAPES.items():
        tables += [table(f"[[{name}]]", each, LISTS[name]) for each in getattr(plan, attribute)]
    return "\n".join(tables)
