"""The words of the planner in the language of the page: rules, warnings, holidays, states."""

from datetime import date, datetime, time, timedelta
from typing import Any

from babel.dates import format_date, get_day_names

from caravan.kernel.i18n import clock, day, in_lang, locale_name
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.season.cautions import Caution
from caravan.tour.season.year import FEASTS, Holiday

RULES = {
    "friday_prayer": _l("Friday prayer"),
    "holiday": _l("Public holiday"),
    "ramadan": _l("Ramadan"),
    "clock_change": _l("Change of the clock"),
    "overlap": _l("Two stops at once"),
    "avoided": _l("Avoided date"),
}
STATES = {
    "planned": _l("In planning"),
    "announced": _l("Announced"),
    "open": _l("Registration open"),
    "running": _l("Taking place now"),
    "closed": _l("Registration closed"),
    "cancelled": _l("Cancelled"),
    "moved": _l("Moved"),
    "over": _l("Over"),
}
STATE_SHAPES = {
    "planned": ("", "pen"),
    "announced": ("", "flag"),
    "open": ("ok", "tick"),
    "running": ("ok", "clock"),
    "closed": ("off", "lock"),
    "cancelled": ("err", "blocked"),
    "moved": ("warn", "changed"),
    "over": ("off", "good"),
}
"""Colour and picture of a state, as `staff.st` takes them."""


def sentence(caution: Caution) -> str:
    """What the warning says."""
    return str(_(caution.message, **{name: _word(one) for name, one in caution.params.items()}))


def _word(value: Any) -> str:
    if isinstance(value, Holiday):
        return holiday(value)
    if isinstance(value, timedelta):
        return zone(value)
    if isinstance(value, datetime | time):
        return clock(value)
    if isinstance(value, date):
        return day(value)
    return in_lang(value) if isinstance(value, dict) else str(value)


def held(caution: Caution) -> str:
    """The hour that was announced, and the one that a calendar file taken then shows."""
    wall, shown = caution.params["wall"], caution.params["shown"]
    return str(
        _("announced for %(wall)s, shown as %(shown)s", wall=clock(wall), shown=clock(shown))
    )


def holiday(of: Holiday) -> str:
    """The name of a holiday."""
    return str(_(of.name)) if of.name else in_lang(of.texts)


def feast(code: str) -> str:
    """The name of a lunar date."""
    return str(_(FEASTS[code]))


def zone(offset: timedelta) -> str:
    """How clocks stand: GMT, GMT+1."""
    hours = round(offset / timedelta(hours=1))
    return str(_("GMT+%(hours)s", hours=hours)) if hours else str(_("GMT"))


def month(first: date) -> str:
    """شتنبر"""
    return str(format_date(first, "LLLL", locale=locale_name()))


def month_and_year(first: date) -> str:
    """شتنبر 2026"""
    return str(format_date(first, "LLLL y", locale=locale_name()))


def weekdays() -> list[tuple[str, str]]:
    """The days of the week from Monday: one letter, and in full."""
    letters = get_day_names("narrow", "stand-alone", locale=locale_name())
    names = get_day_names("wide", "stand-alone", locale=locale_name())
    return [(letters[number], names[number]) for number in range(7)]
