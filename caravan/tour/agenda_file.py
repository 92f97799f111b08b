"""The stop file: from its text to a StopPlan, with every fault found at once, and back to text."""

import re

from caravan.tour.catalogue import Catalogue
from caravan.tour.faults import BadStopFile
from caravan.tour.file_fields import TableReader
from caravan.tour.file_writing import table
from caravan.tour.stop_checks import check_stop
from caravan.tour.stop_fields import DAY, PARTNER, SESSION, STOP, VENUE
from caravan.tour.stop_plan import Day, PartnerPlan, SessionPlan, StopPlan, Venue
from caravan.tour.toml_lines import Document

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
    reader = TableReader(document, {"prefecture": known.prefectures, "service": known.services})
    stop = reader.read((), document.data, STOP, tables="venue day partner session")
    has_venue = "venue" in document.data
    venue = reader.read(("venue",), document.data["venue"], VENUE).values if has_venue else {}
    days = reader.read_all("day", DAY)
    partners = reader.read_all("partner", PARTNER)
    sessions = reader.read_all("session", SESSION)
    for rows in (partners, sessions):
        reader.refuse_repeated(rows, "key")
    check_stop(document, stop, days, sessions)
    if document.faults:
        raise BadStopFile(source, document.faults)
    return StopPlan(
        **stop.values,
        venue=Venue(**venue),
        days=tuple(Day(**row.values) for row in days),
        partners=tuple(PartnerPlan(**row.values) for row in partners),
        sessions=tuple(SessionPlan(**row.values) for row in sessions),
    )


def write(plan: StopPlan) -> str:
    """The stop file of `plan`: reading it gives an equal plan. What is empty is left out."""
    tables = [table("", plan, STOP)]
    if plan.venue.name:
        tables.append(table("[venue]", plan.venue, VENUE))
    tables += [table("[[day]]", day, DAY) for day in plan.days]
    tables += [table("[[partner]]", partner, PARTNER) for partner in plan.partners]
    tables += [table("[[session]]", session, SESSION) for session in plan.sessions]
    return "\n".join(tables)
