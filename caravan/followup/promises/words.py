"""What the steps of a promise are called, and the states of a delivery under an agreement."""

from flask import current_app

from caravan.kernel.i18n import in_lang, in_language, lang
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.models import Stop

STAGES = {"planned": _l("Planned"), "begun": _l("Begun"), "given_up": _l("Given up")}
STEPS = {
    "made": _l("Promised"),
    "begun": _l("Begun"),
    "moved": _l("Moved to another day"),
    "kept": _l("Said to be done"),
    "given_up": _l("Not possible"),
    "reopened": _l("Taken up again"),
    "askers_reopened": _l("Not solved, say those who asked"),
    "told_owner": _l("Late: brought before its owner"),
    "told_direction": _l("Late: brought before the direction"),
    "told_reopened": _l("Not solved: brought before its owner"),
}
STEP_MARKS = {
    "made": "done",
    "begun": "half",
    "moved": "late",
    "kept": "kept",
    "given_up": "no",
    "reopened": "now",
    "askers_reopened": "now",
    "told_owner": "late",
    "told_direction": "late",
    "told_reopened": "now",
}
DELIVERIES = {
    "planned": _l("Planned"),
    "begun": _l("Begun"),
    "delivered": _l("Delivered"),
    "given_up": _l("Given up"),
}
# What staff write down of a promise: which words stand on the button.
ACTS = {
    "begun": _l("It is begun"),
    "moved": _l("Move to another day"),
    "given_up": _l("It is not possible"),
    "reopened": _l("Take it up again"),
}
# Signs and colours of the staff side, by state of the room.
KINDS = {"late": "err", "open": "warn", "kept": "ok", "given_up": "off"}
PICTURES = {"late": "clock", "open": "flag", "kept": "tick", "given_up": "blocked"}


def is_it_solved(stop: Stop, language: str) -> str:
    """The short message to somebody who asked: neither what, nor who, nor the code."""
    with in_language(language):
        return _(
            "%(stop)s: what was promised when your question was answered is said to be done. Is it "
            "solved? Say it with your follow-up code: %(page)s",
            stop=in_lang(stop.title),
            page=f"{current_app.config['SETTINGS'].public_url}/{lang()}/follow",
        )
