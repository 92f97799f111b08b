"""What states are called, on pages and on paper, and which sign each wears."""

from caravan.kernel.texts import lazy_gettext as _l

PROMISES = {
    "planned": _l("Planned"),
    "open": _l("Under way"),
    "late": _l("Late"),
    "kept": _l("Kept"),
    "given_up": _l("Not possible"),
}
# Where promises are counted: open ones are planned or under way.
COUNTED_PROMISES = {
    "open": _l("To keep"),
    "late": PROMISES["late"],
    "kept": PROMISES["kept"],
    "given_up": PROMISES["given_up"],
}
SUGGESTIONS = {
    "received": _l("Being read"),
    "studied": _l("Being studied"),
    "accepted": _l("Accepted"),
    "declined": _l("Declined"),
    "done": _l("Done"),
}
# Signs of the pages (marks of templates/_parts/icons.html).
PROMISE_MARKS = {
    "planned": "coming",
    "open": "half",
    "late": "late",
    "kept": "kept",
    "given_up": "no",
}
SUGGESTION_MARKS = {
    "received": "coming",
    "studied": "half",
    "accepted": "done",
    "declined": "no",
    "done": "kept",
}
