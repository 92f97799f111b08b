"""What the answers of a survey are called."""

from babel.support import LazyProxy

from caravan.kernel.i18n import in_lang
from caravan.kernel.texts import lazy_gettext as _l
from caravan.survey import rules

FACES: dict[str, LazyProxy] = {
    "5": _l("Very good"),
    "4": _l("Good"),
    "3": _l("Middling"),
    "2": _l("Poor"),
    "1": _l("Very poor"),
}
CHANNELS: dict[str, LazyProxy] = {
    rules.PHONE: _l("On a phone"),
    rules.KIOSK: _l("At the kiosk"),
    rules.HELPER: _l("With a helper"),
    rules.PAPER: _l("On paper"),
}


def answer(question: rules.Asked, given: str) -> str:
    """An answer in the language of the page: a face's word, a choice, a number of the scale."""
    if question.kind == "faces":
        return str(FACES[given])
    if question.kind == "choice":
        return in_lang(question.choices[int(given) - 1])
    return given
