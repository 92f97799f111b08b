"""What stages, groups and kinds are called on the pages of replies, and which sign each wears."""

from caravan.kernel.texts import lazy_gettext as _l

STAGES = {
    "waiting": _l("to be written"),
    "draft": _l("being written"),
    "review": _l("second reading"),
    "checked": _l("ready to publish"),
    "published": _l("published"),
}
STAGE_MARKS = {
    "waiting": ("off", "inbox"),
    "draft": ("", "pen"),
    "review": ("warn", "eye"),
    "checked": ("ok", "tick"),
    "published": ("ok", "tick"),
}
GROUPS = {
    "unowned": _l("Without owner and date"),
    "late": _l("Late"),
    "week": _l("This week"),
    "later": _l("After this week"),
}
GROUP_MARKS = {
    "unowned": ("solid", "blocked"),
    "late": ("err", "clock"),
    "week": ("warn", "clock"),
    "later": ("off", "clock"),
}
KINDS = {"question": _l("Question"), "suggestion": _l("Suggestion"), "note": _l("Desk note")}
STEPS = {
    "draft": _l("Written"),
    "review": _l("Handed to a second reader"),
    "checked": _l("Found right"),
    "published": _l("Published"),
}
