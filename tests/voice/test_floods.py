"""A flood of questions: the hall passes by its browsers' work, others by a plain sum."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.kernel import clock, lanes, limits
from caravan.kernel import work as rules
from caravan.tour import queries as tour
from caravan.voice.models import Question
from tests import makers, pages

QUESTIONS = "/ar/stops/oujda-2025/questions"
SUGGESTIONS = "/ar/stops/oujda-2025/suggestions"
KIOSK = "/ar/stops/oujda-2025/kiosk/question"
FORMS = [QUESTIONS, SUGGESTIONS, KIOSK]
SAID = {"body": "متى تُسلَّم مساكن وجدة؟", "service": "housing"}


@pytest.fixture
def braked(braked: Flask, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A browser of the program with its limits on, in the middle of a flood."""
    monkeypatch.setattr(rules, "BITS", 4)
    makers.make_stop()
    while limits.has_room(lanes.QUIET_ALL, "quiet"):
        pass
    return braked.test_client()


def solutions(task: str) -> Iterator[str]:
    return (str(number) for number in itertools.count() if rules.is_solved(task, str(number)))


@pytest.mark.parametrize("address", FORMS)
def test_flood_is_asked_a_sum_and_what_was_typed_stays(braked: Any, address: str) -> None:
    answer = braked.fill(address, SAID)
    form = pages.read(answer).form("sum_answer")

    assert (answer.status_code, form.fields["body"].strip()) == (429, SAID["body"])
    assert "visitor" not in str(answer.headers)  # these pages know nobody


@pytest.mark.parametrize("address", FORMS)
def test_right_sum_lets_pass(braked: Any, address: str) -> None:
    fields = {**pages.read(braked.fill(address, SAID)).form("sum_answer").fields, **SAID}
    right = next(n for n in range(4, 19) if lanes._sum_seal("", str(n)) == fields["sum"])

    answers = [braked.post(address, data={**fields, "sum_answer": n}) for n in (right + 1, right)]
    assert [one.status_code for one in answers] == [429, 200]


@pytest.mark.parametrize("address", FORMS)
def test_work_of_the_browser_lets_pass(braked: Any, address: str) -> None:
    task = pages.read(braked.get(address)).form("work").fields["work"]
    answer = braked.fill(address, {**SAID, "work_answer": next(solutions(task))})

    assert answer.status_code == 200


def test_each_phone_has_the_same_work_and_finds_a_number_of_its_own(braked: Any) -> None:
    task = pages.read(braked.get(QUESTIONS)).form("work").fields["work"]
    taken = []
    for phone, number in zip(range(rules.USES + 2), solutions(task), strict=False):
        said = {**SAID, "body": f"سؤال {phone}؟", "work": task, "work_answer": number}
        taken.append(braked.post(QUESTIONS, data=said).status_code)
    again = [braked.post(QUESTIONS, data=said).status_code for _ in range(rules.USES)]

    assert taken == [200] * (rules.USES + 2)
    assert again == [200] * (rules.USES - 1) + [429]


def test_work_is_carried_on_past_similar_ones(braked: Any) -> None:
    makers.make_question(tour.get_stop("oujda-2025"))
    task = pages.read(braked.get(QUESTIONS)).form("work").fields["work"]
    page = pages.read(braked.fill(QUESTIONS, {**SAID, "work_answer": next(solutions(task))}))
    answer = braked.post(QUESTIONS, data=page.form("sure").fields)

    assert (answer.status_code, makers.count(Question)) == (200, 2)


def test_page_stays_the_same_for_an_hour(braked: Any) -> None:
    with time_machine.travel(clock.now().replace(minute=1), tick=False) as hour:
        first = braked.get(QUESTIONS).headers["ETag"]
        hour.shift(58 * 60)
        later = braked.get(QUESTIONS).headers["ETag"]
        hour.shift(60 * 60)
        assert (first == later, first == braked.get(QUESTIONS).headers["ETag"]) == (True, False)
