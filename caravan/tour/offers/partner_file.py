"""`partners.toml`: partners and their offers, read with every fault, and written."""

from collections.abc import Collection, Iterable

from caravan.tour.faults import BadCatalogue
from caravan.tour.file_fields import TableReader, codes_of
from caravan.tour.file_shapes import Field
from caravan.tour.file_writing import table
from caravan.tour.offers.plan import (
    PAPER_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    OfferPlan,
    OrganisationPlan,
)
from caravan.tour.stop_plan import AUDIENCES, PARTNER_KINDS
from caravan.tour.toml_lines import Document

PARTNERS_FILE = "partners.toml"
PARTNERS = (
    Field("code", "code", required=True, limit=40),
    Field("kind", "choice", required=True, choices=PARTNER_KINDS),
    Field("name", "text", required=True, limit=TITLE_LENGTH),
    Field("until", "date"),
)
OFFERS = (
    Field("code", "code", required=True, limit=60),
    Field("partner", "choice", required=True, among="partner"),
    Field("service", "choice", required=True, among="service"),
    Field("title", "text", required=True, limit=TITLE_LENGTH),
    Field("text", "prose", limit=TEXT_LENGTH),
    Field("audience", "choices", choices=AUDIENCES),
    Field("papers", "texts", limit=PAPER_LENGTH),
    Field("until", "date"),
    Field("stops", "codes", limit=60),
)


def read(
    text: str | bytes, services: Collection[str]
) -> tuple[list[OrganisationPlan], list[OfferPlan]]:
    """The partners and offers that the file tells; `services` are the codes that offers may name.

    Refused with every fault of the file: BadCatalogue.
    """
    document = Document(text)
    known = {"partner": codes_of(document, "partner", "code"), "service": services}
    reader = TableReader(document, known)
    reader.read((), document.data, (), tables="partner offer")
    partners, offers = reader.read_all("partner", PARTNERS), reader.read_all("offer", OFFERS)
    for rows in (partners, offers):
        reader.refuse_repeated(rows, "code")
    if document.faults:
        raise BadCatalogue(PARTNERS_FILE, document.faults)
    return (
        [OrganisationPlan(**row.values) for row in partners],
        [OfferPlan(**row.values) for row in offers],
    )


def write(partners: Iterable[OrganisationPlan], offers: Iterable[OfferPlan]) -> str:
    """The file of these partners and offers: reading it gives equal ones."""
    tables = [table("[[partner]]", one, PARTNERS) for one in partners]
    tables += [table("[[offer]]", one, OFFERS) for one in offers]
    return "\n".join(tables)
