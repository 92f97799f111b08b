"""The form of exports: which list, as which file, what for."""

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice

from caravan.kernel.forms import tidy_line
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration.exports import rules
from caravan.registration.reading import ReadForm, Reads


class ExportForm(ReadForm):
    """A request for a list."""

    content = RadioField(
        _l("Which list"),
        choices=[
            SelectChoice("people", _l("People registered")),
            SelectChoice("invitations", _l("Invitations with their personal links")),
        ],
        default="people",
    )
    form = RadioField(
        _l("As which file"),
        choices=[SelectChoice("xlsx", "XLSX"), SelectChoice("csv", "CSV")],
        default="xlsx",
    )
    reason = StringField(
        _l("What for"), [Reads(rules.read_reason, required=True)], filters=[tidy_line]
    )
