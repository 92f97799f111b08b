"""What stops refer to, read from `events/`: commands, services, tours, dates, partners."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from caravan.tour import purpose_file
from caravan.tour.bank import bank_file
from caravan.tour.bank.bank_file import BANK_FILE
from caravan.tour.bank.plan import BankPlan
from caravan.tour.catalogue_checks import check_commands, check_moved, check_spans
from caravan.tour.duties import duty_file
from caravan.tour.duties.duty_file import DUTIES_FILE
from caravan.tour.duties.plan import Duties
from caravan.tour.faults import BadCatalogue
from caravan.tour.figures import figure_file
from caravan.tour.figures.figure_file import FIGURES_FILE
from caravan.tour.figures.plan import FigurePlan
from caravan.tour.file_fields import Row, TableReader, codes_of
from caravan.tour.file_shapes import Field
from caravan.tour.offers import partner_file
from caravan.tour.offers.partner_file import PARTNERS_FILE
from caravan.tour.offers.plan import OfferPlan, OrganisationPlan
from caravan.tour.purpose_file import PURPOSES_FILE, PurposePlan
from caravan.tour.season.year import FEASTS, Avoided, MovedDate
from caravan.tour.stop_plan import Text
from caravan.tour.toml_lines import Document

PREFECTURES_FILE, SERVICES_FILE, TOURS_FILE = "prefectures.toml", "services.toml", "tours.toml"
CALENDAR_FILE = "calendar.toml"
FILES = (
    PREFECTURES_FILE,
    SERVICES_FILE,
    TOURS_FILE,
    CALENDAR_FILE,
    PARTNERS_FILE,
    PURPOSES_FILE,
    BANK_FILE,
    DUTIES_FILE,
    FIGURES_FILE,
)

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
    Field("since", "date"),
    Field("until", "date"),
    Field("checked", "date", required=True),
)
TOURS = (
    Field("code", "code", required=True, limit=60),
    Field("name", "text", required=True),
)
EDITIONS = (
    Field("tour", "choice", required=True, among="tour"),
    Field("code", "code", required=True, limit=60),
    Field("name", "text", required=True),
    Field("slogan", "text"),
)
AVOIDED = (
    Field("key", "code", required=True, limit=60),
    Field("first", "date", required=True),
    Field("last", "date", required=True),
    Field("yearly", "yes_no"),
    Field("reason", "text", required=True),
)
MOVED = (
    Field("feast", "choice", required=True, choices=tuple(FEASTS)),
    Field("hijri_year", "whole", required=True, limit=1500),
    Field("date", "date", required=True),
)
SERVICES = (
    Field("code", "code", required=True, limit=40),
    Field("name", "text", required=True),
    Field("pictogram", "code", required=True, limit=40),
    Field("about", "prose", limit=500),
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
    it, where a source tells; `since` and `until` its first and last day, where they are known;
    `checked` the day on which the entry was last held against a source; `zgh_checked` whether a
    speaker has read the Tifinagh name.
    """

    code: str
    level: str
    name: Text
    label: Text
    checked: date
    parent: str | None = None
    zgh_checked: bool = False
    since: date | None = None
    until: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether a stop on `day` can be held at this command."""
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True)
class Service:
    """A field of the foundation's work, the name of its pictogram, what it is in a sentence."""

    code: str
    name: Text
    pictogram: str
    about: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Tour:
    """A series of stops that belong together."""

    code: str
    name: Text


@dataclass(frozen=True)
class Edition:
    """One season of a tour, with its slogan; `code` is unique within the tour."""

    tour: str
    code: str
    name: Text
    slogan: Text = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """What stop files may name, by code, in the order of the files."""

    levels: Mapping[str, Level]
    prefectures: Mapping[str, Prefecture]
    services: Mapping[str, Service]
    tours: Mapping[str, Tour]
    editions: Mapping[tuple[str, str], Edition]
    avoided: Mapping[str, Avoided] = field(default_factory=dict)
    moved: Mapping[tuple[str, int], MovedDate] = field(default_factory=dict)
    organisations: Mapping[str, OrganisationPlan] = field(default_factory=dict)
    offers: Mapping[str, OfferPlan] = field(default_factory=dict)
    purposes: tuple[PurposePlan, ...] = ()
    bank: tuple[BankPlan, ...] = ()
    duties: Duties = field(default_factory=Duties)
    figures: tuple[FigurePlan, ...] = ()


