"""The memory of the tour: pages and feeds for everybody."""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import time_machine

from caravan.followup import actions
from caravan.followup.promises import actions as promises
from caravan.followup.promises.rules import Move
from caravan.kernel import clock
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser

PAGE = "/fr/answers"
FEED = "/fr/stops/oujda-2025/answers.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
DONE = {"ar": "نُشرت", "fr": "Publiée"}
WHY = {"ar": "الفريق غير متوفر", "fr": "Équipe non disponible"}


def past(key: str = "fes-2024", **values: Any) -> Stop:
    """A stop of last year in the same prefecture."""
    return makers.make_stop(key, first_day=clock.today() - timedelta(days=365), **values)


def entries(answer: Any) -> list[ET.Element]:
    return ET.fromstring(answer.get_data()).findall(f"{ATOM}entry")


def titles(answer: Any) -> list[str]:
    found = (one.findtext(f"{ATOM}title") or "" for one in entries(answer))
    return [title.replace("\u00a0", " ") for title in found]


def test_tour_tells_the_answers_of_all_stops_the_latest_first(client: Browser) -> None:
    for stop, said in ((past(), "Hier ?"), (makers.make_stop(), "Aujourd’hui ?")):
        question = makers.make_question(stop, said, state="answered")
        makers.make_answer(question)
        makers.make_promise(stop, item_id=question.id)

    page = pages.read(client.get(PAGE))

    assert page.all("//article//h3") == ["Aujourd’hui ?", "Hier ?"]
    assert page.main.count("Livraison au mois de mai.") == 2
    assert page.main.count("Publier la liste des bénéficiaires") == 2


def test_tour_tells_no_rehearsal_and_nothing_that_is_not_answered(client: Browser) -> None:
    stop = makers.make_stop()
    rehearsed = past("rehearsal", is_rehearsal=True)
    makers.make_answer(makers.make_question(rehearsed, "secret 1", state="answered"))
    for state in ("received", "approved", "rejected"):
        makers.make_question(stop, f"secret {state}", state=state)
    makers.make_suggestion(stop, "secret idea", state="accepted")
    makers.make_note(stop, body="secret note")

    page = pages.read(client.get(PAGE))

    assert "secret" not in page.main
    assert "Pas encore de réponse" in page.main


def test_tour_is_asked_by_service(client: Browser) -> None:
    stop = makers.make_stop()
    makers.make_service("health", name={"ar": "الصحة", "fr": "Santé"}, position=2)
    makers.make_question(stop, "Le logement ?", state="answered")
    makers.make_question(stop, "La santé ?", state="answered", service_code="health")

    page = pages.read(client.get(f"{PAGE}?service=health"))

    assert "La santé ?" in page.main
    assert "Le logement ?" not in page.main


def test_tour_of_an_unknown_service_is_no_page(client: Browser) -> None:
    assert client.get(f"{PAGE}?service=moon").status_code == 404


def test_tour_costs_the_same_with_one_and_three(
    client: Browser, queries: Callable[[], Any]
) -> None:
    counts = []
    for number in (1, 2):
        for _ in range(number):
            stop = past(f"stop-{uuid.uuid4().hex[:8]}")
            question = makers.make_question(stop, f"{uuid.uuid4()} ?", state="answered")
            makers.make_answer(question)
            makers.make_promise(stop, item_id=question.id)
        client.application.extensions.pop("caravan.pages", None)
        with queries() as seen:
            client.get(PAGE)
        counts.append(len(seen))

    assert counts[0] == counts[1]


def test_tour_tells_promises_that_belong_to_no_question(client: Browser) -> None:
    makers.make_promise(makers.make_stop())
    makers.make_promise(past("rehearsal", is_rehearsal=True), body={"fr": "Répétée"})

    page = pages.read(client.get(PAGE))

    assert "Engagements des étapes" in page.main
    assert "Publier la liste des bénéficiaires" in page.main
    assert "Répétée" not in page.main


def test_stop_tells_what_was_promised_there_before(client: Browser) -> None:
    makers.make_promise(past("oujda-2024"))
    elsewhere = makers.make_prefecture("fes")
    makers.make_promise(
        past("fes-2024", prefecture_code=elsewhere.code), body={"ar": "أ", "fr": "Ailleurs"}
    )
    makers.make_stop()

    page = pages.read(client.get("/fr/stops/oujda-2025/answers"))

    assert "Promis ici auparavant" in page.main
    assert "Publier la liste des bénéficiaires" in page.main
    assert "Ailleurs" not in page.main


def test_refusal_wears_its_sign_and_moved_promise_its_reason(client: Browser) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    question = makers.make_question(stop, state="answered")
    makers.make_answer(question, is_refusal=True)
    moved = makers.make_promise(stop, due=clock.today() - timedelta(days=3))
    later = clock.today() + timedelta(days=9)
    promises.take_step(moved.id, Move("moved", WHY, later), staff_id=staff.id)

    page = pages.read(client.get("/fr/stops/oujda-2025/answers"))

    assert "Impossible" in page.main
    assert "Motif : Équipe non disponible" in page.main


def test_feed_tells_answers_and_steps(client: Browser) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    question = makers.make_question(stop, state="answered")
    makers.make_answer(question)
    promise = makers.make_promise(stop, item_id=question.id)
    actions.keep_promise(promise.id, DONE, staff_id=staff.id)
    makers.make_promise(past())

    answer = client.get(FEED)

    assert answer.mimetype == "application/atom+xml"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert sorted(titles(answer)) == [
        "Noté comme tenu : Publier la liste des bénéficiaires",
        "Réponse donnée : متى تُسلَّم مساكن وجدة؟",
    ]


