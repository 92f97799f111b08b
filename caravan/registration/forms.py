"""The forms of registration: who comes, another spelling of the name, a search among people."""

from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from caravan.kernel import phones
from caravan.kernel.forms import tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration import rules, words
from caravan.registration.families.forms import FamilyForm
from caravan.registration.reading import ReadForm, Reads


class RegistrationForm(FamilyForm):
    """Four fields, one consent, the hidden mark of this sitting; folded away: who comes along."""

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
    consent = BooleanField(_l("Consent"), [Reads(rules.read_consent, required=True)])
    once = HiddenField("")

    def details(self, once: str, language: str) -> rules.Details:
        """What was said in a valid form; `once` stands in for a mark that is not ours."""
        return rules.Details(
            full_name=self.said["full_name"],
            category=self.said["category"],
            once=self.once.data if rules.is_once(self.once.data) else once,
            phone=self.said["phone"],
            companions=self.coming(),
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
