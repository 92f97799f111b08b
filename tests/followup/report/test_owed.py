"""What the summary says is owed: by whom, until when."""

from datetime import timedelta

from flask import Flask

from caravan.followup import queries as followup
from caravan.followup.items import actions as items
from caravan.followup.items.queries import get_item
from caravan.kernel import clock
from caravan.tour.duties.models import AnsweringBody
from tests import makers
from tests.rows import save


def test_facts_tell_which_body_owes_an_answer_and_until_when(app: Flask) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    name = {"ar": "قسم السكن", "fr": "Division logement"}
    save(AnsweringBody(code="b", kind="department", name=name, days=5, position=0))
    for due in (clock.today() + timedelta(days=3), clock.today() - timedelta(days=1)):
        question = makers.make_question(stop, service_code=makers.make_service(f"s{due.day}").code)
        items.assign(get_item(question.id), "b", due, reason=None, staff_id=who)

    owed = followup.stop_facts(stop, "fr").owed

    assert {(one.state, one.office, bool(one.due)) for one in owed} == {
        ("none", "Division logement", True),
        ("late", "Division logement", True),
    }
