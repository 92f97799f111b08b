"""Writing what moderators do beside approving: each act holds only for what they saw."""

from caravan.voice.moderation.actions.editing import edit, give_back, set_labels, set_star
from caravan.voice.moderation.actions.grouping import group, separate
from caravan.voice.moderation.actions.private import (
    make_private,
    make_suggestion_private,
    set_heard,
)
from caravan.voice.moderation.actions.suggesting import (
    add_support,
    group_suggestions,
    separate_suggestion,
    set_details,
)

__all__ = [
    "add_support",
    "edit",
    "give_back",
    "group",
    "group_suggestions",
    "make_private",
    "make_suggestion_private",
    "separate",
    "separate_suggestion",
    "set_details",
    "set_heard",
    "set_labels",
    "set_star",
]
