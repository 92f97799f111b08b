"""What the choices of the editor's forms are called."""

from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.telling import AUDIENCES, LANGUAGES

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

__all__ = ["AUDIENCES", "LANGUAGES", "PARTNER_KINDS", "SESSION_KINDS", "STATUSES"]
