"""Forms of those who work behind the hall screen: shape only."""

from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import AnyOf, Length

from caravan.kernel.forms import RoomForm, most, tidy_line
from caravan.kernel.texts import lazy_gettext as _l
from caravan.voice.screen import rules


class ModeForm(RoomForm):
    """What stands on the screen; `chart` is the key of survey results."""

    mode = HiddenField(validators=[AnyOf(rules.MODES)])
    chart = HiddenField(validators=[Length(max=60)])


class AnnouncementForm(RoomForm):
    """An announcement in the languages of the hall."""

    ar = StringField(
        _l("In Arabic"), [most(rules.ANNOUNCEMENT_SIGNS)], [tidy_line], name="announcement_ar"
    )
    fr = StringField(
        _l("In French"), [most(rules.ANNOUNCEMENT_SIGNS)], [tidy_line], name="announcement_fr"
    )
    en = StringField(
        _l("In English"), [most(rules.ANNOUNCEMENT_SIGNS)], [tidy_line], name="announcement_en"
    )
    zgh = StringField(
        _l("In Tamazight"), [most(rules.ANNOUNCEMENT_SIGNS)], [tidy_line], name="announcement_zgh"
    )


class NoteForm(RoomForm):
    """A line for the speaker's tablet."""

    note = StringField(
        _l("Note to the speaker"),
        [most(rules.NOTE_SIGNS)],
        [tidy_line],
        description=_l("It stands on the tablet until another one, or none, takes its place."),
    )


class StepForm(RoomForm):
    """Where a question goes in the order."""

    step = SelectField(choices=["first", "up", "down"])


class ReadyForm(RoomForm):
    """Whether a partner would answer a question: "yes" or nothing."""

    ready = HiddenField(validators=[AnyOf(("", "yes"))])
