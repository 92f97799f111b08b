"""Words that pages and exports share: for whom a session is, what is off, what a release tells."""

from collections.abc import Sequence

from caravan.kernel.i18n import language_of
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.models import Release

_AUDIENCES = {
    "serving": _l("serving staff"),
    "retired": _l("retirees"),
    "widow": _l("widows and widowers"),
    "orphan": _l("orphans"),
    "rights_holder": _l("rights-holders"),
    "guest": _l("guests"),
    "partner": _l("partners"),
    "press": _l("the press"),
    "organiser": _l("organisers"),
}

_LANGUAGES = {
    "ar": _l("Arabic"),
    "fr": _l("French"),
    "en": _l("English"),
    "zgh": _l("Tamazight"),
}


def language_name(code: str) -> str:
    """What the language `code` is called in the language of the page."""
    return str(_LANGUAGES[code])


def audience(code: str) -> str:
    """The group `code` as it stands after "For:"."""
    return str(_AUDIENCES[code])


def audience_line(codes: Sequence[str]) -> str:
    """For whom a session is, in one line; "" where it is for everybody."""
    return str(_("For:") + " " + _(", ").join(map(audience, codes))) if codes else ""


def told_off(state: str, title: str) -> str:
    """`title` behind the word for `state` ("cancelled", "moved", "withdrawn"), for formats that
    have no field for it.
    """
    word = {"cancelled": _("Cancelled"), "moved": _("Moved"), "withdrawn": _("Will not take place")}
    return str(word[state] + _(": ") + title)


def told_by(release: Release) -> list[str]:
    """What `release` tells attendees, one sentence each; nothing where only the office is meant."""
    if release.number == 1:
        return [_("The stop is published.")]
    sentences = release.changes["sentences"]
    return list(sentences.get(language_of(sentences), []))
