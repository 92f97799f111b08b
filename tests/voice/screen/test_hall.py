"""The hall screen: what it shows, to whom, and what it never shows."""

import time
from types import SimpleNamespace

import pytest
import time_machine
from flask import Flask

from caravan.kernel import clock, versions
from caravan.kernel.db import transaction
from caravan.tour.models import Stop
from caravan.voice import actions as voice
from caravan.voice.models import Question, Screen
from caravan.voice.rounds import actions as rounds
from caravan.voice.screen import actions, queries, rules
from tests import makers, pages
from tests.conftest import Browser

RESULTS = {"Bien": 60, "Trop froide": 40}
SCREEN = "/{lang}/stops/oujda-2025/screen"


def address(stop: Stop, path: str = "", lang: str = "ar") -> str:
    versions.forget_all()
    return f"{SCREEN.format(lang=lang)}{path}?token={actions.open_screen(stop).token}"


def test_screen_lists_the_three_most_shared(client: Browser) -> None:
    stop = makers.make_stop()
    for number in range(5):
        makers.make_question(stop, body=f"سؤال {number}", me_too=number)
    page = pages.read(client.get(address(stop)))

    assert page.all("span.h-line") == ["سؤال 4", "سؤال 3", "سؤال 2"]
    assert page.all("//ol/li/b") == ["4", "3", "2"]


@pytest.mark.parametrize(("length", "size"), [(30, "short"), (100, "long"), (400, "whole")])
def test_screen_shows_one_question_in_its_size(client: Browser, length: int, size: str) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, body="س" * length)
    actions.put_on_screen(stop, question.id, makers.make_staff().id)

    page = pages.read(client.get(address(stop)))
    assert page.all(f"p.{size}") == ["س" * length]


@pytest.mark.parametrize(("lang", "direction"), [("ar", "rtl"), ("fr", "ltr")])
def test_screen_names_the_service_in_both_languages(
    client: Browser, lang: str, direction: str
) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    actions.put_on_screen(stop, question.id, makers.make_staff().id)
    page = pages.read(client.get(address(stop, lang=lang)))

    assert page.tree.get("dir") == direction
    named = page.all("//footer/strong") + page.all("//footer/span[@lang]")
    assert sorted(named) == ["Logement", "السكن"]


def test_screen_empties_at_once(client: Browser) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    staff = makers.make_staff().id
    actions.put_on_screen(stop, question.id, staff)
    actions.blank_screen(stop, staff)

    assert question.body not in client.get(address(stop, "/state")).text


def test_change_of_another_process_is_seen_within_a_fifth_of_a_second(
    client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    question = makers.make_question(stop)
    actions.put_on_screen(stop, question.id, who)
    page, started = address(stop, "/state"), time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: started)
    client.get(page)
    known = dict(versions._known.numbers)
    actions.blank_screen(stop, who)
    versions._known.numbers.update(known)  # as in a process that has not looked since
    assert question.body in client.get(page).text

    monkeypatch.setattr(time, "monotonic", lambda: started + 1.01 * queries.WITHIN)
    assert question.body not in client.get(page).text


def test_answered_question_leaves_the_screen(client: Browser) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    staff = makers.make_staff().id
    actions.put_on_screen(stop, question.id, staff)
    voice.mark_answered(question.id, staff)

    assert question.body not in client.get(address(stop)).text


@pytest.mark.parametrize("path", ["", "/state"])
@pytest.mark.parametrize("token", ["", "?token=", "?token=wrong", "?token=é"])
def test_screen_is_not_found_without_its_token(client: Browser, path: str, token: str) -> None:
    actions.open_screen(makers.make_stop())
    assert client.get(f"{SCREEN.format(lang='ar')}{path}{token}").status_code == 404


def test_token_opens_the_screen_of_its_own_stop_only(client: Browser) -> None:
    actions.open_screen(makers.make_stop())
    token = actions.open_screen(makers.make_stop("fes-2025")).token
    assert client.get(f"{SCREEN.format(lang='ar')}?token={token}").status_code == 404


def test_state_is_304_until_the_picture_changes(client: Browser) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop)
    etag = client.get(address(stop, "/state")).headers["ETag"]
    again = {"If-None-Match": etag}
    assert client.get(address(stop, "/state"), headers=again).status_code == 304

    actions.put_on_screen(stop, question.id, makers.make_staff().id)
    assert client.get(address(stop, "/state"), headers=again).status_code == 200


def test_screen_without_scripts_asks_again_by_itself(client: Browser) -> None:
    page = pages.read(client.get(address(makers.make_stop())))
    assert len(page.tree.xpath("//noscript/meta[@http-equiv='refresh']")) == 1


