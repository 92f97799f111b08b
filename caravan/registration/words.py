"""What the categories of people are called, and stops that are not held, on pages and on paper."""

from caravan.kernel.i18n import in_language
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext
from caravan.registration import rules

CATEGORIES = {
    "serving": lazy_gettext("In service"),
    "retired": lazy_gettext("Retired"),
    "widow": lazy_gettext("Widow or widower"),
    "orphan": lazy_gettext("Orphan"),
    "rights_holder": lazy_gettext("Other rights-holder"),
    "guest": lazy_gettext("Guest"),
    "partner": lazy_gettext("Partner"),
    "press": lazy_gettext("Press"),
    "organiser": lazy_gettext("Organisation"),
}
OFF = {
    "cancelled": lazy_gettext("This stop is cancelled"),
    "moved": lazy_gettext("This stop is moved"),
}


def badge_families() -> dict[str, str]:
    """The words on a badge by family, in Arabic; one word for all of the police house."""
    with in_language("ar"):
        return {
            "police_family": _("Police family"),
            **{category: str(CATEGORIES[category]) for category in rules.INVITED},
        }


def badge_series() -> str:
    """The name of the event on a badge, in Arabic."""
    with in_language("ar"):
        return str(_("Regional communication days"))
