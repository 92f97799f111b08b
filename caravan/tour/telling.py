"""The changes of a stop in the sentences that people read, and the words for the plan's codes."""

from collections.abc import Iterable
from typing import Any

from caravan.kernel.i18n import lang, speaking
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.changes import Change, Lang
from caravan.tour.stop_plan import COMMAS

TOLD_IN: tuple[Lang, ...] = ("ar", "fr", "en")
AUDIENCES = {
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
LANGUAGES = {
    "ar": _l("Arabic"),
    "fr": _l("French"),
    "en": _l("English"),
    "zgh": _l("Tamazight"),
}
SESSION_KINDS = {
    "ceremony": _l("ceremony"),
    "plenary": _l("plenary"),
    "themed": _l("themed session"),
    "stands": _l("open stands"),
    "desk": _l("listening desk"),
    "pause": _l("pause"),
    "setup": _l("set-up"),
}
PARTNER_KINDS = {
    "bank": _l("bank"),
    "credit": _l("credit company"),
    "insurer": _l("insurer"),
    "builder": _l("builder"),
    "telecom": _l("telephone company"),
    "agency": _l("agency"),
    "association": _l("association"),
    "other": _l("other partner"),
}
STATUSES = {
    "announced": _l("announced, registration opens later"),
    "open": _l("open for registration"),
    "closed": _l("closed for registration"),
    "cancelled": _l("cancelled"),
    "moved": _l("moved"),
}
_CODES: dict[str, dict[str, Any]] = {"audience": AUDIENCES, "languages": LANGUAGES}


def sentences(changes: Iterable[Change], language: Lang) -> list[str]:
    """One sentence for each of `changes`, which were found in that same `language`."""
    with speaking(language):
        return [sentence(change) for change in changes]


def sentence(change: Change) -> str:
    """The change in the language that is being spoken."""
    named = {name: worded(_CODES[name], codes) for name, codes in change.codes.items()}
    return str(_(change.message, **change.params, **named))


def worded(words: dict[str, Any], codes: Iterable[str]) -> str:
    """Several codes in words, with the comma of the language that is being spoken."""
    return COMMAS[lang()].join(str(words.get(code, code)) for code in codes)