@pytest.mark.parametrize("hidden", ["received", "rejected"])
def test_unapproved_text_is_in_no_public_answer(client: Browser, hidden: str) -> None:
    stop = makers.make_stop()
    question = makers.make_question(stop, body="نص خفي 7391", state=hidden, me_too=99)
    makers.make_suggestion(stop, body="نص خفي 7391")
    _force_on_screen(stop, question)

    public = [f"/ar/stops/oujda-2025/{page}" for page in ("", "questions", "questions/list")]
    walk = [*public, "/ar/stops/oujda-2025/suggestions", "/ar/stops/oujda-2025/answers", "/ar/"]
    for page in (*walk, address(stop), address(stop, "/state")):
        assert "7391" not in client.get(page).text


def _force_on_screen(stop: Stop, question: Question) -> None:
    """Put it there as no action of ours would."""
    actions.open_screen(stop)
    with transaction() as writing:
        writing.get_one(Screen, stop.id).question_id = question.id


def test_screen_says_what_is_on_now_and_next(client: Browser) -> None:
    stop = makers.make_stop()
    with time_machine.travel(makers.at(stop.first_day, "10:00")):
        makers.make_session(stop, "09:30", "10:30")
        makers.make_session(stop, "10:30", "11:00", title={"fr": "Santé"})
        actions.show(stop, rules.AGENDA, makers.make_staff().id)
        page = pages.read(client.get(address(stop, lang="fr")))

    assert page.all("p.now") + page.all("p.next") == ["Plénière", "Santé"]
    assert page.all("p.room") == ["Grande salle, jusqu’à 10:30", "Grande salle"]


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("ar", ["الغداء", "Déjeuner"]),
        ("fr", ["Déjeuner", "الغداء"]),
        ("en", ["Déjeuner", "الغداء"]),
        ("zgh", ["ⵉⵎⵏⵙⵉ", "الغداء"]),
    ],
)
def test_announcement_stands_in_the_screens_language_and_another(
    client: Browser, lang: str, shown: list[str]
) -> None:
    stop = makers.make_stop()
    texts = {"ar": "الغداء", "fr": "Déjeuner", "zgh": "ⵉⵎⵏⵙⵉ"}
    actions.announce(stop, texts, makers.make_staff().id)
    page = pages.read(client.get(address(stop, lang=lang)))

    assert page.all("p.h-q") + page.all("p.h-fr") == shown


def test_order_of_the_hall_is_said_above_the_list(client: Browser) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    rows = [makers.make_question(stop, body, me_too=votes) for votes, body in enumerate("ab")]
    actions.arrange(stop, rows[0].id, "first", who)
    actions.show(stop, rules.ORDER, who)
    page = pages.read(client.get(address(stop, lang="fr")))

    assert page.all("span.h-line") == ["a", "b"]
    assert page.all("p.h-lab") == ["Vos questions, dans l’ordre choisi pour la salle"]


def test_page_of_the_hall_is_kept_by_no_proxy(client: Browser) -> None:
    kept = client.get(address(makers.make_stop(), "/state")).headers["Cache-Control"]
    assert sorted(kept.split(", ")) == ["max-age=0", "private"]


def test_worker_of_the_hall_is_looked_for_at_each_visit(client: Browser) -> None:
    answer = client.get("/hall-worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-cache")
    answer.close()


def test_screen_draws_the_results_that_a_survey_gives(
    client: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = makers.make_stop()
    bars = [SimpleNamespace(label={"fr": word}, share=share) for word, share in RESULTS.items()]
    chart = SimpleNamespace(key="hall", title={"fr": "La salle"}, people=25, bars=bars)
    monkeypatch.setitem(app.extensions, queries.CHARTS, lambda _stop_id: [chart])
    actions.show(stop, rules.SURVEY, makers.make_staff().id, chart="hall")
    page = pages.read(client.get(address(stop, lang="fr")))

    assert page.all("p.h-lab") == ["La salle"]
    assert page.all("//ul/li/b") == ["60 %", "40 %"]
    assert page.all("//ul/li/span") == list(RESULTS)


@pytest.mark.parametrize(
    ("mode", "promised"), [("unnamed", ["sans nom"]), ("named", ["avec le code de votre billet"])]
)
def test_list_promises_what_its_round_does(client: Browser, mode: str, promised: list[str]) -> None:
    stop, who = makers.make_stop(), makers.make_staff().id
    rounds.open_round(stop, mode, who, now=clock.now())
    assert pages.read(client.get(address(stop, lang="fr"))).all("//footer//strong") == promised

    rounds.close_round(stop, who, now=clock.now())
    page = pages.read(client.get(address(stop, lang="fr")))
    assert page.all("//footer//strong") == []
    assert page.all("p.h-q") == ["Rien n’est pris en ce moment"]
