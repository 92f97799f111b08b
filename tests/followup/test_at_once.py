"""The same button pressed twice in one instant, or by two people: it is done once, and no fault."""

from collections.abc import Callable
from datetime import date
from secrets import token_hex
from typing import Any

import pytest
from flask import Flask

from caravan.followup import actions
from caravan.followup.answering import actions as answering
from caravan.followup.answering.models import BodyContact
from caravan.followup.closing import actions as closing
from caravan.followup.closing.models import SummaryText
from caravan.followup.items import actions as items
from caravan.followup.items.models import DeskNote
from caravan.followup.models import Promise
from caravan.followup.rules import PromiseDetails
from caravan.kernel import clock
from caravan.tour.models import Stop
from tests import makers
from tests.followup.answering.rows import TEXTS, make_body
from tests.rows import save
from tests.together import together

Act = Callable[[], Any]


def a_note(stop: Stop, staff_id: int) -> Act:
    note_id = token_hex(16)
    return lambda: items.write_note(stop, "housing", "نص", note_id=note_id, staff_id=staff_id)


def a_text(stop: Stop, staff_id: int) -> Act:
    return lambda: closing.save_text(stop, "overview", "fr", "Bilan", number=0, staff_id=staff_id)


def a_promise(stop: Stop, staff_id: int) -> Act:
    asked = makers.make_question(stop).id
    details = PromiseDetails(TEXTS, TEXTS, date(2027, 5, 5), token_hex(16))
    return lambda: actions.make_promise(stop, asked, "housing", details, staff_id=staff_id)


@pytest.mark.parametrize(
    ("act", "model"), [(a_note, DeskNote), (a_text, SummaryText), (a_promise, Promise)]
)
def test_form_sent_three_times_in_one_instant_is_kept_once(
    app: Flask, act: Callable[[Stop, int], Act], model: type
) -> None:
    press = act(makers.make_stop(), makers.make_staff().id)
    assert together(app, press, times=3) == ["done"] * 3
    assert makers.count(model) == 1


def test_of_two_first_texts_one_is_kept_and_the_other_is_told(app: Flask) -> None:
    stop, staff_id = makers.make_stop(), makers.make_staff().id
    texts = iter(["Le premier", "Le second"])

    def write() -> None:
        closing.save_text(stop, "overview", "fr", next(texts), number=0, staff_id=staff_id)

    assert together(app, write, times=2) == ["TextChanged", "done"]


def test_address_taken_away_by_two_at_once_goes_once(app: Flask) -> None:
    body, staff_id = make_body(), makers.make_staff().id
    values = {"email": "office@example.org", "language": "fr", "added_at": clock.now()}
    number = save(BodyContact(body_code=body.code, staff_id=None, **values)).id

    ended = together(app, lambda: answering.remove_contact(number, staff_id=staff_id), times=2)

    assert ended == ["NotFound", "done"]
