"""What was suggested, by the state that each suggestion has reached."""

from dataclasses import replace

from caravan.press.axis import Axis
from caravan.press.ornaments import disc
from caravan.press.styles import BODY
from caravan.press.summary.facts import Hidden, StopSummary, Suggestions
from caravan.press.summary.flow import Block, Group, stack
from caravan.press.summary.text import COLUMN, TEXT, body, heading, lines, rule, side, space
from caravan.press.words import Labels, Lang, labels, number


def suggestions(summary: StopSummary) -> tuple[Group, ...]:
    """A group for each state, with the texts to print; one sentence if there is none."""
    words = labels(summary.lang)
    title = Group((heading(words["suggestions"]),), gap=1)
    if not summary.suggestions:
        return (title, Group(body(words["suggestions_empty"]), gap=14))
    states = [_state(some, words, summary.lang) for some in summary.suggestions]
    return (title, *states[:-1], replace(states[-1], gap=14))


def _state(some: Suggestions, words: Labels, lang: Lang) -> Group:
    """The texts in one state beside its name, its sign and its count."""
    count = some.count.text if isinstance(some.count, Hidden) else number(some.count, lang)
    colon = ": " if lang == "ar" else "\u00a0: "
    head = stack([space(6), side(some.title, f"{words['suggestions_count']}{colon}{count}")])
    again = stack([rule(strong=True), side(some.title, words["continued"])])
    blocks: list[Block] = [rule(strong=True)]
    for text in some.texts:
        first, *rest = lines(text, BODY, TEXT + 6, COLUMN - 6, 7.0)
        blocks += [_marked(some, first), *rest, space(2.4)]
    return Group(tuple(blocks), head, again, beside=True, gap=3)


def _marked(some: Suggestions, first: Block) -> Block:
    """The first lines of a text behind the sign of its state."""

    def draw(axis: Axis, top: float) -> None:
        disc(axis, some.state, TEXT + 2, top + 3.4)
        first.draw(axis, top)

    return Block(first.height, draw)
