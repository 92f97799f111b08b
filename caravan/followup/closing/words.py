"""What the parts of the closing are called on its pages."""

from caravan.followup.items import rules as items
from caravan.kernel.texts import lazy_gettext as _l

BLOCKS = {
    "overview": _l("The first page: the stop in a few sentences"),
    "attendance": _l("Who came: the words beside the charts"),
    "questions": _l("About the questions: a word before the note"),
    "outlook": _l("What comes: a word before suggestions and promises"),
}
LANGUAGES = {"ar": _l("In Arabic"), "fr": _l("In French")}
NUMBERS = {
    "came": _l("people who came"),
    "registered": _l("people registered"),
    "questions": _l("questions shown"),
    "answered": _l("of these answered"),
    "suggestions": _l("suggestions shown"),
    "promises": _l("promises made"),
    "kept": _l("of these kept"),
    "late": _l("of these late"),
    "open": _l("questions without an answer"),
}
OUTCOMES = {
    items.OPEN: _l("Without an outcome"),
    items.OWNED: _l("With an office until a date"),
    items.ANSWERED: _l("Answered"),
    items.REFUSED: _l("Refused with a reason"),
}
KINDS = {
    items.QUESTION: _l("Question"),
    items.SUGGESTION: _l("Suggestion"),
    items.NOTE: _l("Desk note"),
}
SUMS = {"expected": _l("Sum of the expected"), "stand": _l("Sum of the visitors")}
