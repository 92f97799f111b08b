"""What short messages say: no name, no text of a person, no address that opens a ticket."""

from collections.abc import Sequence

from flask import current_app

from caravan.kernel import codes
from caravan.kernel.i18n import clock, days, in_lang, in_language, lang
from caravan.kernel.outbox import SMS
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.kernel.texts import ngettext
from caravan.tour.models import Stop

KINDS = {
    "confirmation": _l("Registered"),
    "reminder": _l("Tomorrow"),
    "change": _l("Change of programme, to attendees"),
    "solved": _l("Is it solved? To those who asked and agreed"),
    "release": _l("Change of programme, to speakers and partners"),
}
CHANNELS = {"mail": _l("E-mail"), SMS: _l("SMS")}


def confirmation(stop: Stop, entry_code: str, language: str) -> str:
    """You are registered, with the code for the door."""
    with in_language(language):
        return _(
            "You are registered: %(stop)s, %(days)s. Code for the door: %(code)s. %(page)s",
            stop=in_lang(stop.title),
            days=days(stop.first_day, stop.last_day),
            code=codes.grouped(entry_code),
            page=_page(stop),
        )


def reminder(stop: Stop, entry_code: str, language: str) -> str:
    """It is tomorrow: where, from when, with which code."""
    with in_language(language):
        return _(
            "Tomorrow: %(stop)s, %(place)s, from %(opens)s. Code for the door: %(code)s. %(page)s",
            stop=in_lang(stop.title),
            place=in_lang(stop.venue_name),
            opens=clock(stop.days[0].opens),
            code=codes.grouped(entry_code),
            page=_page(stop),
        )


def change(stop: Stop, sentences: Sequence[str], language: str) -> str:
    """What changed: its first sentence, how many more there are, where to read them."""
    with in_language(language):
        more = len(sentences) - 1
        rest = (
            ngettext("And %(num)s more change.", "And %(num)s more changes.", more) if more else ""
        )
        said = " ".join(filter(None, (sentences[0], rest)))
        return f"{in_lang(stop.title)}{_(': ')}{said} {_page(stop)}"


def _page(stop: Stop) -> str:
    return f"{current_app.config['SETTINGS'].public_url}/{lang()}/stops/{stop.key}"
