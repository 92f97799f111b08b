"""The forms of registration: who comes, another spelling of the name, a search among people."""

from collections.abc import Callable
from typing import Any

from wtforms import BooleanField, Field, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from caravan.kernel import phones
from caravan.kernel.errors import explain
from caravan.kernel.forms import RoomForm, tidy_line, tidy_number
from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration import rules, words


class Reads:
    """Asks a reading rule about a field: what it reads is kept, its refusal stands by the field."""

    def __init__(self, rule: Callable[[Any], object], *, required: bool = False) -> None:
        self.rule = rule
        self.field_flags = {"required": True} if required else {}

    def __call__(self, form: "ReadForm", field: Field) -> None:
        try:
            form.said[field.name] = self.rule(field.data)
        except Refusal as refusal:
            raise ValidationError(explain(refusal)) from refusal


class ReadForm(RoomForm):
    """A form read by rules; `said` holds what they read, by the fields' names, once validated."""

    def __init__(self, **values: Any) -> None:
        self.said: dict[str, Any] = {}
        super().__init__(**values)


class RegistrationForm(ReadForm):
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

    def details(self, once: str, language: str) -> rules.Details:
        """What was said in a valid form; `once` stands in for a mark that is not ours."""
        return rules.Details(
            full_name=self.said["full_name"],
            category=self.said["category"],
            once=self.once.data if rules.is_once(self.once.data) else once,
            phone=self.said["phone"],
            companions=self.said["companions"],
            language=language,
        )


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
