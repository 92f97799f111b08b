"""Items: one list of what was asked, suggested and told; where each of them stands."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from caravan.followup.items import actions
from caravan.followup.items import queries as items
from caravan.kernel import clock
from caravan.kernel.refusal import NotFound
from caravan.tour.duties.models import AnsweringBody
from caravan.tour.models import Stop
from tests import makers
from tests.rows import save


@pytest.fixture
def stop(app: Flask) -> Stop:
    return makers.make_stop()


def stands(stop: Stop) -> dict[str, str]:
    return items.outcomes(items.items(stop.id))


def test_questions_suggestions_and_notes_are_items(stop: Stop) -> None:
    question = makers.make_question(stop, state="approved", me_too=4)
    suggestion = makers.make_suggestion(stop)
    note = makers.make_note(stop, people=3)

    found = items.items(stop.id)
    assert [(one.kind, one.id, one.voices) for one in found] == [
        ("question", question.id, 5),
        ("note", note.id, 3),
        ("suggestion", suggestion.id, 1),
    ]
    assert {one.prefecture_code for one in found} == {stop.prefecture_code}


@pytest.mark.parametrize("state", ["waiting", "private"])
def test_what_no_moderator_has_or_the_private_desk_has_is_no_item(stop: Stop, state: str) -> None:
    question = makers.make_question(stop, state=state)
    assert items.items(stop.id) == []
    with pytest.raises(NotFound):
        items.get_item(question.id)


def test_item_of_another_stop_is_not_found(stop: Stop) -> None:
    note = makers.make_note(stop)
    with pytest.raises(NotFound):
        items.get_item(note.id, stop.id + 1)


def test_outcome_is_answer_owner_or_reason(stop: Stop) -> None:
    alone = makers.make_question(stop, state="approved")
    answered = makers.make_question(stop, state="answered")
    rejected = makers.make_question(stop, state="rejected", reason="خارج اختصاص المؤسسة")
    refused = makers.make_question(stop, state="answered")
    makers.make_answer(refused, is_refusal=True)
    owned = makers.make_note(stop)
    save(AnsweringBody(code="b", kind="department", name={}, days=5, position=0))
    due = clock.today() + timedelta(days=9)
    actions.assign(items.get_item(owned.id), "b", due, reason=None, staff_id=None)

    assert stands(stop) == {
        alone.id: "open",
        answered.id: "answered",
        rejected.id: "refused",
        refused.id: "refused",
        owned.id: "owned",
    }


def test_outcomes_cost_the_same_for_one_and_for_three(
    stop: Stop, queries: Callable[[], Any]
) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            makers.make_note(stop)
        with queries() as seen:
            stands(stop)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_note_sent_twice_is_one_note(stop: Stop) -> None:
    staff = makers.make_staff()
    for _again in range(2):
        actions.write_note(
            stop, "housing", "Deux veuves demandent la liste.", note_id="n" * 32, staff_id=staff.id
        )
    [note] = items.items(stop.id)
    assert (note.kind, note.language, note.voices) == ("note", "fr", 1)
