"""Sessions that people spoke about may not be dropped from a plan."""

from dataclasses import replace

import pytest

from caravan.tour.changes import SessionDropped, refuse_dropped
from caravan.tour.stop_plan import StopPlan
from tests.tour.test_changes import PLAN, with_session


def refused(new: StopPlan, spoken_about: set[str]) -> dict[str, object]:
    try:
        refuse_dropped(PLAN, new, spoken_about)
    except SessionDropped as refusal:
        return refusal.params
    return {}


def test_session_dropped_is_refused_by_name_when_people_spoke_about_it() -> None:
    named = {"sessions": "الافتتاح (opening)"}
    assert refused(replace(PLAN, sessions=()), {"opening"}) == named


@pytest.mark.parametrize("spoken_about", [set(), {"another"}])
def test_session_may_be_dropped_when_nobody_spoke_about_it(spoken_about: set[str]) -> None:
    assert refused(replace(PLAN, sessions=()), spoken_about) == {}


def test_session_may_be_withdrawn_when_people_spoke_about_it() -> None:
    assert refused(with_session(withdrawn=True), {"opening"}) == {}
