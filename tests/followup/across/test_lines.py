"""From a line of the plan to every original wording in two clicks, and back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from caravan.followup.across.queries import get_line, reach
from caravan.kernel.refusal import NotFound
from caravan.tour.duties import queries as duties
from caravan.voice.models import Question
from caravan.voice.moderation.models import QuestionGroup
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.across import tours
from tests.rows import save

PAGE = "/fr/staff/tour/themes"
CAMPS = "/fr/staff/tour/plan-lines/camps"


@pytest.fixture
def browser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    tours.load_catalogue()
    return as_staff("feedback")


def wordings(browser: Browser, address: str) -> list[str]:
    return pages.read(browser.get(address)).all("//ul[@class='wordings']//blockquote")


def asked(key: str, body: str, theme: str = "", year: int = 2026, **values: Any) -> Question:
    day = date(year, 2, 6)
    question = makers.make_question(
        makers.make_stop(key, first_day=day), body, service_code="leisure", day=day, **values
    )
    if theme:
        tours.code(question.id, theme)
    return question


def test_line_leads_to_every_wording_of_all_stops_in_two_clicks_and_back(browser: Browser) -> None:
    makers.make_service("leisure")
    later = asked("fes-2026", "متى يفتح التسجيل في المخيم؟", "leisure-camp")
    lead = asked("oujda-2025", "Quand ouvre la colonie ?", "leisure-camp", year=2025)
    member = makers.make_question(
        makers.make_stop("nador-2025", first_day=date(2025, 2, 6)), "wa9tach colonie?"
    )
    save(QuestionGroup(member_id=member.id, lead_id=lead.id, state_before="approved", added=1))

    lines = pages.read(browser.get(PAGE)).links
    assert CAMPS in lines
    assert wordings(browser, CAMPS) == [later.body, lead.body, member.body]
    assert CAMPS in pages.read(browser.get(f"/fr/staff/tour/wordings/{lead.id}")).links
    assert f"/fr/staff/tour/wordings/{lead.id}" in pages.read(browser.get(CAMPS)).links


def test_line_with_a_theme_gathers_that_alone_and_one_with_a_service_all_of_it(
    browser: Browser,
) -> None:
    asked("a", "عن الاصطياف", "leisure-stay")
    asked("b", "عن الترفيه")
    themes = duties.themes()
    sport, insurance = (reach(get_line(code), themes) for code in ("sport", "insurance"))

    assert wordings(browser, CAMPS) == []
    assert wordings(browser, CAMPS.replace("camps", "stays")) == ["عن الاصطياف"]
    assert (sport.holds(None, "sport"), sport.holds("health", "sport")) == (True, False)
    assert (insurance.holds("health-refund", "other"), insurance.holds(None, "other")) == (
        True,
        False,
    )


def test_line_without_theme_or_service_gathers_nothing(browser: Browser) -> None:
    asked("a", "عن الثقافة")

    page = pages.read(browser.get("/fr/staff/tour/plan-lines/culture"))
    assert "Aucune formulation ne mène encore à cette ligne" in page.main


def test_text_made_private_or_not_yet_read_is_on_no_page(browser: Browser) -> None:
    secret = asked("a", "حالة خاصة", "leisure-camp")
    waiting = asked("b", "لم يُقرأ بعد", "leisure-camp")
    for one, state in ((secret, "private"), (waiting, "waiting")):
        one.state = state
        save(one)

    assert wordings(browser, CAMPS) == []
    assert browser.get(f"/fr/staff/tour/wordings/{secret.id}").status_code == 404
    assert browser.get("/fr/staff/tour/plan-lines/nothing").status_code == 404


def test_wording_shows_its_answer_and_its_promises(browser: Browser) -> None:
    question = asked("a", "متى المخيم؟", "leisure-camp", state="answered")
    makers.make_answer(question)
    makers.make_promise(makers.make_stop("b"), item_id=question.id)

    page = pages.read(browser.get(f"/fr/staff/tour/wordings/{question.id}"))

    assert "Livraison au mois de mai." in page.main
    assert "Publier la liste des bénéficiaires" in page.main
    assert "Thème · Colonies de vacances" in page.main


def test_wording_that_no_line_is_about_says_so(browser: Browser) -> None:
    makers.make_service("transport")
    question = makers.make_question(makers.make_stop(), service_code="transport")

    page = pages.read(browser.get(f"/fr/staff/tour/wordings/{question.id}"))
    assert "Aucune ligne du plan d’action n’en traite." in page.main


def test_unknown_line_is_refused(app: Flask) -> None:
    with pytest.raises(NotFound):
        get_line("nothing")


def test_line_asks_no_more_of_the_database_with_more_wordings(
    browser: Browser, queries: Callable[[], Any]
) -> None:
    asked("a", "سؤال", "leisure-camp")
    browser.get(CAMPS)
    with queries() as one:
        browser.get(CAMPS)
    for number in range(3):
        asked(f"b{number}", f"سؤال {number}", "leisure-camp")
    with queries() as many:
        browser.get(CAMPS)

    assert len(many) == len(one)


def test_promise_of_a_wording_is_told_as_everywhere(browser: Browser) -> None:
    makers.make_service("leisure")
    question = asked("oujda-2026", "Quand ouvre la colonie ?", "leisure-camp")
    makers.make_promise(makers.make_stop("fes-2026"), item_id=question.id)

    for address in (CAMPS, f"/fr/staff/tour/wordings/{question.id}"):
        assert "Prévu" in pages.read(browser.get(address)).main
