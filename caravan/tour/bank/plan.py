"""A question of the bank as its file says it."""

from dataclasses import dataclass, field

from caravan.tour.stop_plan import Text

FACES, SCALE, CHOICE, LINE = "faces", "scale", "choice", "line"
KINDS = (FACES, SCALE, CHOICE, LINE)
ABOUT = ("stop", "session")
MOST_CHOICES = 6


@dataclass(frozen=True)
class BankPlan:
    """A question: five faces, a scale from 1 to 5, a choice among `choices`, or a line of text.

    `low` and `high` are the words at the ends of a scale. `about` says whether it belongs to the
    survey that is proposed for a whole stop, for a session, or to none (it may still be chosen).
    """

    code: str
    kind: str
    text: Text
    choices: tuple[Text, ...] = ()
    low: Text = field(default_factory=dict)
    high: Text = field(default_factory=dict)
    about: tuple[str, ...] = ()
