"""The forms of the kiosk: the registration of one visitor, the number that locks and opens."""

from dataclasses import replace

from wtforms import PasswordField, SelectField
from wtforms.fields.choices import SelectChoice

from caravan.kernel.forms import tidy_number
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration import forms
from caravan.registration import rules as registration
from caravan.registration.kiosk import rules
from caravan.registration.reading import ReadForm, Reads


class KioskForm(forms.RegistrationForm):
    """The same as on the own phone; a mark of the sitting is made for each visitor."""

    def at_kiosk(self, once: str, language: str) -> registration.Details:
        """What was said, of a valid form, as the kiosk keeps it."""
        return replace(self.details(once, language), channel="kiosk")


class LockForm(ReadForm):
    """A number of the staff's choice, and which kiosk this is."""

    pin = PasswordField(
        _l("Number that ends the kiosk"),
        [Reads(rules.read_pin, required=True)],
        filters=[tidy_number],
        description=_l("4 to 8 digits of your choice. Without it the browser has to be closed."),
    )
    kiosk = SelectField(
        _l("Number of this kiosk"),
        [Reads(rules.read_kiosk)],
        choices=[SelectChoice(str(one), str(one)) for one in rules.KIOSKS],
        validate_choice=False,
        description=_l("Write it on the kiosk: the desk then sees where help is wanted."),
    )
