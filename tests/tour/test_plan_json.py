"""Plans in progress as JSON: nothing is lost, and a part is known again."""

import json
from dataclasses import replace

from hypothesis import given, settings

from caravan.tour import agenda_file
from caravan.tour.plan_json import from_json, mark_of, to_json
from caravan.tour.stop_plan import StopPlan
from tests.tour.stop_files import KNOWN, SHORT, plans

OPENING = agenda_file.read(SHORT, source="", known=KNOWN).sessions[0]


@settings(deadline=None)
@given(plans())
def test_plan_is_equal_when_written_and_read(plan: StopPlan) -> None:
    assert from_json(json.loads(json.dumps(to_json(plan)))) == plan


def test_mark_changes_with_the_words_only() -> None:
    assert mark_of(OPENING) == mark_of(replace(OPENING))
    assert mark_of(OPENING) != mark_of(replace(OPENING, title={"ar": "كلمة", "fr": "Mot"}))
