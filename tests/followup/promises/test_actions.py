"""What becomes of promises: terms, steps, the askers' word, who is told of a late one."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from caravan.followup import actions as room
from caravan.followup.answering import actions as answering
from caravan.followup.models import Promise, PromiseKept
from caravan.followup.promises import actions, queries, rules
from caravan.followup.promises.models import PromiseStep, PromiseVerdict
from caravan.followup.rules import PromiseDetails
from caravan.kernel import clock
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db
from caravan.kernel.outbox import Message
from tests import makers, promise_makers
from tests.followup.board.rows import owner
from tests.together import together

WHY = {"ar": "الفريق غير متوفر", "fr": "Équipe non disponible"}
DONE = {"ar": "نُشرت", "fr": "Publiée"}
NOTHING = rules.mark_of(rules.Terms())
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


def steps(promise: Promise) -> list[str]:
    return [one.kind for one in queries.get_told(promise.id).steps]


def soon(days: int = 20) -> date:
    return clock.today() + timedelta(days=days)


def kept(**values: object) -> Promise:
    """A promise that somebody said is kept."""
    promise = makers.make_promise(makers.make_stop(), **values)
    room.keep_promise(promise.id, DONE, staff_id=makers.make_staff().id)
    return promise


def test_answer_with_a_promise_begins_its_history(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    question = makers.make_question(stop)
    details = PromiseDetails(WHY, WHY, soon())

    room.answer(question.id, DONE, details, staff_id=staff.id)

    (step,) = queries.get_told(details.id).steps
    assert (step.kind, step.due, step.staff_id) == ("made", soon(), staff.id)


def test_promise_is_owed_by_the_body_that_had_the_question(app: Flask) -> None:
    promise_makers.make_duties()
    question = makers.make_question(makers.make_stop())
    owner(question, days=2, body="bank")
    details = PromiseDetails(WHY, WHY, soon())

    room.answer(question.id, DONE, details, staff_id=makers.make_staff().id)

    assert queries.find_body(details.id).code == "bank"


@pytest.mark.parametrize("kind", ["moved", "given_up"])
def test_step_sent_twice_is_one_step(app: Flask, kind: str) -> None:
    promise, staff = makers.make_promise(makers.make_stop(), due=soon(-3)), makers.make_staff()

    for _ in range(2):
        actions.take_step(promise.id, rules.Move(kind, WHY, soon(9)), staff_id=staff.id)

    assert steps(promise) == [kind]


def test_what_a_colleague_gave_up_is_not_said_to_be_kept(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop()), makers.make_staff()
    actions.take_step(promise.id, rules.Move("given_up", WHY), staff_id=staff.id)

    with pytest.raises(rules.StepNotPossible):
        room.keep_promise(promise.id, DONE, staff_id=staff.id)


def test_terms_of_a_colleague_are_not_overwritten(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop()), makers.make_staff()
    promise_makers.make_duties()
    theirs, mine = rules.Terms(body_code="bank"), rules.Terms(body_code="housing")
    for _ in range(2):  # the same form twice is one
        actions.set_terms(promise.id, theirs, seen=NOTHING, staff_id=staff.id)

    with pytest.raises(rules.TermsChanged):
        actions.set_terms(promise.id, mine, seen=NOTHING, staff_id=staff.id)
    actions.set_terms(promise.id, mine, seen=rules.mark_of(theirs), staff_id=staff.id)
    assert queries.find_body(promise.id).code == "housing"


def test_moved_promise_is_due_later_and_keeps_what_was_said_first(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop(), due=soon(-3)), makers.make_staff()

    actions.take_step(promise.id, rules.Move("moved", WHY, soon(9)), staff_id=staff.id)

    found = queries.get_told(promise.id)
    assert (found.due, found.state, found.turn.note) == (soon(9), "open", WHY)


def test_promise_that_is_given_up_says_why_and_is_late_no_more(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop(), due=soon(-3)), makers.make_staff()

    actions.take_step(promise.id, rules.Move("given_up", WHY), staff_id=staff.id)

    found = queries.get_told(promise.id)
    assert (found.state, found.turn.kind, found.turn.note) == ("given_up", "given_up", WHY)


def test_promise_that_is_begun_twice_has_one_step(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop()), makers.make_staff()

    for _ in range(2):
        actions.take_step(promise.id, rules.Move("begun", {}), staff_id=staff.id)

    assert steps(promise) == ["begun"]


def test_kept_promise_is_taken_up_again_with_a_new_day(app: Flask) -> None:
    promise = kept(due=soon(-3))

    move = rules.Move("reopened", WHY, soon(9))
    actions.take_step(promise.id, move, staff_id=makers.make_staff().id)

    assert queries.get_told(promise.id).state == "open"
    assert steps(promise) == ["kept", "reopened"]
    assert makers.count(PromiseKept) == 0


def test_step_is_audited_without_its_reason(app: Flask) -> None:
    promise, staff = makers.make_promise(makers.make_stop()), makers.make_staff()

    actions.take_step(promise.id, rules.Move("given_up", WHY), staff_id=staff.id)

    (entry,) = db.session.query(AuditEntry)
    assert (entry.action, entry.subject, entry.details) == ("followup.take_step", promise.id, {})


def test_not_solved_takes_the_promise_up_again(app: Flask) -> None:
    promise = kept(due=soon(-3))

    assert actions.say(promise.id, "mark", "month", is_solved=False)

    assert queries.get_told(promise.id).state == "late"
    assert steps(promise) == ["kept", "askers_reopened"]


def test_solved_leaves_it_kept(app: Flask) -> None:
    promise = kept()

    assert actions.say(promise.id, "mark", "month", is_solved=True)

    assert (queries.get_told(promise.id).state, steps(promise)) == ("kept", ["kept"])


def test_each_asker_is_counted_once_an_occasion(app: Flask) -> None:
    promise = kept()

    said = [
        actions.say(promise.id, mark, occasion, is_solved=True)
        for mark, occasion in (("a", "month"), ("a", "month"), ("b", "month"), ("a", "oujda-2026"))
    ]

    assert said == [True, False, True, True]
    assert makers.count(PromiseVerdict) == 3


def test_asker_cannot_speak_of_what_is_not_kept(app: Flask) -> None:
    promise = makers.make_promise(makers.make_stop())

    with pytest.raises(rules.StepNotPossible):
        actions.say(promise.id, "mark", "month", is_solved=False)

    assert makers.count(PromiseVerdict) == 0


def test_several_askers_at_once_take_it_up_again_once(app: Flask) -> None:
    promise = kept()

    ended = together(app, lambda: actions.say(promise.id, "mark", "month", is_solved=False))

    assert ended == ["StepNotPossible"] * 3 + ["done"]
    assert steps(promise) == ["kept", "askers_reopened"]


def test_promise_kept_anew_is_asked_about_anew(app: Flask) -> None:
    promise = kept()
    actions.say(promise.id, "mark", "month", is_solved=False)
    with time_machine.travel(clock.now() + timedelta(days=5)):
        room.keep_promise(promise.id, DONE, staff_id=makers.make_staff().id)

        assert actions.say(promise.id, "mark", "month", is_solved=True)


def test_terms_tie_a_promise_to_body_line_and_clause(app: Flask) -> None:
    promise = makers.make_promise(makers.make_stop())
    promise_makers.make_duties()
    promise_makers.make_agreement()
    terms = rules.Terms("housing", WHY, "sport", ("south", "laayoune", "gym"))

    actions.set_terms(promise.id, terms, seen=NOTHING, staff_id=makers.make_staff().id)

    held = queries.find_commitment(promise.id)
    clause = queries.find_clause(held)
    assert (held.body_code, held.plan_line, held.measure) == ("housing", "sport", WHY)
    assert (clause.site["fr"], clause.facility["fr"], clause.state) == (
        "Laâyoune",
        "Salle de sport",
        "begun",
    )


def test_clause_that_no_agreement_has_is_refused(app: Flask) -> None:
    promise = makers.make_promise(makers.make_stop())
    terms = rules.Terms(clause=("south", "laayoune", "pool"))

    with pytest.raises(rules.ClauseNotKnown):
        actions.set_terms(promise.id, terms, seen=NOTHING, staff_id=makers.make_staff().id)


@pytest.mark.parametrize(
    ("days", "kinds"), [(1, ["told_owner"]), (8, ["told_owner", "told_direction"])]
)
def test_late_promise_is_written_to_owner_and_direction_once(
    app: Flask, days: int, kinds: list[str]
) -> None:
    with time_machine.travel(NOON):
        promise = makers.make_promise(makers.make_stop(), due=soon(-days))
        makers.make_staff("feedback", "oujda-2025", email="owner@example.org")
        makers.make_staff(email="direction@example.org")
        makers.make_staff("organiser", "fes-2025", email="other@example.org")

        actions.tell_of_late_ones()
        actions.tell_of_late_ones()

    written = [one.recipient for one in db.session.query(Message).order_by(Message.id)]
    assert written == ["owner@example.org", "direction@example.org"][: len(kinds)]
    assert steps(promise) == kinds


def test_letter_on_a_late_promise_speaks_both_languages(app: Flask) -> None:
    with time_machine.travel(NOON):
        promise = makers.make_promise(makers.make_stop(), due=soon(-1))
        makers.make_staff()
        actions.tell_of_late_ones()

    (letter,) = db.session.query(Message)
    assert "محطة وجدة" in letter.subject
    for said in ("نشر لائحة المستفيدين", "Publier la liste des bénéficiaires", promise.id):
        assert said in letter.body


def test_partner_that_owes_is_written_to_where_its_address_is_known(app: Flask) -> None:
    with time_machine.travel(NOON):
        promise = makers.make_promise(makers.make_stop(), due=soon(-1))
        promise_makers.make_duties()
        promise_makers.make_contact(item_key="bank", email="bank@example.org")
        makers.make_staff("feedback", email="owner@example.org")
        terms = rules.Terms(body_code="bank")
        actions.set_terms(promise.id, terms, seen=NOTHING, staff_id=makers.make_staff().id)

        actions.tell_of_late_ones()

    assert [one.recipient for one in db.session.query(Message)] == ["bank@example.org"]


def test_body_that_owes_is_written_to_where_it_is_reminded_of_answers(app: Flask) -> None:
    with time_machine.travel(NOON):
        promise = makers.make_promise(makers.make_stop(), due=soon(-1))
        promise_makers.make_duties()
        staff = makers.make_staff("feedback", email="desk@example.org")
        answering.add_contact("housing", "housing@example.org", "fr", staff_id=staff.id)
        terms = rules.Terms(body_code="housing")
        actions.set_terms(promise.id, terms, seen=NOTHING, staff_id=staff.id)

        actions.tell_of_late_ones()

    assert [one.recipient for one in db.session.query(Message)] == ["housing@example.org"]


def test_promise_that_askers_took_up_again_rises_again(app: Flask) -> None:
    with time_machine.travel(NOON):
        promise, staff = makers.make_promise(makers.make_stop(), due=soon(-9)), makers.make_staff()
        actions.tell_of_late_ones()
        room.keep_promise(promise.id, DONE, staff_id=staff.id)
        actions.say(promise.id, "seal", "month", is_solved=False)

        actions.tell_of_late_ones()
        actions.tell_of_late_ones()

    told = ["told_owner", "told_direction"]
    assert steps(promise) == [*told, "kept", "askers_reopened", *told]
    assert makers.count(Message) == 4


@pytest.mark.parametrize("hour", [3, 20])
def test_nobody_is_told_at_night(app: Flask, hour: int) -> None:
    with time_machine.travel(NOON.replace(hour=hour)):
        makers.make_promise(makers.make_stop(), due=soon(-1))
        actions.tell_of_late_ones()

    assert makers.count(PromiseStep) == 0


@pytest.mark.parametrize("way", ["kept", "given_up", "moved"])
def test_nobody_is_told_of_what_is_not_late_any_more(app: Flask, way: str) -> None:
    with time_machine.travel(NOON):
        promise, staff = makers.make_promise(makers.make_stop(), due=soon(-9)), makers.make_staff()
        if way == "kept":
            room.keep_promise(promise.id, DONE, staff_id=staff.id)
        else:
            actions.take_step(promise.id, rules.Move(way, WHY, soon(3)), staff_id=staff.id)

        actions.tell_of_late_ones()

    assert makers.count(Message) == 0


def test_answer_that_names_a_day_waits_until_somebody_looks(app: Flask) -> None:
    stop = makers.make_stop()
    bound = makers.make_answer(makers.make_question(stop))
    makers.make_answer(makers.make_question(stop, "سؤال"), body={"ar": "نعم", "fr": "Oui"})
    promised = makers.make_question(stop, "سؤال آخر")
    makers.make_answer(promised)
    makers.make_promise(stop, item_id=promised.id)

    before = [one.id for one in queries.unpromised(stop.id)]
    actions.set_plain(bound.id, stop, staff_id=makers.make_staff().id)

    assert (before, queries.unpromised(stop.id)) == ([bound.id], [])