def test_feed_never_tells_who_was_reminded(client: Browser) -> None:
    stop = makers.make_stop()
    promise = makers.make_promise(stop, due=clock.today() - timedelta(days=9))
    promises.record_step(promise, "told_direction", {}, staff_id=None)

    assert titles(client.get(FEED)) == []


def test_feed_has_the_same_names_each_time(client: Browser) -> None:
    makers.make_answer(makers.make_question(makers.make_stop(), state="answered"))

    seen = [[one.findtext(f"{ATOM}id") for one in entries(client.get(FEED))] for _ in range(2)]

    assert seen[0] == seen[1]
    assert len(seen[0]) == 1


def test_feed_tells_a_corrected_answer_once_and_under_the_same_name(client: Browser) -> None:
    question = makers.make_question(makers.make_stop(), state="answered")
    seen = []
    for text in ("Faux", "Juste"):
        makers.make_answer(question, body={"ar": text, "fr": text})
        client.application.extensions.pop("caravan.pages", None)
        (entry,) = entries(client.get(FEED))
        seen.append((entry.findtext(f"{ATOM}id"), "".join(entry.itertext())))

    assert seen[0][0] == seen[1][0]
    assert ("Faux" in seen[1][1], "Juste" in seen[1][1]) == (False, True)


def test_feed_tells_no_news_from_the_future(client: Browser) -> None:
    with time_machine.travel(datetime(2025, 2, 7, 7, tzinfo=UTC)):
        promise = makers.make_promise(makers.make_stop())
        actions.keep_promise(promise.id, DONE, staff_id=makers.make_staff().id)

        (entry,) = entries(client.get(FEED))

        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "") <= clock.now()


def test_feed_leads_to_the_place_on_the_page_and_counts_nothing(client: Browser) -> None:
    stop, staff = makers.make_stop(), makers.make_staff()
    question = makers.make_question(stop, state="answered")
    makers.make_answer(question)
    promise = makers.make_promise(stop, item_id=question.id)
    actions.keep_promise(promise.id, DONE, staff_id=staff.id)

    for entry in entries(client.get(FEED)):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        page, _, place = client.get(link.attrib["href"]).location.partition("#")
        assert f'id="{place}"' in client.get(page).text
        assert re.search(r"/[0-9a-f]{32}/fr$", entry.findtext(f"{ATOM}id") or "")


def test_feed_of_the_tour_tells_every_stop_but_no_rehearsal(client: Browser) -> None:
    for stop in (makers.make_stop(), past(), past("rehearsal", is_rehearsal=True)):
        makers.make_answer(makers.make_question(stop, f"{stop.key} ?", state="answered"))

    seen = titles(client.get("/fr/answers.atom"))

    assert sorted(seen) == ["Réponse donnée : fes-2024 ?", "Réponse donnée : oujda-2025 ?"]


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_pages_name_their_feed(client: Browser, lang: str) -> None:
    makers.make_stop()

    for page in (f"/{lang}/answers", f"/{lang}/stops/oujda-2025/answers"):
        links = pages.read(client.get(page)).tree.xpath('//link[@type="application/atom+xml"]')
        assert [one.get("href") for one in links] == [f"{page}.atom"]
        assert f"{page}.atom" in pages.read(client.get(page)).links


def test_each_promise_of_before_leads_to_its_own_stop_and_all_can_be_reached(
    client: Browser,
) -> None:
    makers.make_stop()
    stops = [past(key) for key in ("oujda-2023", "oujda-2024")]
    made = [makers.make_promise(stops[number % 2]) for number in range(9)]

    page = pages.read(client.get("/fr/stops/oujda-2025/answers"))

    own = {f"/fr/stops/{stops[at % 2].key}/answers/p-{one.id}" for at, one in enumerate(made)}
    assert len(own & set(page.links)) == 8
    assert {f"/fr/stops/{one.key}/answers" for one in stops} <= set(page.links)
    assert "9 engagements en tout" in page.text


def test_what_is_still_owed_here_stands_before_what_is_due_later(client: Browser) -> None:
    makers.make_stop()
    stop = past("oujda-2024")
    late = makers.make_promise(stop, due=clock.today() - timedelta(days=3))
    for days in range(1, 10):
        makers.make_promise(stop, due=clock.today() + timedelta(days=days))

    page = pages.read(client.get("/fr/stops/oujda-2025/answers"))

    assert f"/fr/stops/oujda-2024/answers/p-{late.id}" in page.links


def test_place_of_an_answer_is_found_on_whichever_page_it_stands(client: Browser) -> None:
    stop = makers.make_stop()
    asked = [
        makers.make_question(stop, f"{n} ?", state="answered", me_too=99 - n) for n in range(51)
    ]
    for one in asked:
        makers.make_answer(one)
    first, last = asked[0].id, asked[-1].id
    promise = makers.make_promise(stop, item_id=last)
    alone = makers.make_promise(stop)
    page = "/fr/stops/oujda-2025/answers"

    for place, where in (
        (f"q-{first}", f"{page}#q-{first}"),
        (f"q-{last}", f"{page}?page=2#q-{last}"),
        (f"p-{promise.id}", f"{page}?page=2#p-{promise.id}"),
        (f"p-{alone.id}", f"{page}#p-{alone.id}"),
    ):
        assert client.get(f"{page}/{place}").location == where
        assert f'id="{place}"' in client.get(where.partition("#")[0]).text
    assert client.get(f"{page}/p-none").status_code == 404
