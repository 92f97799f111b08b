"""Decisions of the feedback desk: what it lists, in which heaps, what may be coded and undone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, astuple, dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from caravan.followup.items.rules import ANSWERED, OPEN, OUTCOMES, OWNED, REFUSED
from caravan.kernel.names import fold
from caravan.kernel.refusal import Refusal

PAPER = "paper"  # a question or a suggestion that came on paper

OWED, ALL, LATE, WEEK, LATER = "owed", "all", "late", "week", "later"
STATES = (OWED, LATE, *OUTCOMES, ALL)
"""What can be asked for; owed is what nobody has answered or refused yet."""

BY_DUE, BY_STATE, BY_BODY = "due", "state", "body"
ORDERS = (BY_DUE, BY_STATE, BY_BODY)
DUE_HEAPS = (OPEN, LATE, WEEK, LATER, ANSWERED, REFUSED)

UNCODED, DIFFERENT = "-", "?"
"""Instead of a theme: what one has not coded oneself, what two coders see differently."""

GIVE, CODE, GROUP, PART = "give", "code", "group", "part"
ACTS = (GIVE, CODE, GROUP, PART)

REASON_LENGTH = 300
SEARCH_LENGTH = 120
CODERS = 2
# The article, alone or after a particle that is written together with it; a short rest is no word,
# and «والدين» (parents) is no «دين».
_ARTICLE = re.compile(r"^(?:(?:[بك]?ال|لل)(?=\w{3})|[وف](?:[بك]?ال|لل)(?=\w{4}))")
_WEEK = timedelta(days=7)


class ChangedMeanwhile(Refusal):
    """A colleague changed the item since the page was opened."""

    message = (
        "A colleague has changed this since you opened the page. Nothing was overwritten: "
        "look at it again."
    )
    status = 409


class NothingTicked(Refusal):
    """An act of the board is about items."""

    message = "Tick at least one line of the list first."


class TooFewToGroup(Refusal):
    """One item alone says the same as none."""

    message = "Tick at least two lines that say the same."


class TwoGroups(Refusal):
    """Items of two groups: their other members were not looked at."""

    message = "These belong to two groups. Take one of them out of its group first."
    status = 409


class SaidApart(Refusal):
    """Somebody said of two of them that they are not the same: that is not overridden unseen."""

    message = (
        "Of some of these it was said that they are not the same. Nothing was put together: look "
        "who said it, then put them together all the same or leave them apart."
    )
    status = 409

    def __init__(self, pairs: Iterable["Apart"]) -> None:
        self.pairs = tuple(pairs)
        super().__init__()


class ReasonMissing(Refusal):
    """What another body has is given on with a reason."""

    message = "Another body has one of these already. Write why it goes to another one."


class DueInThePast(Refusal):
    """Nobody answers yesterday."""

    message = "This day has passed. Choose a day to come."


class NotRead(Refusal):
    """A text that no moderator has read leaves the house for no partner."""

    message = (
        "No moderator has read one of these yet: it cannot be given to a partner. "
        "Untick what is not read yet."
    )
    status = 409


class NoSuchTheme(Refusal):
    """Items are coded by themes of the file."""

    message = "Choose one of the themes."


class CodedByTwo(Refusal):
    """Two coders have given their themes: from then on both are seen, and neither changes."""

    message = (
        "Two people have coded this already. Their themes stay as they gave them; where they "
        "differ, settle which one holds."
    )
    status = 409


class NothingToSettle(Refusal):
    """A theme is settled where two coders saw different ones."""

    message = "Two coders have to see different themes before one is settled."
    status = 409


class SettledMeanwhile(Refusal):
    """A colleague settled another theme since the page was opened."""

    message = (
        "A colleague changed this since you opened it. What you chose is kept below: compare it "
        "with what stands now, then save again."
    )
    status = 409


class NothingToUndo(Refusal):
    """The act was taken back already, or somebody else has gone on since."""

    message = "There is nothing to take back here: it was taken back, or colleagues went on since."
    status = 409


@dataclass(frozen=True)
class Filter:
    """What the board is to show; every field is a word of its address, "" where nothing is asked.

    `state` is one of STATES, `theme` a code, UNCODED or DIFFERENT, `by` one of ORDERS.
    """

    q: str = ""
    kind: str = ""
    stop: str = ""
    prefecture: str = ""
    service: str = ""
    theme: str = ""
    body: str = ""
    state: str = OWED
    by: str = BY_DUE

    def words(self) -> dict[str, str]:
        """The filter as words of an address, without what goes without saying."""
        usual = asdict(Filter())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}


@dataclass(frozen=True)
class Done:
    """How many items an act changed, and how many it left for a colleague had changed them."""

    changed: int
    left: int
    act_id: int | None = None


@dataclass(frozen=True, order=True)
class Apart:
    """Two items, the smaller id first, of which somebody said that they are not the same.

    Without a person and an instant where it was said before these were kept.
    """

    item_id: str
    other_id: str
    staff_id: int | None = field(default=None, compare=False)
    said_at: datetime | None = field(default=None, compare=False)


def check_apart(pairs: Iterable[Apart], known: str) -> None:
    """Refuse to put together what somebody keeps apart, unless `known` is the mark of all of it."""
    found = sorted(pairs)
    if found and apart_mark(found) != known:
        raise SaidApart(found)


def apart_mark(pairs: Iterable[Apart]) -> str:
    """The mark of what somebody saw said apart: which two, by whom and when."""
    return mark_of(*(astuple(one) for one in sorted(pairs)))


def mark_of(*parts: object) -> str:
    """16 hex digits that differ when any of `parts` differs: what somebody saw of an item."""
    return sha256(repr(parts).encode()).hexdigest()[:16]


def borders(today: date) -> tuple[date, date]:
    """What is due before the first day is late; until the second it is due within a week."""
    return today, today + _WEEK


def due_heap(outcome: str, due: date | None, today: date) -> str:
    """One of DUE_HEAPS: nobody has it, late, within a week, later; answered; refused."""
    if outcome != OWNED or due is None:
        return outcome
    late, week = borders(today)
    if due < late:
        return LATE
    return WEEK if due <= week else LATER


def search_words(typed: str) -> list[str]:
    """The folded words to look for, each without an Arabic article: «للسكن» finds «السكن» too."""
    return [_ARTICLE.sub("", one) for one in fold(typed).split()]


def below(code: str, parents: Mapping[str, str | None]) -> set[str]:
    """The theme and all themes under it; `parents` are the themes above, by code."""
    found = {code}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def top_of(code: str, parents: Mapping[str, str | None]) -> str:
    """The uppermost theme over `code`."""
    while parent := parents.get(code):
        code = parent
    return code


def check_giving(due: date, today: date, reason: str, held: Iterable[str], body: str) -> None:
    """Refuse a day that has passed, and to take from another body without saying why.

    `held` are the bodies that have the items now.
    """
    if due < today:
        raise DueInThePast
    if not reason and any(one != body for one in held):
        raise ReasonMissing
