"""Opening surveys, and counting each person once."""

import pytest
from flask import Flask
from sqlalchemy import select

from caravan.kernel.db import db
from caravan.survey import actions, queries, rules
from caravan.survey.models import Survey, SurveyBag, SurveySeal
from caravan.tour.models import Stop
from tests import makers
from tests.survey import surveys
from tests.together import together

SAID = rules.Said({surveys.WELCOME: "5"}, {surveys.IMPROVE: "الماء"})


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


def test_person_counts_once_however_often_the_form_is_sent(stop: Stop) -> None:
    survey = surveys.make_survey(stop)
    again = rules.Said({surveys.WELCOME: "1"})

    counted = [actions.count(survey, "fatima", said, rules.PHONE) for said in (SAID, SAID, again)]

    now = queries.get_survey(stop.id, "")
    assert counted == [True, False, False]
    assert (now.answers, now.tally, now.channels) == (
        1,
        {surveys.WELCOME: {"5": 1}},
        {"phone": 1},
    )


def test_person_counts_once_in_each_survey(stop: Stop) -> None:
    of_stop = surveys.make_survey(stop)
    of_session = surveys.make_survey(stop, session_key="opening")

    counted = [actions.count(one, "fatima", SAID, rules.PHONE) for one in (of_stop, of_session)]

    marks = db.session.scalars(select(SurveySeal.mark)).all()
    assert counted == [True, True]
    assert len(set(marks)) == 2


def test_two_forms_at_once_count_once_and_nothing_is_lost(app: Flask, stop: Stop) -> None:
    survey = surveys.make_survey(stop)
    people = iter([f"person {number // 2}" for number in range(12)])  # each of six twice

    ended = together(app, lambda: actions.count(survey, next(people), SAID, rules.PHONE), 12)

    now = queries.get_survey(stop.id, "")
    lines = db.session.scalars(select(SurveyBag.lines)).all()
    assert ended == ["done"] * 12
    assert (now.answers, now.tally[surveys.WELCOME]) == (6, {"5": 6})
    assert sum(map(len, lines)) == 6


def test_hall_figures_stand_still_between_the_steps(stop: Stop) -> None:
    survey = surveys.make_survey(stop)
    seen = []
    for _ in range(16):
        surveys.answer(survey, 1, welcome="5")
        seen.append(queries.get_survey(stop.id, "").shown_answers)

    assert seen == [0] * 9 + [10] * 5 + [15] * 2


def test_questions_change_until_somebody_has_answered(stop: Stop) -> None:
    survey = surveys.make_survey(stop, surveys.WELCOME)
    changed = surveys.make_survey(stop, surveys.FOUND, surveys.IMPROVE)
    assert (changed.id, changed.questions) == (survey.id, [surveys.FOUND, surveys.IMPROVE])

    surveys.answer(changed, 1, found="1")
    with pytest.raises(rules.HasAnswers):
        surveys.make_survey(stop, surveys.WELCOME)


def test_unknown_question_opens_no_survey(stop: Stop) -> None:
    with pytest.raises(rules.QuestionsMissing):
        actions.open_survey(stop, "", ["nothing.1"], staff_id=None)


def test_survey_that_several_open_at_once_is_open_once(app: Flask, stop: Stop) -> None:
    surveys.make_question("welcome")
    opened = together(app, lambda: actions.open_survey(stop, "", [surveys.WELCOME], staff_id=None))
    assert opened == ["done"] * 4
    assert makers.count(Survey) == 1
