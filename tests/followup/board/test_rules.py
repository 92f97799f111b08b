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


@pytest.mark.parametrize(
    ("state", "wanted"),
    [
        ("owed", ["open", "late", "week"]),
        ("late", ["late"]),
        ("owned", ["late", "week"]),
        ("answered", ["answered"]),
        ("all", ["open", "late", "week", "answered", "refused"]),
    ],
)
def test_state_asks_for_some_of_the_heaps(state: str, wanted: list[str]) -> None:
    standing = {
        "open": "open",
        "late": "owned",
        "week": "owned",
        "answered": "answered",
        "refused": "refused",
    }
    found = [heap for heap, outcome in standing.items() if rules.is_wanted(state, outcome, heap)]
    assert found == wanted


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("الإسكان", "متى تفتح لائحة الاسكان؟"),
        ("مُتقاعدة", "أنا متقاعده"),
        ("وجـــدة", "مدينة وجده"),
        ("السكن", "سكن المتقاعدين"),
        ("écoles", "Les ECOLES de Jerada"),
        ("2026", "قبل ٢٠٢٦"),
        ("سكن وجدة", "وجدة: متى يسلم السكن؟"),
        ("", "كل شيء"),
    ],
)
def test_search_finds_every_usual_spelling(typed: str, text: str) -> None:
    assert rules.says(rules.search_words(typed), text)


def test_search_wants_every_word() -> None:
    assert not rules.says(rules.search_words("سكن فاس"), "السكن بوجدة")


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
