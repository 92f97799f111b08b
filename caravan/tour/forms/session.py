"""The form of a session."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from caravan.tour.forms import words
from caravan.tour.forms.parts import PartForm, choice, choices, figures, one_line


class SessionForm(PartForm):
    """One line of the agenda: what, when, where, who, for whom."""

    title_ar = one_line(_l("Title in Arabic"))
    title_fr = one_line(_l("Title in French"))
    title_en = one_line(_l("Title in English"))
    title_zgh = one_line(_l("Title in Tamazight"))
    day = choice(_l("Day"))
    starts = figures(_l("Begins at"))
    ends = figures(_l("Ends at"))
    room = choice(_l("Room"))
    kind = choice(_l("Kind of session"), words.SESSION_KINDS)
    speakers = choices(_l("Speakers"))
    partners = choices(_l("Partners who take part"))
    services = choices(_l("Services it is about"))
    audience = choices(_l("For whom"), words.AUDIENCES, _l("Nobody ticked: for everybody."))
    languages = choices(_l("Held in"), words.LANGUAGES, _l("Nothing ticked: in Arabic."))
    internal = BooleanField(_l("For staff only: the public never sees it"))
    withdrawn = BooleanField(_l("Will not take place: stays visible as withdrawn"))
    kept = one_line(
        _l("Stays in the Friday prayer block because"),
        _l("Only where it must. Your name is kept with the reason; the public does not see it."),
    )
    key = one_line(
        _l("Short name"),
        _l("For addresses and files; left empty, it is made from the French title."),
    )


class PlaceForm(PartForm):
    """Where a session stands, as a drag or a key moves it; `step` is one of the four arrows."""

    day = figures("")
    starts = figures("")
    ends = figures("")
    room = one_line("")
    step = one_line("")
