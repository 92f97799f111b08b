"""What was asked, answered and promised, as data for other programs."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from caravan.followup.memory.queries import stop as reading
from caravan.followup.promises import actions as promises
from caravan.followup.promises.rules import MADE, MOVED, Move
from tests import makers
from tests.conftest import Browser
from tests.voice_makers import make_suggestion

ANSWERS = "/api/v1/stops/oujda-2025/answers"
TOUR = "/api/v1/answers"
WHY = {"ar": "الفريق غير متوفر", "fr": "Équipe non disponible"}


def test_answer_of_a_stop_has_all_its_languages(client: Browser) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, "Quand ?", state="answered", me_too=31, language="fr")
    makers.make_answer(question)
    made = makers.make_promise(stop, item_id=question.id)
    makers.make_question(stop, "En attente ?", state="approved")

    told = client.get(ANSWERS).get_json()

    (thread,) = told["threads"]
    assert (thread["id"], thread["text"], thread["language"]) == (question.id, "Quand ?", "fr")
    assert thread["answer"]["text"] == {
        "ar": "تُسلَّم في شهر ماي.",
        "fr": "Livraison au mois de mai.",
    }
    assert datetime.fromisoformat(thread["answer"]["answered_at"]).utcoffset() is not None
    assert [one["id"] for one in thread["promises"]] == [made.id]
    assert (told["questions"], told["promises"]["open"]) == ({"answered": 1, "waiting": 1}, 1)
    assert thread["shared_by"] == {"shown": True, "value": 31, "why": None}


def test_few_who_share_a_question_are_not_counted(client: Browser) -> None:
    makers.make_question(makers.make_stop(), state="answered", me_too=4)

    for address in (ANSWERS, TOUR):
        (thread,) = client.get(address).get_json()["threads"]
        assert thread["shared_by"] == {"shown": False, "value": None, "why": "small"}


@pytest.mark.parametrize("state", ["received", "rejected", "approved"])
def test_what_the_page_does_not_tell_is_no_data(client: Browser, state: str) -> None:
    stop = makers.make_stop()
    makers.make_question(stop, "secret question", state=state)
    makers.make_suggestion(stop, "secret idea", state="received")
    makers.make_note(stop, body="secret note")
    rehearsal = makers.make_stop("rehearsal", is_rehearsal=True)
    makers.make_question(rehearsal, "secret rehearsal", state="answered")

    for address in (ANSWERS, TOUR, "/api/v1/services/housing/answers"):
        assert "secret" not in client.get(address).text


def test_promise_that_moved_says_why(client: Browser) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    made = makers.make_promise(stop)
    first = made.due.isoformat()
    promises.record_step(made, MADE, {}, staff_id=staff.id)
    later = made.due + timedelta(days=9)
    promises.take_step(made.id, Move(MOVED, WHY, later), staff_id=staff.id)

    (told,) = client.get(ANSWERS).get_json()["other_promises"]

    assert (told["due"], told["state"]) == (later.isoformat(), "open")
    assert told["first_due"] == first
    assert told["turn"] == {"kind": "moved", "reason": WHY}


def test_pages_lead_on_with_what_was_asked_for(
    client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PER_PAGE", 2)
    stop = makers.make_stop()
    for number in range(3):
        makers.make_question(stop, f"{number} ?", state="answered")

    first = client.get(f"{ANSWERS}?service=housing&page=1&lang=fr&utm=x").get_json()
    second = client.get(first["page"]["next"]).get_json()

    assert first["page"] == {
        "number": 1,
        "pages": 2,
        "items": 3,
        "next": f"{ANSWERS}?service=housing&page=2&lang=fr",
    }
    assert [len(one["threads"]) for one in (first, second)] == [2, 1]
    assert second["page"]["next"] is None
    assert client.get(f"{ANSWERS}?page=3").status_code == 404


def test_service_that_there_is_not_is_no_data(client: Browser) -> None:
    makers.make_stop()

    assert client.get(f"{ANSWERS}?service=moon").status_code == 404
    assert client.get("/api/v1/services/moon/answers").status_code == 404


def test_tour_is_asked_by_service(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"}, position=2)
    makers.make_question(stop, "Le logement ?", state="answered")
    makers.make_question(stop, "La santé ?", state="answered", service_code="health")

    told = client.get("/api/v1/services/health/answers").get_json()["threads"]

    assert [(one["text"], one["stop"], one["kind"]) for one in told] == [
        ("La santé ?", "oujda-2025", "question")
    ]


def test_suggestions_say_what_became_of_them(client: Browser) -> None:
    stop, both = makers.make_stop(), {"ar": "يوجد خط", "fr": "Une ligne existe."}
    make_suggestion(stop, "Une navette", state="declined", reason=both["ar"], refusal=both)
    make_suggestion(stop, "Un bus", state="declined", reason=both["fr"])  # of before both were kept
    make_suggestion(stop, "Un car", state="studied", reason="for colleagues alone")
    make_suggestion(stop, "secret", state="received")

    told = client.get("/api/v1/stops/oujda-2025/suggestions").get_json()["suggestions"]

    assert sorted((one["text"], one["state"], one["reason"]) for one in told) == [
        ("Un bus", "declined", {"fr": both["fr"]}),
        ("Un car", "studied", {}),
        ("Une navette", "declined", both),
    ]


@pytest.mark.parametrize("address", [ANSWERS, TOUR, "/api/v1/services/housing/answers"])
def test_answers_cost_the_same_with_one_and_three(
    client: Browser, queries: Callable[[], Any], address: str
) -> None:
    stop, counts = makers.make_stop(), []
    for number in (1, 2):
        for _ in range(number):
            question = makers.make_question(stop, f"{uuid.uuid4()} ?", state="answered")
            makers.make_answer(question)
            makers.make_promise(stop, item_id=question.id)
        client.application.extensions.pop("caravan.pages", None)
        with queries() as seen:
            client.get(address)
        counts.append(len(seen))

    assert counts[0] == counts[1]
