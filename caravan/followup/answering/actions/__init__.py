"""Writing: give items out, write, check and publish replies, remind bodies, keep their lists."""

from caravan.followup.answering.actions.bodies import (
    add_contact,
    close_door,
    make_door,
    remove_contact,
)
from caravan.followup.answering.actions.giving import check_open, hand_over, route, route_by_itself
from caravan.followup.answering.actions.publishing import Outcome, publish
from caravan.followup.answering.actions.reminding import remind
from caravan.followup.answering.actions.templates import remove_template, save_template
from caravan.followup.answering.actions.writing import check, send_back, write

__all__ = [
    "Outcome",
    "add_contact",
    "check",
    "check_open",
    "close_door",
    "hand_over",
    "make_door",
    "publish",
    "remind",
    "remove_contact",
    "remove_template",
    "route",
    "route_by_itself",
    "save_template",
    "send_back",
    "write",
]
