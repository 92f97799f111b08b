"""`figures.toml`: figures of earlier reports, read with every fault."""

from typing import Any

from caravan.tour.faults import BadCatalogue
from caravan.tour.figures.plan import FigurePlan, PartPlan
from caravan.tour.file_fields import TableReader, codes_of
from caravan.tour.file_shapes import Field
from caravan.tour.toml_lines import Document

FIGURES_FILE = "figures.toml"
LAST_YEAR = 2100
MOST = 10**9
FIGURES = (
    Field("code", "code", required=True, limit=40),
    Field("year", "whole", required=True, limit=LAST_YEAR),
    Field("name", "text", required=True, limit=160),
    Field("value", "whole", required=True, limit=MOST),
    Field("source", "string", required=True, limit=300),
)
PARTS = (
    Field("figure", "choice", required=True, among="figure"),
    Field("year", "whole", required=True, limit=LAST_YEAR),
    Field("name", "text", required=True, limit=80),
    Field("value", "whole", required=True, limit=MOST),
)


def read(text: str | bytes) -> tuple[FigurePlan, ...]:
    """The figures of the file. Refused with every fault of the file: BadCatalogue.

    That parts do not add up is no fault: the text says so, and the report tells it.
    """
    document = Document(text)
    reader = TableReader(document, {"figure": codes_of(document, "figure", "code")})
    reader.read((), document.data, (), tables="figure part")
    figures, parts = reader.read_all("figure", FIGURES), reader.read_all("part", PARTS)
    reader.refuse_repeated(figures, "code", within="year")
    known = {(row.values.get("code"), row.values.get("year")) for row in figures}
    for row in parts:
        key = row.values.get("figure"), row.values.get("year")
        if None not in key and key not in known:
            document.report((*row.path, "year"), "no_such_figure", value=key[0], year=key[1])
    if document.faults:
        raise BadCatalogue(FIGURES_FILE, document.faults)
    return tuple(_figure(row.values, [part.values for part in parts]) for row in figures)


def _figure(values: dict[str, Any], parts: list[dict[str, Any]]) -> FigurePlan:
    own = (one for one in parts if (one["figure"], one["year"]) == (values["code"], values["year"]))
    return FigurePlan(**values, parts=tuple(PartPlan(one["name"], one["value"]) for one in own))
