"""The browser's work: solved, fresh, or not."""

import itertools

import pytest

from caravan.kernel import work as rules

NOW = 1_800_000_000
TASK = f"{NOW}.0123456789abcdef"


def solve(task: str) -> str:
    return next(str(number) for number in itertools.count() if rules.is_solved(task, str(number)))


def test_work_is_solved_by_trying() -> None:
    assert rules.is_solved(TASK, solve(TASK))
    assert not rules.is_solved(TASK + "0", solve(TASK))


@pytest.mark.parametrize("answer", ["", "x", "-1", "٣", "1" * 13, "1e3"])
def test_answer_that_is_no_number_is_none(answer: str) -> None:
    assert not rules.is_solved(TASK, answer)


@pytest.mark.parametrize(
    ("issued", "fresh"),
    [
        (str(NOW), True),
        (str(NOW - rules.LIFE_SECONDS), True),
        (str(NOW - rules.LIFE_SECONDS - 1), False),
        (str(NOW + 1), False),
        ("", False),
        ("٣", False),
        ("9" * 13, False),
    ],
)
def test_task_lasts_as_long_as_a_form_may_wait(issued: str, fresh: bool) -> None:
    assert rules.is_fresh(issued, NOW) == fresh
