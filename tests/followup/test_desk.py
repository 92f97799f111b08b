"""The staff's desk of answers and promises."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caravan.followup import queries as followup
from caravan.followup.answering import actions as answering
from caravan.followup.answering.queries import find_reply
from caravan.followup.models import Answer, Promise, PromiseKept
from caravan.kernel import clock
from caravan.tour.models import Stop
from caravan.voice.models import Question
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.answering.rows import make_checked

DESK = "/fr/staff/stops/oujda-2025/answers"
TEXTS = {"body_ar": "نعم", "body_fr": "Oui"}
PROMISE = {
    "promise_ar": "نشر اللائحة",
    "promise_fr": "Publier la liste",
    "owner_ar": "مصلحة السكن",
    "owner_fr": "Service du logement",
}


def test_desk_lists_unanswered_questions_first(as_staff: Callable[..., Browser]) -> None:
    stop = makers.make_stop()
    makers.make_answer(makers.make_question(stop, "Écrite ?", state="answered", me_too=9))
    makers.make_question(stop, "En salle ?", state="answered", me_too=8)
    makers.make_question(stop, "Ouverte ?", me_too=1)
    makers.make_question(stop, "Reçue ?", state="received")
    makers.make_question(stop, "Refusée ?", state="rejected")

    page = pages.read(as_staff("feedback").get(DESK))

    assert page.all("//tbody//th/span[@lang]") == ["Ouverte ?", "En salle ?", "Écrite ?"]


def publish(question: Question) -> None:
    """What was handed in for the question is found right by somebody else and published."""
    staff_id = makers.make_staff("feedback").id
    answering.check(question.id, version=1, staff_id=staff_id)
    stop = makers.db.session.get_one(Stop, question.stop_id)
    answering.publish(stop, {question.id: 2}, staff_id=staff_id)


def test_answer_is_written_from_its_page_and_read_by_somebody_else(
    as_staff: Callable[..., Browser],
) -> None:
    question = makers.make_question(makers.make_stop())

    answer = as_staff("moderator").fill(f"{DESK}/{question.id}", TEXTS)

    assert (answer.status_code, answer.location) == (303, DESK)
    assert makers.count(Answer) == 0
    publish(question)
    assert followup.answers_of([question.id])[question.id].body == {"ar": "نعم", "fr": "Oui"}


def test_answer_is_written_with_a_promise(as_staff: Callable[..., Browser]) -> None:
    question = makers.make_question(makers.make_stop())
    due = clock.today() + timedelta(days=9)

    as_staff("feedback").fill(f"{DESK}/{question.id}", {**TEXTS, **PROMISE, "due": due.isoformat()})

    assert makers.count(Promise) == 0
    publish(question)
    (made,) = followup.promises(question.stop_id)
    assert (made.body["fr"], made.owner["ar"], made.due) == ("Publier la liste", "مصلحة السكن", due)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({**TEXTS, "body_fr": ""}, "Écrivez-le en français."),
        ({**TEXTS, "body_ar": "ن" * 2001}, "Ce texte est trop long : 2000 signes au plus."),
        ({**TEXTS, **PROMISE}, "Un engagement est entier"),
        ({**TEXTS, **PROMISE, "due": "2001-01-01"}, "Ce jour précède l’étape."),
        ({**TEXTS, **PROMISE, "due": "demain"}, "Ce n’est pas une date."),
        ({**TEXTS, "owner_fr": "Service"}, "Un engagement est entier"),
    ],
)
def test_answer_is_not_taken_when_something_is_wrong(
    as_staff: Callable[..., Browser], fields: dict[str, str], fault: str
) -> None:
    question = makers.make_question(makers.make_stop())

    page = pages.read(as_staff("feedback").fill(f"{DESK}/{question.id}", fields))

    assert page.status == 422
    assert fault in page.alerts[0]
    assert page.form("body_ar").fields["body_ar"].strip() == fields["body_ar"]
    assert (makers.count(Answer), makers.count(Promise)) == (0, 0)


def test_answer_to_correct_stands_in_the_form(as_staff: Callable[..., Browser]) -> None:
    question = makers.make_question(makers.make_stop(), state="answered")
    makers.make_answer(question)

    page = pages.read(as_staff("feedback").get(f"{DESK}/{question.id}"))

    assert page.form("body_fr").fields["body_fr"].strip() == "Livraison au mois de mai."


def test_reply_on_its_way_is_opened_instead(as_staff: Callable[..., Browser]) -> None:
    question = makers.make_question(makers.make_stop())
    browser = as_staff("feedback")
    browser.fill(f"{DESK}/{question.id}", {**TEXTS, **PROMISE, "due": clock.today().isoformat()})

    answer = browser.get(f"{DESK}/{question.id}", follow_redirects=True)

    page = pages.read(answer)
    assert answer.request.path.endswith(f"/replies/{question.id}")
    assert "Publier la liste" in page.main
    browser.fill(answer.request.path, {"act": "keep", "drops_promise": "y"}, having=("body_fr",))
    assert "Publier la liste" not in pages.read(browser.get(answer.request.path)).main


def test_refusal_that_is_corrected_stays_one(as_staff: Callable[..., Browser]) -> None:
    asked = makers.make_question(makers.make_stop())
    answering.publish(
        makers.db.session.get_one(Stop, asked.stop_id),
        {asked.id: make_checked(asked.id, is_refusal=True)},
        staff_id=makers.make_staff("feedback").id,
    )
    browser = as_staff("feedback")

    opened = browser.get(f"{DESK}/{asked.id}", follow_redirects=True)

    form = pages.read(opened).form("body_fr")
    browser.post(form.action or opened.request.path, data={**form.fields, "act": "hand-in"})
    makers.db.session.expire_all()
    kept = find_reply(asked.id)
    assert kept
    assert (kept.state, kept.is_refusal) == ("review", True)


def test_answer_written_by_two_at_once_is_not_overwritten(
    as_staff: Callable[..., Browser],
) -> None:
    question = makers.make_question(makers.make_stop())
    address, browser = f"{DESK}/{question.id}", as_staff("feedback")
    form = pages.read(browser.get(address)).form("body_fr")
    as_staff("feedback").fill(address, TEXTS)

    answer = browser.post(address, data={**form.fields, **TEXTS, "body_fr": "Non"})

    assert answer.status_code == 409
    page = pages.read(answer)
    assert "Un collègue a modifié cette réponse" in page.alerts[0]
    assert "Oui" in page.all("//section//p[@lang='fr']")
    sent = page.form("body_fr").fields
    assert (sent["body_fr"].strip(), sent["version"]) == ("Non", "1")


@pytest.mark.parametrize("state", ["rejected", "received"])
def test_page_is_refused_when_the_question_is_not_shown(
    as_staff: Callable[..., Browser], state: str
) -> None:
    question = makers.make_question(makers.make_stop(), state=state)

    assert as_staff("organiser").get(f"{DESK}/{question.id}").status_code == 409


def test_question_of_another_stop_is_not_found(as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()
    question = makers.make_question(makers.make_stop("fes-2025"))
    promise = makers.make_promise(makers.make_stop("nador-2025"))
    browser = as_staff("feedback", "oujda-2025")

    assert browser.get(f"{DESK}/{question.id}").status_code == 404
    assert browser.get(f"/fr/staff/stops/oujda-2025/promises/{promise.id}").status_code == 404


def test_promise_is_marked_as_kept(as_staff: Callable[..., Browser]) -> None:
    promise = makers.make_promise(makers.make_stop())
    browser = as_staff("feedback")

    page = f"/fr/staff/stops/oujda-2025/promises/{promise.id}"
    browser.fill(page, {"evidence_ar": "نُشرت", "evidence_fr": "Publiée"})

    assert makers.count(PromiseKept) == 1
    assert "L’engagement est noté comme tenu." in pages.read(browser.get(page)).main


@pytest.mark.parametrize(
    ("role", "stop", "status"),
    [
        ("organiser", None, 200),
        ("feedback", "oujda-2025", 200),
        ("moderator", "oujda-2025", 200),
        ("feedback", "fes-2025", 403),
        ("gate", "oujda-2025", 403),
    ],
)
def test_desk_opens_by_role_and_stop(
    as_staff: Callable[..., Browser], role: str, stop: str | None, status: int
) -> None:
    question = makers.make_question(makers.make_stop())
    promise = makers.make_promise(makers.make_stop("fes-2025"), stop_id=question.stop_id)
    browser = as_staff(role, stop)

    seen = [
        browser.get(address).status_code
        for address in (
            DESK,
            f"{DESK}/{question.id}",
            f"/fr/staff/stops/oujda-2025/promises/{promise.id}",
        )
    ]

    assert seen == [status] * 3


def test_desk_costs_the_same_with_one_and_three(
    as_staff: Callable[..., Browser], queries: Callable[[], Any]
) -> None:
    stop, browser, counts = makers.make_stop(), as_staff("feedback"), []
    browser.get(DESK)
    for number in (1, 2):
        for _ in range(number):
            question = makers.make_question(stop, f"{uuid.uuid4()} ?", state="answered")
            makers.make_answer(question)
            makers.make_promise(stop, item_id=question.id)
        with queries() as seen:
            browser.get(DESK)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_desk_shows_markup_as_text(as_staff: Callable[..., Browser]) -> None:
    evil = "<img src=x onerror=alert(1)>"
    stop = makers.make_stop()
    question = makers.make_question(stop, evil)
    makers.make_promise(stop, body={"ar": evil, "fr": evil}, owner={"ar": evil, "fr": evil})
    browser = as_staff("feedback")

    for address in (DESK, f"{DESK}/{question.id}"):
        assert "<img src=x" not in browser.get(address).get_data(as_text=True)
