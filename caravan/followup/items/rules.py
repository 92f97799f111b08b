"""Decisions about items: which kinds there are, where one stands."""

from caravan.kernel.refusal import Refusal

QUESTION, SUGGESTION, NOTE = "question", "suggestion", "note"
KINDS = (QUESTION, SUGGESTION, NOTE)
NOTE_LENGTH = 1000

# States of questions and suggestions as their room keeps them, once moderators have them.
QUESTION_STATES = ("received", "approved", "answered", "rejected")
SUGGESTION_STATES = ("received", "studied", "accepted", "declined", "done")
SAID_YES, SAID_NO = ("answered", "accepted", "done"), ("rejected", "declined")
TOLD = "told"

OPEN, OWNED, ANSWERED, REFUSED = "open", "owned", "answered", "refused"
OUTCOMES = (OPEN, OWNED, ANSWERED, REFUSED)
"""Where an item stands. Only an open one has neither answer, nor owner and date, nor reason."""


class NoteIncomplete(Refusal):
    """A note from a desk says what was told there."""

    message = "Write what was told at the desk."


def outcome(*, is_answered: bool, is_refused: bool, is_owned: bool) -> str:
    """One of OUTCOMES. What was said in public goes before who has it."""
    if is_refused:
        return REFUSED
    if is_answered:
        return ANSWERED
    return OWNED if is_owned else OPEN


def check_note(body: str) -> None:
    """Refuse an empty note."""
    if not body.strip():
        raise NoteIncomplete
