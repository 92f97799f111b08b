"""The commands that can host a stop and the services that can be shown, read from `events/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caravan.tour.faults import BadCatalogue
from caravan.tour.file_fields import Row, TableReader
from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import Text
from caravan.tour.toml_lines import Document

LEVELS = (
    Field("code", "code", required=True, limit=40),
    Field("noun", "text", required=True),
    Field("head", "text"),
)
PREFECTURES = (
    Field("code", "code", required=True, limit=40),
    Field("level", "choice", required=True, among="level"),
    Field("name", "text", required=True),
    Field("label", "text", required=True),
    Field("zgh_checked", "yes_no"),
    Field("parent", "choice", among="prefecture"),
    Field("checked", "date", required=True),
)
SERVICES = (
    Field("code", "code", required=True, limit=40),
    Field("name", "text", required=True),
    Field("pictogram", "code", required=True, limit=40),
)


@dataclass(frozen=True)
class Level:
    """A level of command, with its noun ("préfecture de police") and the title of its head."""

    code: str
    noun: Text
    head: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Prefecture:
    """A command that can host a stop, of whatever level.

    `name` is its city, `label` its full name with the noun; `parent` the code of the command above
    it, where a source tells; `checked` the day on which the entry was last held against a source;
    `zgh_checked` whether a speaker has read the Tifinagh name.
    """

    code: str
    level: str
    name: Text
    label: Text
    checked: date
    parent: str | None = None
    zgh_checked: bool = False


@dataclass(frozen=True)
class Service:
    """A field of the foundation's work, and the name of its pictogram."""

    code: str
    name: Text
    pictogram: str


@dataclass(frozen=True)
class Catalogue:
    """What stop files may name, by code, in the order of the files."""

    levels: Mapping[str, Level]
    prefectures: Mapping[str, Prefecture]
    services: Mapping[str, Service]


def read_catalogue(prefectures_text: str | bytes, services_text: str | bytes) -> Catalogue:
    """The catalogue of the two files of `events/`. Refused with every fault: BadCatalogue."""
    levels, prefectures = _read_prefectures(Document(prefectures_text))
    services = _read_services(Document(services_text))
    return Catalogue(
        levels={level.code: level for level in levels},
        prefectures={prefecture.code: prefecture for prefecture in prefectures},
        services={service.code: service for service in services},
    )


def _read_prefectures(document: Document) -> tuple[list[Level], list[Prefecture]]:
    names = ("level", "prefecture")
    reader = TableReader(document, {name: _codes(document, name) for name in names})
    reader.read((), document.data, (), tables="level prefecture")
    levels = reader.read_all("level", LEVELS)
    prefectures = reader.read_all("prefecture", PREFECTURES)
    _refuse_faults(reader, "prefectures.toml", levels, prefectures)
    return (
        [Level(**row.values) for row in levels],
        [Prefecture(**row.values) for row in prefectures],
    )


def _read_services(document: Document) -> list[Service]:
    reader = TableReader(document, {})
    reader.read((), document.data, (), tables="service")
    services = reader.read_all("service", SERVICES)
    _refuse_faults(reader, "services.toml", services)
    return [Service(**row.values) for row in services]


def _codes(document: Document, name: str) -> list[str]:
    """The codes that the file's own tables give, for its references to itself."""
    nodes = document.data.get(name, [])
    return [str(node.get("code")) for node in nodes if isinstance(node, dict)]


def _refuse_faults(reader: TableReader, source: str, *tables: list[Row]) -> None:
    for rows in tables:
        reader.refuse_repeated(rows, "code")
    if reader.document.faults:
        raise BadCatalogue(source, reader.document.faults)
