"""What kinds of partners, groups of people, pictures and states are called on pages."""

from collections.abc import Sequence

from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.offers import rules

KINDS = {
    "bank": _l("Bank"),
    "credit": _l("Credit company"),
    "insurer": _l("Insurer"),
    "builder": _l("Builder"),
    "telecom": _l("Telecom operator"),
    "agency": _l("Agency"),
    "association": _l("Association"),
    "other": _l("Another kind"),
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
PICTOGRAMS = {
    "house": _l("A house"),
    "key": _l("A key"),
    "money": _l("A banknote"),
    "bus": _l("A bus"),
    "health": _l("A sign of care"),
    "heart": _l("A heart"),
    "ball": _l("A ball"),
    "sun": _l("Sun and sea"),
    "school": _l("A school cap"),
    "hajj": _l("The Kaaba"),
    "other": _l("Three points"),
}
"""The pictures of services that are drawn for pages and for paper."""
STATES = {
    rules.VALID: _l("valid"),
    rules.SOON: _l("ends soon"),
    rules.OVER: _l("no longer valid"),
}
ADD = {
    "services": _l("Add a service"),
    "organisations": _l("Add a partner"),
    "offers": _l("Add an offer"),
}
# As on the badges (press/badge_front.py): all of the police house share one shape.
_SHAPES = {"guest": "circle", "partner": "square", "press": "triangle", "organiser": "hexagon"}


def by_shape(audience: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The groups of people that an offer is for, by the shape on their badges."""
    groups: dict[str, list[str]] = {}
    for code in audience:
        groups.setdefault(_SHAPES.get(code, "star"), []).append(code)
    return list(groups.items())
