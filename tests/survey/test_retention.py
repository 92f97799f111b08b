"""Lines of a survey go after a year; counts and seals stay, so that nobody counts twice."""

from datetime import timedelta

import pytest
from flask import Flask

from caravan.kernel import clock, retention
from caravan.survey.models import SurveyBag, SurveySeal
from caravan.survey.retention import RETENTION
from tests import makers
from tests.survey import surveys


@pytest.mark.parametrize(("days_ago", "left"), [(364, 1), (367, 0)])
def test_lines_go_a_year_after_the_stop(app: Flask, days_ago: int, left: int) -> None:
    first = clock.today() - timedelta(days=days_ago)
    survey = surveys.make_survey(makers.make_stop(first_day=first, days=1))
    surveys.answer(survey, 1, line="الماء", welcome="5")

    retention.purge(RETENTION, clock.now())

    assert (makers.count(SurveyBag), makers.count(SurveySeal)) == (left, 1)
