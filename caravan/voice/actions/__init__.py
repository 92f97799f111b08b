"""Writing what people say, and what moderators decide about it."""

from caravan.voice.actions.asking import ask, suggest
from caravan.voice.actions.deciding import (
    approve,
    decline,
    mark_answered,
    propose_refusal,
    reject,
    set_suggestion_state,
)
from caravan.voice.actions.supporting import add_me_too
from caravan.voice.screen.actions import blank_screen, open_screen, put_on_screen, show_list

__all__ = [
    "add_me_too",
    "approve",
    "ask",
    "blank_screen",
    "decline",
    "mark_answered",
    "open_screen",
    "propose_refusal",
    "put_on_screen",
    "reject",
    "set_suggestion_state",
    "show_list",
    "suggest",
]
