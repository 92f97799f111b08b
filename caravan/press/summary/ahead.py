"""What comes after the stop: what people suggested, and what is still owed to them."""

from caravan.press.summary.facts import StopSummary
from caravan.press.summary.flow import Group, Section
from caravan.press.summary.owed import done, owed
from caravan.press.summary.suggestions import suggestions
from caravan.press.summary.text import body
from caravan.press.words import labels


def ahead(summary: StopSummary) -> Section:
    """Suggestions by state, what is owed, what was done; one sentence for what is missing."""
    title = labels(summary.lang)["ahead"]
    word = (Group(body(summary.outlook), gap=8),) if summary.outlook else ()
    promised = (*owed(summary), *done(summary.done))
    return Section(title, (*word, *suggestions(summary), *promised))