def read_catalogue(files: Mapping[str, str | bytes]) -> Catalogue:
    """The catalogue that the texts of the FILES of `events/` tell, by file name.

    Refused with every fault of the first file that has one: BadCatalogue.
    """
    return _read_texts(tuple(files.items()))


@lru_cache(maxsize=1)  # a start reads the folder, and takes over what it has read
def _read_texts(texts: tuple[tuple[str, str | bytes], ...]) -> Catalogue:
    files = dict(texts)
    levels, prefectures = _read_prefectures(Document(files[PREFECTURES_FILE]))
    services = _read_services(Document(files[SERVICES_FILE]))
    tours, editions = _read_tours(Document(files[TOURS_FILE]))
    avoided, moved = _read_calendar(Document(files[CALENDAR_FILE]))
    codes = [service.code for service in services]
    organisations, offers = partner_file.read(files[PARTNERS_FILE], codes)
    known = [one.code for one in organisations]
    purposes = purpose_file.read(files[PURPOSES_FILE])
    return Catalogue(
        levels={level.code: level for level in levels},
        prefectures={prefecture.code: prefecture for prefecture in prefectures},
        services={service.code: service for service in services},
        tours={tour.code: tour for tour in tours},
        editions={(edition.tour, edition.code): edition for edition in editions},
        avoided={span.key: span for span in avoided},
        moved={(one.feast, one.hijri_year): one for one in moved},
        organisations={one.code: one for one in organisations},
        offers={one.code: one for one in offers},
        purposes=tuple(purposes),
        bank=bank_file.read(files[BANK_FILE]),
        duties=duty_file.read(files[DUTIES_FILE], codes, [one.code for one in prefectures], known),
        figures=figure_file.read(files[FIGURES_FILE]),
    )


def _read_prefectures(document: Document) -> tuple[list[Level], list[Prefecture]]:
    names = ("level", "prefecture")
    reader = TableReader(document, {name: codes_of(document, name, "code") for name in names})
    reader.read((), document.data, (), tables="level prefecture")
    levels = reader.read_all("level", LEVELS)
    prefectures = reader.read_all("prefecture", PREFECTURES)
    check_commands(document, prefectures)
    _refuse_faults(reader, PREFECTURES_FILE, levels, prefectures)
    return (
        [Level(**row.values) for row in levels],
        [Prefecture(**row.values) for row in prefectures],
    )


def _read_services(document: Document) -> list[Service]:
    reader = TableReader(document, {})
    reader.read((), document.data, (), tables="service")
    services = reader.read_all("service", SERVICES)
    _refuse_faults(reader, SERVICES_FILE, services)
    return [Service(**row.values) for row in services]


def _read_tours(document: Document) -> tuple[list[Tour], list[Edition]]:
    reader = TableReader(document, {"tour": codes_of(document, "tour", "code")})
    reader.read((), document.data, (), tables="tour edition")
    tours, editions = reader.read_all("tour", TOURS), reader.read_all("edition", EDITIONS)
    reader.refuse_repeated(editions, "code", within="tour")
    _refuse_faults(reader, TOURS_FILE, tours)
    return [Tour(**row.values) for row in tours], [Edition(**row.values) for row in editions]


def _read_calendar(document: Document) -> tuple[list[Avoided], list[MovedDate]]:
    reader = TableReader(document, {})
    reader.read((), document.data, (), tables="avoided moved")
    avoided, moved = reader.read_all("avoided", AVOIDED), reader.read_all("moved", MOVED)
    check_spans(document, avoided, "first", "last")
    check_moved(document, moved)
    reader.refuse_repeated(avoided, "key")
    reader.refuse_repeated(moved, "hijri_year", within="feast")
    _refuse_faults(reader, CALENDAR_FILE)
    return [Avoided(**row.values) for row in avoided], [MovedDate(**row.values) for row in moved]


def _refuse_faults(reader: TableReader, source: str, *tables: list[Row]) -> None:
    for rows in tables:
        reader.refuse_repeated(rows, "code")
    if reader.document.faults:
        raise BadCatalogue(source, reader.document.faults)
