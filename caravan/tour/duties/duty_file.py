"""`duties.toml`: themes, answering bodies, routes and plan lines, read with every fault."""

from collections.abc import Collection

from caravan.tour.catalogue_checks import is_below
from caravan.tour.duties.plan import (
    BODY_KINDS,
    PARTNER,
    BodyPlan,
    Duties,
    LinePlan,
    RoutePlan,
    ThemePlan,
)
from caravan.tour.faults import BadCatalogue
from caravan.tour.file_fields import Row, TableReader, codes_of
from caravan.tour.file_shapes import Field
from caravan.tour.toml_lines import Document

DUTIES_FILE = "duties.toml"
MOST_DAYS = 250
THEMES = (
    Field("code", "code", required=True, limit=40),
    Field("name", "text", required=True, limit=80),
    Field("parent", "choice", among="theme"),
    Field("service", "choice", among="service"),
)
BODIES = (
    Field("code", "code", required=True, limit=40),
    Field("kind", "choice", required=True, choices=BODY_KINDS),
    Field("name", "text", required=True, limit=120),
    Field("days", "whole", required=True, limit=MOST_DAYS),
    Field("organisation", "choice", among="organisation"),
)
ROUTES = (
    Field("service", "choice", required=True, among="service"),
    Field("prefecture", "choice", among="prefecture"),
    Field("body", "choice", required=True, among="body"),
)
LINES = (
    Field("code", "code", required=True, limit=40),
    Field("name", "text", required=True, limit=160),
    Field("service", "choice", among="service"),
    Field("theme", "choice", among="theme"),
)


def read(
    text: str | bytes,
    services: Collection[str],
    prefectures: Collection[str],
    organisations: Collection[str],
) -> Duties:
    """What the file tells; the others are the codes of the catalogue that it may name.

    Refused with every fault of the file: BadCatalogue.
    """
    document = Document(text)
    known = {
        "service": services,
        "prefecture": prefectures,
        "organisation": organisations,
        "theme": codes_of(document, "theme", "code"),
        "body": codes_of(document, "body", "code"),
    }
    reader = TableReader(document, known)
    reader.read((), document.data, (), tables="theme body route line")
    themes, bodies = reader.read_all("theme", THEMES), reader.read_all("body", BODIES)
    routes, lines = reader.read_all("route", ROUTES), reader.read_all("line", LINES)
    for rows in (themes, bodies, lines):
        reader.refuse_repeated(rows, "code")
    reader.refuse_repeated(routes, "service", within="prefecture")
    _check_tree(document, themes)
    _check_bodies(document, bodies)
    if document.faults:
        raise BadCatalogue(DUTIES_FILE, document.faults)
    return Duties(
        themes=tuple(ThemePlan(**row.values) for row in themes),
        bodies=tuple(BodyPlan(**row.values) for row in bodies),
        routes=tuple(RoutePlan(**row.values) for row in routes),
        lines=tuple(LinePlan(**row.values) for row in lines),
    )


def _check_tree(document: Document, themes: list[Row]) -> None:
    """No theme stands below itself."""
    parents = {
        row.values["code"]: row.values.get("parent") for row in themes if "code" in row.values
    }
    for row in themes:
        code = row.values.get("code")
        if code and is_below(parents[code], code, parents):
            document.report((*row.path, "parent"), "below_itself", value=parents[code])


def _check_bodies(document: Document, bodies: list[Row]) -> None:
    """Where a partner answers, it is one of the partners; no other body names one."""
    for row in bodies:
        kind, place = row.values.get("kind"), (*row.path, "organisation")
        if kind == PARTNER and not document.holds(place):
            document.report(place, "missing")
        elif kind in BODY_KINDS and kind != PARTNER and document.holds(place):
            document.report(place, "only_of_partner", value=kind)
