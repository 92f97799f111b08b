"""Every key of the register of agreements: read, written, edited on screen and documented by it."""

from dataclasses import dataclass
from typing import Any

from caravan.tour.agreements import plan
from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import LANGUAGES

_KEY = Field("key", "code", required=True, limit=60)
_NAME = Field("name", "text", required=True)
_TEXT = Field("text", "prose", required=True, limit=1000)
_NOTE = Field("note", "prose", limit=1000)
_TOLD_BY = Field("told_by", "choices", required=True, among="source")

HEAD = (_KEY, Field("title", "text", required=True), Field("draft", "yes_no"))
SOURCE = (
    _KEY,
    Field("title", "text", required=True, limit=300),
    Field("published", "date"),
    Field("address", "string", limit=300),
)
STAGE = (
    Field("state", "choice", required=True, choices=plan.STATES),
    Field("day", "date"),
    Field("place", "text"),
    _TOLD_BY,
)
PARTY = (_KEY, _NAME, Field("organisation", "choice", among="organisation"), _NOTE, _TOLD_BY)
VARIANT = (
    _KEY,
    Field("party", "choice", required=True, among="party"),
    Field("lang", "choice", required=True, choices=LANGUAGES),
    Field("name", "string", required=True),
    _TOLD_BY,
)
AIM = (_KEY, _TEXT, _TOLD_BY)
SITE = (_KEY, Field("kind", "choice", required=True, choices=plan.SITE_KINDS), _NAME, _TOLD_BY)
FACILITY = (_KEY, _NAME, Field("sites", "choices", among="site"), _TOLD_BY)
DUTY = (
    _KEY,
    Field("kind", "choice", required=True, choices=plan.DUTIES),
    Field("parties", "choices", required=True, among="party"),
    _NOTE,
    _TOLD_BY,
)
REMARK = (_KEY, _TEXT, _TOLD_BY)
DELIVERY = (
    Field("site", "choice", required=True, among="site"),
    Field("facility", "choice", required=True, among="facility"),
    Field("state", "choice", required=True, choices=plan.DELIVERY_STATES),
    Field("day", "date", required=True),
    _NOTE,
    Field("told_by", "choices", among="source"),
)


@dataclass(frozen=True)
class Part:
    """One kind of row of an agreement: [[agreement.site]] in the file, `sites` in the plan."""

    name: str
    plural: str
    row: type[Any]
    fields: tuple[Field, ...]


PARTS = {
    part.plural: part
    for part in (
        Part("source", "sources", plan.Source, SOURCE),
        Part("stage", "stages", plan.Stage, STAGE),
        Part("party", "parties", plan.Party, PARTY),
        Part("variant", "variants", plan.Variant, VARIANT),
        Part("aim", "aims", plan.Aim, AIM),
        Part("site", "sites", plan.Site, SITE),
        Part("facility", "facilities", plan.Facility, FACILITY),
        Part("duty", "duties", plan.Duty, DUTY),
        Part("remark", "remarks", plan.Remark, REMARK),
    )
}
DELIVERIES = Part("delivery", "deliveries", plan.Delivery, DELIVERY)
EVERY_PART = (*PARTS.values(), DELIVERIES)


def has_key(part: Part) -> bool:
    """Whether its rows have a key of their own; states and deliveries are known without."""
    return part.fields[0] is _KEY


def shown(part: Part) -> tuple[Field, ...]:
    """The fields that people see; keys are given by the program."""
    return part.fields[1:] if has_key(part) else part.fields


def field_names() -> list[str]:
    """Every key in the order of the file: "format", "agreement.key" … "delivery.told_by"."""
    head = ["format", *(f"agreement.{field.key}" for field in HEAD)]
    return head + [f"{part.name}.{field.key}" for part in EVERY_PART for field in part.fields]
