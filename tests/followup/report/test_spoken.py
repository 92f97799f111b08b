"""What the summary says of questions: personal cases tell nobody, promises stand as they do."""

from datetime import date, timedelta

from flask import Flask

from caravan.followup import queries as followup
from caravan.followup.closing import actions as closing
from caravan.followup.models import PromiseKept
from caravan.followup.promises import actions as promises
from caravan.followup.promises.rules import Move
from caravan.kernel import clock
from caravan.kernel.db import db
from caravan.press.summary import poster
from caravan.press.summary.facts import Hidden, StopSummary
from caravan.voice.models import Question, Suggestion
from caravan.voice.moderation.models import DeskAppointment
from tests import makers
from tests.rows import save

FEW = Hidden("non montré")


def test_note_on_personal_cases_tells_no_more_than_their_table(app: Flask) -> None:
    stop = makers.make_stop()
    cases = ["health"] * 12 + ["housing"] * 20 + ["loans"] * 3
    for number, service in enumerate(cases):
        makers.make_service(service, name={"fr": service})
        case = makers.make_question(stop, "", state="private", service_code=service)
        appointed = {"stop_id": stop.id, "number": number, "service_code": service}
        save(DeskAppointment(question_id=case.id, **appointed))

    facts = followup.stop_facts(stop, "fr")

    [table] = [one for one in facts.tables if one.title == "Au bureau d’écoute"]
    *told, _together = table.rows
    assert [value for _service, value in told].count(FEW) == 2
    for service, value in told:
        shown = value.text if isinstance(value, Hidden) else value
        assert f"{service} ({shown})" in facts.questions_note


def _state_text(facts: StopSummary) -> str:
    [service] = facts.services
    [question] = service.questions
    return question.state_text


def test_kept_promise_is_told_by_the_day_on_which_it_was_kept(app: Flask) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="answered")
    made = makers.make_promise(stop, item_id=question.id, due=clock.today())
    kept_at = makers.at(date(2027, 2, 11), "10:00")
    save(PromiseKept(promise_id=made.id, evidence={}, kept_at=kept_at))

    assert _state_text(followup.stop_facts(stop, "fr")) == "Tenu le 11 février 2027"


def test_of_two_promises_the_one_still_owed_is_told(app: Flask) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="answered")
    kept, _late = (
        makers.make_promise(stop, item_id=question.id, due=clock.today() - timedelta(days=days))
        for days in (9, 1)
    )
    save(PromiseKept(promise_id=kept.id, evidence={}, kept_at=clock.now()))

    assert _state_text(followup.stop_facts(stop, "fr")).startswith("En retard")


def test_promise_is_under_way_once_it_is_begun(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    question = makers.make_question(stop, state="answered")
    made = makers.make_promise(stop, item_id=question.id)

    before = _state_text(followup.stop_facts(stop, "fr"))
    promises.take_step(made.id, Move("begun", {}), staff_id=staff.id)
    after = _state_text(followup.stop_facts(stop, "fr"))

    assert (before.split(" ·")[0], after.split(" ·")[0]) == ("Prévu", "En cours")


def test_refusal_is_told_as_one(app: Flask) -> None:
    stop = makers.make_stop()
    makers.make_answer(makers.make_question(stop, state="answered"), is_refusal=True)

    assert _state_text(followup.stop_facts(stop, "fr")) == "Réponse : impossible"


def test_wall_poster_takes_what_is_answered_far_down_the_list_and_suggestions(app: Flask) -> None:
    stop = makers.make_stop()
    for shared in range(20, 27):
        makers.make_question(stop, f"{shared} ?", me_too=shared)
    for text, shared in (("Deux ?", 2), ("Neuf ?", 9)):
        makers.make_answer(makers.make_question(stop, text, state="answered", me_too=shared))
    idea = makers.make_suggestion(stop, "Une navette", state="accepted")
    makers.make_answer(idea)
    makers.make_promise(stop, item_id=idea.id)
    makers.make_suggestion(stop, "Sans réponse", state="accepted")

    facts = followup.stop_facts(stop, "fr")

    assert [one.text for one in poster.chosen(facts)] == ["Une navette", "Neuf ?", "Deux ?"]
    assert {"Une navette", "Neuf ?"} <= {
        one.body
        for model in (Question, Suggestion)
        for one in db.session.query(model)
        if one.id in closing.prepare_draft(stop).texts
    }


def test_suggestion_stands_with_its_written_answer(app: Flask) -> None:
    stop = makers.make_stop()
    makers.make_answer(makers.make_suggestion(stop, "Une navette", state="accepted"))
    makers.make_suggestion(stop, "Un bus", state="accepted")
    refused = makers.make_suggestion(stop, "Un car", state="declined", reason="Non.")
    makers.make_answer(refused, body={"ar": "لا", "fr": "Il y en a un."}, is_refusal=True)

    told = [one.texts for one in followup.stop_facts(stop, "fr").suggestions]

    assert [sorted(texts) for texts in told] == [
        ["Un bus", "Une navette (Réponse\u00a0: Livraison au mois de mai.)"],
        ["Un car (Motif\u00a0: Il y en a un.)"],
    ]


def test_cover_speaks_of_people_where_their_number_is_not_shown(app: Flask) -> None:
    stop = makers.make_stop()
    for _ in range(3):
        makers.make_arrival(makers.make_registration(stop))

    came, *_ = followup.stop_facts(stop, "fr").figures

    assert (came.value, came.label) == (FEW, "personnes venues")


def test_wall_poster_prefers_what_more_people_share_where_their_number_is_hidden(
    app: Flask,
) -> None:
    stop = makers.make_stop()
    for number, shared in enumerate((4, 4, 3, 3, 2, 2, 1, 0)):
        question = makers.make_question(stop, f"{number} ?", state="answered", me_too=shared)
        makers.make_answer(question)
    makers.make_answer(makers.make_suggestion(stop, "Une navette", state="accepted"))

    told = [one.text for one in poster.chosen(followup.stop_facts(stop, "fr"))]

    assert len(told) == 5
    assert not {"6 ?", "7 ?", "Une navette"} & set(told)
