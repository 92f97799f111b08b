"""The page of the answers, for everybody."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.followup import actions
from caravan.kernel import clock, versions
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/fr/stops/oujda-2025/answers"


def test_answers_show_question_answer_and_promise(client: Browser) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, state="answered", me_too=31)
    makers.make_answer(question)
    makers.make_promise(stop, item_id=question.id)
    makers.make_promise(makers.make_stop("fes-2025"))

    page = pages.read(client.get(PAGE))

    assert len(page.all("article.thread")) == 1
    assert "متى تُسلَّم مساكن وجدة؟" in page.main
    assert "Livraison au mois de mai." in page.main
    assert page.main.count("Publier la liste des bénéficiaires") == 1
    assert "Partagée par 31 personnes" in page.main


@pytest.mark.parametrize(
    ("days", "kind", "word"), [(-1, "late", "En retard"), (1, "coming", "Prévu")]
)
def test_promise_wears_its_state(client: Browser, days: int, kind: str, word: str) -> None:
    makers.make_promise(makers.make_stop(), due=clock.today() + timedelta(days=days))

    page = pages.read(client.get(PAGE))

    assert word in page.all(f"div.{kind}")[0]


@pytest.mark.parametrize("state", ["received", "rejected"])
def test_answers_never_show_what_is_not_approved(client: Browser, state: str) -> None:
    stop = makers.make_stop()
    makers.make_answer(makers.make_question(stop, "secret question", state=state))
    makers.make_suggestion(stop, "secret suggestion", state="received")

    text = client.get(PAGE).get_data(as_text=True)

    assert "secret" not in text
    assert "Livraison" not in text


def test_answers_say_so_when_there_is_none(client: Browser) -> None:
    makers.make_stop()

    page = pages.read(client.get(PAGE))

    assert "Pas encore de réponse" in page.main


def test_answers_count_the_questions_that_wait(client: Browser) -> None:
    stop = makers.make_stop()
    for number in range(3):
        makers.make_question(stop, f"Question {number} ?")

    page = pages.read(client.get(PAGE))

    assert "3 questions attendent une réponse" in page.main


def test_suggestions_show_what_became_of_them(client: Browser) -> None:
    makers.make_suggestion(
        makers.make_stop(), "Une navette", state="declined", reason="Une ligne existe."
    )

    page = pages.read(client.get(PAGE))

    assert "Une navette" in page.main
    assert "Une ligne existe." in page.main
    assert page.all("p.no") == ["Non retenue"]


def test_suggestion_shows_its_answer_and_promise(client: Browser) -> None:
    stop = makers.make_stop()
    idea = makers.make_suggestion(stop, "Une navette", state="accepted")
    makers.make_answer(idea)
    makers.make_promise(stop, item_id=idea.id)

    (thread,) = pages.read(client.get(PAGE)).all("article.thread")

    for text in ("Une navette", "Acceptée", "Livraison au mois de mai.", "Publier la liste"):
        assert text in thread


@pytest.mark.parametrize("kind", ["note", "hidden"])
def test_promise_is_shown_without_the_text_that_is_not(client: Browser, kind: str) -> None:
    stop = makers.make_stop()
    if kind == "note":
        item = makers.make_note(stop, body="secret").id
    else:
        item = makers.make_question(stop, "secret", state="rejected").id
    makers.make_promise(stop, item_id=item)

    page = pages.read(client.get(PAGE))

    assert "Publier la liste des bénéficiaires" in page.main
    assert "secret" not in page.main


def test_answers_of_one_service_leave_out_the_others(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"}, position=2)
    makers.make_question(stop, "Le logement ?", state="answered")
    makers.make_question(stop, "La santé ?", state="answered", service_code="health")

    page = pages.read(client.get(f"{PAGE}?service=health"))

    assert "La santé ?" in page.main
    assert "Le logement ?" not in page.main


def test_answers_of_an_unknown_service_are_no_page(client: Browser) -> None:
    makers.make_stop()

    assert client.get(f"{PAGE}?service=moon").status_code == 404


def test_answers_are_the_same_bytes_until_something_changes(client: Browser) -> None:
    question = makers.make_question(makers.make_stop(), state="answered")
    seen = {"If-None-Match": client.get(PAGE).headers["ETag"]}

    again = client.get(PAGE, headers=seen)
    body = {"ar": "نعم", "fr": "Oui, c’est fait."}
    actions.answer(question.id, body, staff_id=makers.make_staff().id)
    versions.forget_all()
    later = client.get(PAGE, headers=seen)

    assert (again.status_code, again.data, again.headers.get("Set-Cookie")) == (304, b"", None)
    assert (later.status_code, "Oui, c’est fait." in later.get_data(as_text=True)) == (200, True)


def test_answers_cost_the_same_with_one_and_three(
    client: Browser, queries: Callable[[], Any]
) -> None:
    stop, counts = makers.make_stop(), []
    for number in (1, 2):
        for _ in range(number):
            question = makers.make_question(stop, f"{uuid.uuid4()} ?", state="answered")
            makers.make_answer(question)
            makers.make_promise(stop, item_id=question.id)
            makers.make_suggestion(stop, f"{uuid.uuid4()}", state="accepted")
        versions.bump("answers:oujda-2025")
        versions.forget_all()
        with queries() as seen:
            client.get(PAGE)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_answers_show_markup_as_text(client: Browser) -> None:
    evil = "<script>alert(1)</script>"
    stop = makers.make_stop()
    question = makers.make_question(stop, evil, state="answered")
    makers.make_answer(question, body={"ar": evil, "fr": evil})
    makers.make_promise(stop, body={"ar": evil, "fr": evil}, owner={"ar": evil, "fr": evil})
    makers.make_suggestion(stop, evil, state="declined", reason=evil)

    html = client.get(PAGE).get_data(as_text=True)

    assert "<script>alert" not in html
    assert html.count("&lt;script&gt;alert(1)") == 6
