"""Forms of the register of agreements: one for each kind of row, made from the file's fields."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from secrets import token_hex
from types import MappingProxyType
from typing import Any

from wtforms import HiddenField
from wtforms.validators import Regexp

from caravan.kernel.errors import explain
from caravan.kernel.forms import ChecksField, DayField, RoomForm
from caravan.kernel.i18n import in_lang
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour.agreements import rules, words
from caravan.tour.agreements.fields import DELIVERIES, HEAD, PARTS, Part, has_key, shown
from caravan.tour.agreements.form_fields import make
from caravan.tour.agreements.plan import AgreementPlan, Delivery
from caravan.tour.agreements.rows import Flat, flat_of, values_of
from caravan.tour.faults import BadAgreements, Fault
from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import Text

_FIELD_OF_FAULT = re.compile(r"\.([a-z_]+)(?:\.(ar|fr))?$")
_FIELD_OF_REFUSAL: dict[type[Refusal], str] = {rules.DayAhead: "day", rules.KeyTaken: "key"}
_OURS = ("base", "taken", "row")
Partners = Mapping[str, dict[str, str]]


class RowForm(RoomForm):
    """A row to write; what it began from, and what is chosen where somebody else saved it too."""

    base = HiddenField()
    row = HiddenField(validators=[Regexp(r"^[a-z0-9_-]{0,60}\Z")])
    taken = ChecksField(validate_choice=False)
    clashes: Iterable[rules.Clash] = ()

    def written(self) -> list[Any]:
        """The fields that people fill in, in order."""
        return [field for field in self if field.name not in _OURS]

    def key_of(self, part: str) -> str:
        """The key that a new row of the part gets: a state has none but its word."""
        return str((self.row if has_key(PARTS[part]) else self["state"]).data)

    def flat(self) -> Flat:
        """What is written, as JSON keeps it."""
        return {field.name: _plain(field.data) for field in self.written()}

    def take_back(self, refusal: Refusal) -> int:
        """Say what is wrong beside its field; gives the status of the answer."""
        if isinstance(refusal, BadAgreements):
            for fault in refusal.faults:
                self._blame(fault)
            return refusal.status
        if field := _FIELD_OF_REFUSAL.get(type(refusal)):
            self[field].errors = [explain(refusal)]
            return refusal.status
        if isinstance(refusal, rules.ChangedMeanwhile):
            self._show(refusal)
        elif isinstance(refusal, rules.RemovedMeanwhile):
            self.base.data = ""  # sent again, the row is entered anew
        self.form_errors.append(explain(refusal))
        return refusal.status

    def _show(self, refusal: rules.ChangedMeanwhile) -> None:
        """Both texts where two people wrote; elsewhere what only the other one has changed."""
        self.clashes, self.base.data = refusal.clashes, refusal.base
        for name, value in _data(refusal.flat, self._dates()).items():
            self[name].data, self[name].raw_data = value, None

    def _dates(self) -> list[str]:
        return [field.name for field in self if isinstance(field, DayField)]

    def _blame(self, fault: Fault) -> None:
        found = _FIELD_OF_FAULT.search(fault.key)
        key, lang = found.groups() if found else ("", None)
        sentence = str(_(fault.message, **fault.params))
        if fault.code == "duplicate_code":
            sentence = _("The agreement has this already.")
        name = f"{key}_{lang or 'ar'}" if f"{key}_ar" in self else key
        if name in self:
            self[name].errors = [*self[name].errors, sentence]
        else:
            self.form_errors.append(sentence)


def head_form(plan: AgreementPlan) -> RowForm:
    """Title of the agreement, and whether it is shown."""
    flat = flat_of(values_of(plan, HEAD), HEAD[1:])
    return _form("", HEAD[1:], plan, flat, "head")


def row_form(plural: str, plan: AgreementPlan, row: Any, partners: Partners) -> RowForm:
    """One row of a part, as it stands, or a new one with a key of its own.

    `partners` are those of the list of partners, by code and name: a party may be one of them.
    """
    part = PARTS[plural]
    fields = shown(part)
    if row is None:
        return _form(plural, fields, plan, None, new_key(part), partners)
    flat = flat_of(values_of(row, fields), fields)
    return _form(plural, fields, plan, flat, row.key, partners)


def delivery_form(plan: AgreementPlan, standing: Delivery | None) -> RowForm:
    """The next step of a delivery, beginning with the one that stands."""
    fields = DELIVERIES.fields[2:]
    flat = flat_of(values_of(standing, fields), fields) if standing else None
    return _form("deliveries", fields, plan, flat, "")


def create_form() -> RowForm:
    """A new agreement: its key, which never changes, and its title."""
    return _form("", HEAD[:2], AgreementPlan("", {}), None, "")


def title_of(form: RowForm) -> Text:
    """The title that the form of a new agreement gives."""
    return {lang: form[f"title_{lang}"].data or "" for lang in ("ar", "fr")}


def new_key(part: Part) -> str:
    """A key for a row that people enter: "site-3f2a91c0"; "" where rows have none."""
    return f"{part.name}-{token_hex(4)}" if has_key(part) else ""


def _form(
    plural: str,
    fields: Iterable[Field],
    plan: AgreementPlan,
    flat: Flat | None,
    row: str,
    partners: Partners = MappingProxyType({}),
) -> RowForm:
    """The form of `fields`, filled with `flat` unless it was sent."""
    made: dict[str, Any] = {}
    for field in fields:
        hints = words.DELIVERY_HINTS if plural == "deliveries" else words.HINTS
        hint = hints.get(field.key, "")
        made |= make(field, words.FIELDS[field.key], hint, _choices(plural, field, plan, partners))
    dates = [field.key for field in fields if field.shape == "date"]
    data = {**_data(flat or {}, dates), "base": rules.base_of(flat) if flat else "", "row": row}
    form: RowForm = type("FormOfRow", (RowForm,), made)(data=data)
    return form


def _data(flat: Mapping[str, Any], dates: Iterable[str]) -> Flat:
    """Flat values as the fields hold them: days are dates."""
    days = {
        name: date.fromisoformat(flat[name]) if flat[name] else None
        for name in dates
        if name in flat
    }
    return {**flat, **days}


def _plain(value: Any) -> Any:
    """What a field holds, as `rows.flat_of` gives it."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def _choices(
    plural: str, field: Field, plan: AgreementPlan, partners: Partners
) -> Mapping[str, Any]:
    """What the field may choose from, by value: words of ours, rows of the agreement, partners."""
    if field.choices:
        return words.CHOICES[plural, field.key]
    if field.among == "source":
        return {
            source.key: f"{number}. {in_lang(source.title)}"
            for number, source in enumerate(plan.sources, 1)
        }
    if field.among == "organisation":
        return {"": _("None of them"), **{code: in_lang(name) for code, name in partners.items()}}
    rows = plan.parties if field.among == "party" else plan.sites
    return {row.key: in_lang(row.name) for row in rows}
