"""Forms of rounds: which mode to open, and the tick that deleting is meant."""

from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired

from caravan.kernel.forms import RoomForm
from caravan.kernel.texts import lazy_gettext as _l
from caravan.voice.rounds import rules


class RoundForm(RoomForm):
    """A new round: with names or without."""

    mode = RadioField(
        _l("How people ask"),
        [InputRequired(_l("Choose how people ask."))],
        choices=[
            SelectChoice(rules.UNNAMED, _l("without a name")),
            SelectChoice(rules.NAMED, _l("with names")),
        ],
    )


class ModeForm(RoomForm):
    """The other mode for the open round; `seen` is the mode that the page showed."""

    seen = HiddenField(validators=[AnyOf(rules.MODES)])
    sure = BooleanField(_l("Delete what was gathered in this round, for good"))
