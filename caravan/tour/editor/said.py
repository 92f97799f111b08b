"""What is wrong with a plan, in the words of the screen: where the file's words would not fit."""

from caravan.tour.faults import N_, Fault

_ON_SCREEN = {
    "bad_code": N_(
        "A short name has small Latin letters, digits and hyphens; at most %(limit)s signs."
    ),
    "closes_before_opens": N_("The day ends before it begins."),
    "control_character": N_("Only one line is possible here, without control characters."),
    "day_taken": N_("This is already one of the days of the stop."),
    "inside_prayer": N_(
        "This is inside the Friday prayer block, %(starts)s to %(ends)s. Choose another hour, or "
        "write why the session stays there."
    ),
    "missing": N_("This is still empty."),
    "not_date": N_("This is no day. Write it as in 2026-11-30."),
    "not_time": N_("This is no time of day. Write it as in 09:30."),
    "reason_missing": N_("Write why the stop is cancelled or moved: everybody will read it."),
    "unknown_choice": N_("%(value)s is not one of the choices. Choose again."),
    "unknown_partner": N_("The stop has no partner %(value)s. Choose again."),
    "unknown_room": N_("The stop has no room %(value)s. Choose again."),
    "unknown_speaker": N_("The stop has no speaker %(value)s. Choose again."),
}


def message_of(fault: Fault) -> str:
    """The English msgid of the fault's sentence, to be filled from its `params`."""
    return _ON_SCREEN.get(fault.code) or fault.message
