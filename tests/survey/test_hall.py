"""What the hall screen shows of a survey: nothing before ten answers, then every fifth."""

import pytest
from flask import Flask

from caravan.kernel import clock
from caravan.survey import hall
from caravan.tour.models import Stop
from caravan.voice.screen import actions, queries, rules
from tests import makers, pages
from tests.conftest import Browser
from tests.survey import surveys


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


def test_hall_sees_results_from_ten_answers_on_and_at_every_fifth(stop: Stop) -> None:
    survey = surveys.make_survey(stop, surveys.WELCOME)
    seen = []
    for _ in range(4):
        surveys.answer(survey, 4, welcome="5")
        seen.append([one.people for one in hall.charts(stop.id)])

    assert seen == [[], [], [10], [15]]


def test_bars_are_named_in_both_languages(stop: Stop) -> None:
    survey = surveys.make_survey(stop, surveys.FOUND)
    surveys.answer(survey, 14, found="1")
    surveys.answer(survey, 6, found="2")
    [chart] = hall.charts(stop.id)

    assert (chart.title["fr"], chart.people) == ("Avez-vous trouvé une réponse ?", 20)
    assert [(one.label["ar"], one.label["fr"], one.share) for one in chart.bars] == [
        ("نعم", "Oui", 70),
        ("جزئيا", "En partie", 30),
    ]


def test_small_count_is_hidden_with_the_one_that_would_tell_it(stop: Stop) -> None:
    survey = surveys.make_survey(stop, surveys.WELCOME)
    surveys.answer(survey, 8, welcome="5")
    surveys.answer(survey, 2, welcome="1")
    [chart] = hall.charts(stop.id)

    assert [one.share for one in chart.bars] == [None, 0, 0, 0, None]
    assert chart.bars[0].label["fr"] == "Très bien"


def test_lines_have_no_chart(stop: Stop) -> None:
    survey = surveys.make_survey(stop, surveys.IMPROVE)
    surveys.answer(survey, 10, line="أقرب")
    assert hall.charts(stop.id) == []


def test_screen_shows_the_results_and_their_next_step(client: Browser, stop: Stop) -> None:
    survey = surveys.make_survey(stop, surveys.FOUND)
    surveys.answer(survey, 10, found="1")
    [chart] = hall.charts(stop.id)
    actions.show(stop, rules.SURVEY, makers.make_staff().id, chart=chart.key)
    address = f"/fr/stops/{stop.key}/screen?token={queries.voice.find_screen(stop.id).token}"
    first = client.get(address)
    assert pages.read(first).all("//ul/li/span") == ["Oui", "En partie"]
    assert pages.read(first).all("//ul/li/b") == ["100 %", "0 %"]

    surveys.answer(survey, 5, found="2")
    shown = queries.picture(stop, clock.now())
    assert shown.chart == hall.charts(stop.id)[0]
    assert shown.chart.people == 15
