"""What the summary says is owed: by whom, until when."""

from datetime import timedelta

from flask import Flask

from caravan.followup import queries as followup
from caravan.followup.items import actions as items
from caravan.followup.items.queries import get_item
from caravan.followup.models import PromiseKept
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


def test_kept_promise_is_no_longer_owed_and_told_with_what_shows_it(app: Flask) -> None:
    stop = makers.make_stop()
    still, kept = makers.make_promise(stop), makers.make_promise(stop, service_code="housing")
    evidence = {"ar": "نُشرت", "fr": "Publiée au siège"}
    save(PromiseKept(promise_id=kept.id, evidence=evidence, kept_at=clock.now()))

    facts = followup.stop_facts(stop, "fr")

    assert [(one.text, one.state) for one in facts.owed] == [(still.body["fr"], "none")]
    assert facts.done
    [(what, subject, office, day, shows)] = facts.done.rows
    assert (facts.done.title, what, subject) == ("Ce qui a été fait", kept.body["fr"], "Logement")
    assert (office, shows) == ("Service du logement", "Publiée au siège")
    assert str(clock.today().year) in day
