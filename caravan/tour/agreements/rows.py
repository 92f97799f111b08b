"""An agreement in its other shapes: columns of the tables, and the flat values of a form."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

from caravan.tour.agreements.fields import DELIVERY, HEAD, PARTS, Part
from caravan.tour.agreements.plan import AgreementPlan, Delivery
from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import NEEDED_LANGUAGES

Values = dict[str, Any]
"""A row by field, as JSON keeps it: days as "2025-05-06", codes as lists, texts by language."""

Flat = dict[str, Any]
"""A row by form field: of a text its Arabic and French side apart, `name_ar` and `name_fr`."""

TEXTS = ("text", "prose")


def values_of(row: object, fields: Iterable[Field]) -> Values:
    """What `row`, which has an attribute for each field, says; a choice not made is left out."""
    told = {field: _plain(getattr(row, field.key)) for field in fields}
    return {field.key: value for field, value in told.items() if value or not _may_lack(field)}


def columns_of(plan: AgreementPlan) -> Values:
    """The columns of an agreement, without its deliveries."""
    parts = {
        part.plural: [values_of(row, part.fields) for row in getattr(plan, part.plural)]
        for part in PARTS.values()
    }
    return {**values_of(plan, HEAD), **parts}


def plan_of(row: object, deliveries: Iterable[Delivery]) -> AgreementPlan:
    """The plan that the columns of `row` and its standing deliveries make."""
    parts: Values = {
        part.plural: tuple(_row(part, values) for values in getattr(row, part.plural))
        for part in PARTS.values()
    }
    head = {field.key: getattr(row, field.key) for field in HEAD}
    return AgreementPlan(**head, **parts, deliveries=tuple(deliveries))


def changed_plan(plan: AgreementPlan, columns: Mapping[str, Any]) -> AgreementPlan:
    """The plan once some of its columns are `columns`."""
    return plan_of(SimpleNamespace(**{**columns_of(plan), **columns}), plan.deliveries)


def delivery_of(row: object) -> Delivery:
    """A step of the tables as the plan has it."""
    return delivery_from(values_of(row, DELIVERY))


def delivery_from(values: Mapping[str, Any]) -> Delivery:
    """The step that `values`, as JSON keeps them, say."""
    return Delivery(**_typed(DELIVERY, values))


def flat_of(values: Mapping[str, Any], fields: Iterable[Field]) -> Flat:
    """The row as a form shows it."""
    flat: Flat = {}
    for field in fields:
        value = values.get(field.key)
        if field.shape in TEXTS:
            sides = value or {}
            flat |= {f"{field.key}_{lang}": sides.get(lang, "") for lang in NEEDED_LANGUAGES}
        elif field.shape == "yes_no":
            flat[field.key] = bool(value)
        else:
            flat[field.key] = value or ([] if field.shape == "choices" else "")
    return flat


def values_from(flat: Flat, fields: Iterable[Field], before: Mapping[str, Any]) -> Values:
    """The row that a form gives back; what it does not show stays as it was `before`."""
    values: Values = dict(before)
    for field in fields:
        if field.shape in TEXTS:
            written = {lang: flat[f"{field.key}_{lang}"] for lang in NEEDED_LANGUAGES}
            others = before.get(field.key) or {}
            values[field.key] = {**others, **written} if any(written.values()) else {}
        elif field.shape == "date":
            values[field.key] = flat[field.key] or None
        elif _may_lack(field) and not flat[field.key]:
            values.pop(field.key, None)
        else:
            values[field.key] = flat[field.key]
    return values


def _row(part: Part, values: Mapping[str, Any]) -> Any:
    return part.row(**_typed(part.fields, values))


def _typed(fields: Iterable[Field], values: Mapping[str, Any]) -> Values:
    """The values as the plan has them: days are dates, lists are tuples."""
    told = [field for field in fields if field.key in values or not _may_lack(field)]
    return {field.key: _as_planned(field, values[field.key]) for field in told}


def _may_lack(field: Field) -> bool:
    """Whether rows that say nothing of it lack it, as those do that are older than the field."""
    return field.shape == "choice" and not field.required


def _as_planned(field: Field, value: Any) -> Any:
    if field.shape == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
