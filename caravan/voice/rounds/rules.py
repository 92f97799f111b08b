"""Decisions about rounds: with names or without, and when what was said comes out of the batch."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from caravan.kernel.refusal import Refusal

NAMED, UNNAMED = "named", "unnamed"
MODES = (UNNAMED, NAMED)

# How something said came in: the own phone, a kiosk, a helper who wrote it down and read it back, a
# stand, a paper that staff entered.
PHONE, KIOSK, HELPER, STAND, PAPER = CHANNELS = ("phone", "kiosk", "helper", "stand", "paper")
BY_STAFF = (HELPER, STAND, PAPER)

# Without a name nothing comes before a moderator alone: so many of a kind at once, or all when the
# half-day is over. Thresholds of 3 or 5 are usual in official statistics; the larger one is taken.
BATCH = 5

HalfDay = tuple[date, str]


class RoundIsClosed(Refusal):
    """The moderators have ended the round and opened no other yet."""

    message = "No questions are taken at this moment: nothing was saved. Ask the moderators."
    status = 409


class RoundChanged(Refusal):
    """Somebody opened, ended or changed the round since the page was drawn."""

    message = "A colleague has changed the round meanwhile. Nothing was done: look at it again."
    status = 409


class RoundIsAnswered(Refusal):
    """What has public answers is not deleted by changing a mode."""

    message = (
        "Questions of this round are answered already, and answers stay. End this round and open "
        "another one."
    )
    status = 409


class NotConfirmed(Refusal):
    """Deleting what was gathered needs a tick of its own."""

    message = "Changing the mode deletes what was gathered. Tick that you want it."


class CodeMissing(Refusal):
    """In a round with names, the follow-up code says who asks."""

    message = "This round is one with names: write the follow-up code on your ticket."


def other_mode(mode: str) -> str:
    """The mode that `mode` is not."""
    return UNNAMED if mode == NAMED else NAMED


def coming_out(waiting: Iterable[HalfDay], at: HalfDay) -> set[HalfDay]:
    """The half-days whose texts come before the moderators now, of those that wait, of one kind.

    Of the present half-day `at` all of them once they are enough; of one that is over, whatever
    there is. Each by itself: what came just now would stand out among the rest of the morning.
    """
    numbers = Counter(waiting)
    return {half for half, number in numbers.items() if half != at or number >= BATCH}


def check_change(seen: str, present: str, *, sure: bool) -> None:
    """Refuse to change the mode of a round unseen, or without the word that deleting is meant."""
    if seen != present:
        raise RoundChanged
    if not sure:
        raise NotConfirmed
