"""What the choices of the editor's forms are called."""

from flask_babel import lazy_gettext as _l

SESSION_KINDS = {
    "ceremony": _l("Ceremony"),
    "plenary": _l("Plenary"),
    "themed": _l("Themed session"),
    "stands": _l("Open stands"),
    "desk": _l("Listening desk"),
    "pause": _l("Break"),
    "setup": _l("Set-up"),
}
PARTNER_KINDS = {
    "bank": _l("Bank"),
    "credit": _l("Credit company"),
    "insurer": _l("Insurer"),
    "builder": _l("Builder"),
    "telecom": _l("Telephone company"),
    "agency": _l("Agency"),
    "association": _l("Association"),
    "other": _l("Other"),
}
STATUSES = {
    "announced": _l("Announced: registration opens later"),
    "open": _l("Open for registration"),
    "closed": _l("Registration is closed"),
    "cancelled": _l("Cancelled"),
    "moved": _l("Moved"),
}
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
