"""The forms of registration: who comes, another spelling of the name, a search among people."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from caravan.kernel import phones
from caravan.kernel.forms import is_only_redrawn, tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration import rules, words
from caravan.registration.families.forms import FamilyFields, is_told
from caravan.registration.families.rules import Companion, total
from caravan.registration.reading import ReadForm, Reads, said_in


class BriefForm(ReadForm):
    """Four fields, one consent, and the hidden mark of this sitting."""

    full_name = StringField(
        _l("Full name"),
        [Reads(rules.read_name, required=True)],
        filters=[tidy_line],
        description=_l("As it will be printed on the badge, in Arabic or in French."),
    )
    category = RadioField(
        _l("Your situation"),
        [Reads(rules.read_category, required=True)],
        choices=[SelectChoice(key, words.CATEGORIES[key]) for key in rules.CATEGORIES],
        validate_choice=False,
    )
    phone = StringField(
        _l("Telephone"),
        [Reads(phones.read_phone)],
        filters=[tidy_number],
    )
    companions = StringField(
        _l("Companions"), [Reads(rules.read_companions)], filters=[tidy_number]
    )
    consent = BooleanField(_l("Consent"), [Reads(rules.read_consent, required=True)])
    once = HiddenField("")

    @property
    def sent(self) -> "Sent":
        """What a valid form says."""
        return Sent(self.said, self.once.data, self.family)

    @property
    def family(self) -> tuple[Companion, ...]:
        """Who was told of, in a valid form."""
        told: tuple[Companion, ...] = self.said.get("family", ())
        return told

    def coming(self) -> int:
        """How many come along, in a valid form."""
        return total(self.said["companions"], self.family)

    def details(self, once: str, language: str) -> rules.Details:
        """What was said in a valid form; see `Sent.details`."""
        return self.sent.details(once, language)


class Sent(NamedTuple):
    """A form that passed all rules: what they read, the mark of the sitting, who comes along."""

    said: Mapping[str, Any]
    once: str | None
    family: tuple[Companion, ...] = ()

    def coming(self) -> int:
        """How many come along."""
        return total(self.said["companions"], self.family)

    def details(self, once: str, language: str) -> rules.Details:
        """What was said; `once` stands in for a mark that is not ours."""
        said, mark = self.said, self.once
        return rules.Details(
            full_name=said["full_name"],
            category=said["category"],
            once=mark if mark and rules.is_once(mark) else once,
            phone=said["phone"],
            companions=self.coming(),
            language=language,
        )


class RegistrationForm(FamilyFields, BriefForm):
    """The whole form: folded away in it, who comes along."""


def read_sent(sent: Mapping[str, str]) -> Sent | None:
    """What the form says that was sent; None where something is to mend.

    Most people come without telling of anybody: then the form is only read, not made, which halves
    what a registration costs (docs/performance.md).
    """
    if is_only_redrawn():
        return None
    if is_told(sent):
        form = RegistrationForm()
        return form.sent if form.validate() else None
    said = said_in(BriefForm, sent)
    return None if said is None else Sent(said, sent.get("once"))


class NameForm(ReadForm):
    """The name as it should stand on the badge, in one spelling or two."""

    full_name = StringField(
        _l("Full name"),
        [Reads(rules.read_name, required=True)],
        filters=[tidy_line],
    )
    latin_name = StringField(
        _l("Name in Latin letters"),
        [Reads(rules.read_latin_name)],
        filters=[tidy_line],
        description=_l("Printed under the Arabic name."),
    )
