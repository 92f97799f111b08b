"""Which answers stand on the wall poster of a stop, and how."""

from datetime import timedelta

import pytest
from flask import Flask

from caravan.followup import actions
from caravan.followup.memory.paper import wall_facts
from caravan.followup.promises import actions as promises
from caravan.followup.promises.rules import Move
from caravan.kernel import clock
from tests import makers
from tests.conftest import Browser
from tests.press import papers

WHY = {"ar": "الفريق غير متوفر", "fr": "Équipe non disponible"}


def test_answers_with_a_promise_stand_first_then_the_most_shared(app: Flask) -> None:
    stop = makers.make_stop()
    for number, shared in ((1, 2), (2, 9), (3, 0)):
        question = makers.make_question(stop, f"{number} ?", state="answered", me_too=shared)
        makers.make_answer(question)
    makers.make_promise(stop, item_id=question.id)
    makers.make_question(stop, "sans texte ?", state="answered", me_too=99)

    facts = wall_facts(stop, "fr")

    assert [row.asked for row in facts.rows] == ["3 ?", "2 ?", "1 ?"]
    assert facts.more.fr == ""


def test_refusal_is_told_as_one_unless_something_is_promised_all_the_same(app: Flask) -> None:
    stop = makers.make_stop()
    no, yes = (makers.make_question(stop, text, state="answered") for text in ("non ?", "oui ?"))
    makers.make_answer(no, is_refusal=True)
    makers.make_answer(yes)

    rows = {row.asked: row.is_refused for row in wall_facts(stop, "fr").rows}
    assert rows == {"non ?": True, "oui ?": False}


def test_what_does_not_fit_is_counted(app: Flask) -> None:
    stop = makers.make_stop()
    for number in range(7):
        makers.make_answer(makers.make_question(stop, f"{number} ?", state="answered"))

    facts = wall_facts(stop, "fr")

    assert (len(facts.rows), facts.more.fr) == (5, "Autres réponses en ligne : 2")


def test_suggestion_with_an_answer_stands_on_it(app: Flask) -> None:
    stop = makers.make_stop()
    makers.make_answer(makers.make_suggestion(stop, "Une navette", state="studied"))
    makers.make_answer(makers.make_note(stop, body="secret"))

    assert [row.asked for row in wall_facts(stop, "fr").rows] == ["Une navette"]


@pytest.mark.parametrize(
    ("way", "state", "words"),
    [
        ("", "none", "avant le"),
        ("begun", "half", "avant le"),
        ("kept", "full", "fait le"),
        ("given_up", None, "Impossible"),
    ],
)
def test_promise_wears_its_state(app: Flask, way: str, state: str | None, words: str) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    question = makers.make_question(stop, state="answered")
    makers.make_answer(question)
    promise = makers.make_promise(stop, item_id=question.id)
    if way == "kept":
        actions.keep_promise(promise.id, WHY, staff_id=staff.id)
    elif way:
        promises.take_step(promise.id, Move(way, WHY), staff_id=staff.id)

    (row,) = wall_facts(stop, "fr").rows

    assert row.promise is not None
    assert (row.promise.state, row.promise.due.startswith(words)) == (state, True)


def test_late_promise_wears_the_triangle(app: Flask) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="answered")
    makers.make_answer(question)
    makers.make_promise(stop, item_id=question.id, due=clock.today() - timedelta(days=1))

    (row,) = wall_facts(stop, "ar").rows

    assert row.promise is not None
    assert row.promise.state == "late"


def test_of_two_promises_the_one_still_owed_stands_on_it(app: Flask) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    question = makers.make_question(stop, state="answered")
    makers.make_answer(question)
    first = makers.make_promise(stop, item_id=question.id, due=clock.today() + timedelta(days=1))
    makers.make_promise(stop, item_id=question.id)
    actions.keep_promise(first.id, WHY, staff_id=staff.id)

    (row,) = wall_facts(stop, "fr").rows

    assert row.promise is not None
    assert row.promise.state == "none"


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_everybody_may_print_the_poster(client: Browser, lang: str) -> None:
    makers.make_answer(makers.make_question(makers.make_stop(), state="answered"))

    answer = client.get(f"/{lang}/stops/oujda-2025/answers.pdf?ink=black")

    assert answer.mimetype == "application/pdf"
    assert papers.codes(answer.data) == [f"http://localhost/{lang}/stops/oujda-2025/answers"]


@pytest.mark.parametrize("is_rehearsal", [True, False])
def test_rehearsal_says_so_on_page_and_poster(client: Browser, *, is_rehearsal: bool) -> None:
    stop = makers.make_stop(is_rehearsal=is_rehearsal)
    makers.make_answer(makers.make_question(stop, state="answered"))

    page = client.get("/fr/stops/oujda-2025/answers").get_data(as_text=True)
    poster = client.get("/fr/stops/oujda-2025/answers.pdf").data

    said = any(line.startswith("Répétition") for line in papers.lines(poster, 0))
    assert ("Répétition" in page, said) == (is_rehearsal, is_rehearsal)
