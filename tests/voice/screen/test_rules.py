"""How large a question is shown, what fits, in which order; whose results and what is announced."""

from dataclasses import dataclass, field

import pytest

from caravan.voice.screen import rules


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (40, "short"),
        (41, ""),
        (75, ""),
        (76, "long"),
        (140, "long"),
        (141, "longest"),
        (500, "whole"),
    ],
)
def test_screen_size_follows_the_length(length: int, size: str) -> None:
    assert rules.screen_size("س" * length) == size


@pytest.mark.parametrize(
    ("lengths", "shown"), [((10, 20, 42), 3), ((43, 42, 42), 3), ((43, 43, 10), 2), ((500,), 1)]
)
def test_screen_list_holds_four_lines(lengths: tuple[int, ...], shown: int) -> None:
    questions = [rules.ScreenQuestion("1", "س" * length, "ar", {}, 0) for length in lengths]
    assert rules.fitting(questions) == questions[:shown]


@pytest.mark.parametrize(
    ("step", "order"),
    [("first", "bacd"), ("up", "bacd"), ("down", "acbd")],
)
def test_question_moves_in_the_order(step: str, order: str) -> None:
    assert rules.moved("abcd", "b", step) == list(order)


@pytest.mark.parametrize(("question", "step"), [("a", "up"), ("a", "first"), ("d", "down")])
def test_question_at_an_end_stays(question: str, step: str) -> None:
    assert rules.moved("abcd", question, step) == list("abcd")


def test_question_that_is_not_lined_up_does_not_move() -> None:
    with pytest.raises(rules.NotLinedUp):
        rules.moved("abcd", "e", "up")


@dataclass(frozen=True)
class Bar:
    label: dict[str, str] = field(default_factory=dict)
    share: int = 50


@dataclass(frozen=True)
class Results:
    people: int
    bars: list[Bar]
    key: str = "hall"
    title: dict[str, str] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("people", "bars", "is_shown"),
    [(10, 2, True), (9, 2, False), (40, 6, True), (40, 7, False), (40, 0, False)],
)
def test_results_are_for_the_hall_from_ten_people_on(
    people: int, bars: int, is_shown: bool
) -> None:
    results = Results(people, [Bar()] * bars)
    assert rules.showable([results]) == [results] * is_shown


def test_announcement_is_kept_in_the_languages_in_which_it_is_written() -> None:
    texts = {"ar": " الغداء جاهز ", "fr": "", "en": None, "zgh": "ⵉⵎⵏⵙⵉ"}
    assert rules.announced(texts) == {"ar": "الغداء جاهز", "zgh": "ⵉⵎⵏⵙⵉ"}


@pytest.mark.parametrize("texts", [{}, {"ar": " ", "fr": ""}, {"en": "Lunch"}])
def test_announcement_without_arabic_and_french_is_refused(texts: dict[str, str]) -> None:
    with pytest.raises(rules.NothingToAnnounce):
        rules.announced(texts)
