"""What the board lists, in which heaps, what a search finds."""

from datetime import date, timedelta

import pytest

from caravan.followup.board import rules

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("outcome", "days", "heap"),
    [
        ("open", None, "open"),
        ("owned", -1, "late"),
        ("owned", 0, "week"),
        ("owned", 7, "week"),
        ("owned", 8, "later"),
        ("answered", -30, "answered"),
        ("refused", None, "refused"),
    ],
)
def test_heap_follows_from_outcome_and_day(outcome: str, days: int | None, heap: str) -> None:
    due = None if days is None else TODAY + timedelta(days=days)
    assert rules.due_heap(outcome, due, TODAY) == heap


def test_article_goes_unless_the_word_is_short() -> None:
    assert rules.search_words("السكن المتقاعدة الآن") == ["سكن", "متقاعده", "الان"]
    assert rules.search_words("للمتقاعدين بالسكن والمتقاعدين") == ["متقاعدين", "سكن", "متقاعدين"]
    assert rules.search_words("والدين بالغ") == ["والدين", "بالغ"]


def test_filter_says_only_what_does_not_go_without_saying() -> None:
    assert rules.Filter().words() == {}
    asked = rules.Filter(q="سكن", state="late", by="body")
    assert asked.words() == {"q": "سكن", "state": "late", "by": "body"}


def test_themes_below_are_those_of_the_whole_branch() -> None:
    parents = {"a": None, "b": "a", "c": "b", "d": None}
    assert rules.below("a", parents) == {"a", "b", "c"}
    assert rules.top_of("c", parents) == "a"


def test_giving_wants_a_day_to_come_and_a_reason_for_a_transfer() -> None:
    rules.check_giving(TODAY, TODAY, "", ["bank", "bank"], "bank")
    with pytest.raises(rules.DueInThePast):
        rules.check_giving(TODAY - timedelta(days=1), TODAY, "", [], "bank")
    with pytest.raises(rules.ReasonMissing):
        rules.check_giving(TODAY, TODAY, "", ["mutual"], "bank")
    rules.check_giving(TODAY, TODAY, "اختصاص البنك", ["mutual"], "bank")
