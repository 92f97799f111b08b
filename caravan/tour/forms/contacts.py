"""The form of an address to write to."""

from collections.abc import Iterable

from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from caravan.kernel.forms import EMAIL, RoomForm, tidy_line
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.changes import Office


class ContactForm(RoomForm):
    """A speaker or partner, an address, the language of the messages, for which stops."""

    office = SelectField(_l("Who is written to"))
    email = StringField(
        _l("E-mail"), [DataRequired(_l("Write an e-mail.")), Length(max=254), EMAIL], [tidy_line]
    )
    language = SelectField(
        _l("Language of the messages"),
        choices=[SelectChoice("ar", _l("Arabic")), SelectChoice("fr", _l("French"))],
    )
    everywhere = BooleanField(
        _l("For every stop of the tour"),
        description=_l("Wherever a stop names this speaker or partner by the same short name."),
    )

    def offer(self, offices: Iterable[tuple[Office, str]]) -> "ContactForm":
        """The same form, with the speakers and partners that may be chosen, by name."""
        self.office.choices = [SelectChoice(":".join(office), name) for office, name in offices]
        return self

    def chosen(self) -> Office:
        """The speaker or partner that was chosen."""
        kind, _, key = str(self.office.data).partition(":")
        return kind, key
