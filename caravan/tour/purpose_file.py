"""`purposes.toml`: why personal data are kept, read with every fault."""

from dataclasses import dataclass, field
from datetime import date

from caravan.tour.faults import BadCatalogue
from caravan.tour.file_fields import TableReader
from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import Text
from caravan.tour.toml_lines import Document

PURPOSES_FILE = "purposes.toml"
SERVED = ("stop", "messages", "arrivals", "voice", "askers", "requests", "offices", "staff")
"""What the program keeps data of people for: the file must have each of them."""
COUNTED_FROM = ("stop", "act")
"""Retention begins on the last day of the stop, or with the act itself."""
LONGEST_DAYS = 1830
PURPOSES = (
    Field("code", "code", required=True, limit=40),
    Field("name", "text", required=True, limit=120),
    Field("data", "prose", required=True, limit=600),
    Field("basis", "prose", required=True, limit=300),
    Field("recipients", "prose", required=True, limit=400),
    Field("days", "whole", required=True, limit=LONGEST_DAYS),
    Field("counted_from", "choice", required=True, choices=COUNTED_FROM),
    Field("note", "prose", limit=400),
    Field("number", "string", limit=40),
    Field("declared", "date"),
)


@dataclass(frozen=True)
class PurposePlan:
    """A purpose as the file says it; `number` and `declared` once the commission has answered."""

    code: str
    name: Text
    data: Text
    basis: Text
    recipients: Text
    days: int
    counted_from: str
    note: Text = field(default_factory=dict)
    number: str = ""
    declared: date | None = None


def read(text: str | bytes) -> list[PurposePlan]:
    """The purposes that the file tells, in its order; each that the program serves must be there.

    Refused with every fault of the file: BadCatalogue.
    """
    document = Document(text)
    reader = TableReader(document, {})
    reader.read((), document.data, (), tables="purpose")
    rows = reader.read_all("purpose", PURPOSES)
    reader.refuse_repeated(rows, "code")
    for code in SERVED:
        if not document.faults and code not in {row.values["code"] for row in rows}:
            document.report(("purpose",), "purpose_missing", value=code)
            break
    if document.faults:
        raise BadCatalogue(PURPOSES_FILE, document.faults)
    return [PurposePlan(**row.values) for row in rows]
