"""The page of a year: rates by prefecture, what moves between two releases, its files."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from caravan.followup.items import actions as items
from caravan.followup.items.queries import get_item
from caravan.kernel import clock
from caravan.kernel.db import transaction
from caravan.tour.duties.models import Theme
from caravan.tour.models import Stop
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.across import tours
from tests.followup.across.tours import ask

PAGE = "/fr/staff/tour/themes"


@pytest.fixture
def tour(app: Flask) -> list[Stop]:
    """Oujda and Fes this year, Oujda the year before, with housing, health and sport asked."""
    tours.load_catalogue()
    stops = []
    for key, place, year, came, asked in (
        ("oujda-2025", "oujda", 2025, 20, {"housing": 20, "health": 10}),
        ("oujda-2026", "oujda", 2026, 20, {"housing": 30, "health": 20, "sport": 3}),
        ("fes-2026", "fes", 2026, 40, {"housing": 40, "health": 30, "sport": 20}),
    ):
        stop = tours.make_stop(key, place, date(year, 2, 6), came)
        for service, people in asked.items():
            ask(stop, service, people)
        stops.append(stop)
    return stops


def rows(page: pages.Page) -> dict[str, list[str]]:
    """The cells of the first table of rates by theme."""
    found = {}
    for row in page.tree.xpath("(//table[contains(@class, 'heat')])[1]/tbody/tr"):
        found[row.find("th").text_content()] = [cell.text_content() for cell in row.findall("td")]
    return found


def test_page_gives_rates_changes_and_at_how_many_stops(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    page = pages.read(as_staff("organiser").get(PAGE))

    assert "Année 2026" in page.main
    assert rows(page) == {
        "Logement": ["masqué", "masqué", "117▲ 17", "2 étapes sur 2"],
        "Santé": ["100▲ 50", "75", "83▲ 33", "2 étapes sur 2"],
        "Sport": ["masqué", "masqué", "42", "2 étapes sur 2"],
    }


def test_year_in_the_address_is_shown_and_one_without_stops_is_no_page(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    browser = as_staff("organiser")

    assert rows(pages.read(browser.get(f"{PAGE}?year=2025")))["Logement"][0] == "100"
    assert [
        browser.get(f"{PAGE}?year={year}").status_code for year in ("2024", "soon", "", "٢٠٢٥")
    ] == [404] * 4


def test_rehearsals_cancelled_stops_and_those_to_come_are_not_counted(
    app: Flask, as_staff: Callable[..., Browser]
) -> None:
    tours.load_catalogue()
    day = clock.today()
    ask(makers.make_stop("rehearsal", is_rehearsal=True), "housing", 50)
    ask(makers.make_stop("cancelled", status="cancelled"), "housing", 50)
    ask(makers.make_stop("later", first_day=day + timedelta(days=9)), "housing", 50)

    assert "Rien n’a été demandé" in pages.read(as_staff("organiser").get(PAGE)).main


def test_page_stays_as_it_was_until_ten_more_people_have_spoken(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    browser, stop = as_staff("organiser"), tour[2]
    before = rows(pages.read(browser.get(PAGE)))
    ask(stop, "health", 9)
    assert rows(pages.read(browser.get(PAGE))) == before

    ask(stop, "health", 1)
    assert rows(pages.read(browser.get(PAGE)))["Santé"][1] == "100"


def test_number_of_stops_moves_with_the_rest(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    browser, stop = as_staff("organiser"), tour[1]
    before = rows(pages.read(browser.get(PAGE)))
    ask(stop, "sport", 1)  # one voice at one more stop: whose it was could be known

    assert rows(pages.read(browser.get(PAGE))) == before


def test_file_and_data_hide_what_the_page_hides(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    browser = as_staff("organiser")
    file = browser.get(f"{PAGE}.csv").get_data().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(file), delimiter=";"))
    data = browser.get(f"{PAGE}.json").get_json()

    assert [row["per_100"] for row in table if row["theme"] == "Sport"] == ["", "", "42"]
    assert [one["per_100"] for one in data["themes"] if one["theme"] == "Sport"] == [None, None, 42]
    assert (data["year"], data["came"]) == (2026, 60)


def test_no_name_in_the_file_begins_a_formula(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    with transaction() as writing:
        writing.get_one(Theme, "sport").name = {"ar": "=1+1", "fr": "=1+1"}
    file = as_staff("organiser").get(f"{PAGE}.csv").get_data().decode("utf-8-sig")
    themes = {row["theme"] for row in csv.DictReader(io.StringIO(file), delimiter=";")}

    assert "'=1+1" in themes
    assert "=1+1" not in themes


def test_theme_of_a_coder_goes_before_that_of_the_service(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    tours.code(ask(tour[2], "other", 50), "education-grant")

    assert rows(pages.read(as_staff("organiser").get(PAGE)))["Éducation"][1] == "125"


def test_category_is_told_of_those_who_spoke_with_their_name_each_once(
    app: Flask, as_staff: Callable[..., Browser]
) -> None:
    tours.load_catalogue()
    stop = tours.make_stop("oujda-2026", "oujda", date(2026, 2, 6), 0)
    people = [
        makers.make_registration(stop, category=category)
        for category in ("retired", "serving")
        for _ in range(20)
    ]
    for one in people:
        makers.make_arrival(one, day=stop.first_day)
        for _ in range(2 if one.category == "retired" else 1):
            tours.ask_by_name(stop, one)

    page = pages.read(as_staff("organiser").get(PAGE))
    table = page.tree.xpath("(//table[contains(@class, 'heat')])[2]//td")

    assert [cell.text_content() for cell in table] == ["100", "100", "100"]
    assert "40 voix sur les 60 ci-dessus, soit 67 sur 100" in page.main


def test_page_says_where_nobody_spoke_with_a_name(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    page = pages.read(as_staff("organiser").get(PAGE))

    assert "Personne n’a parlé avec son nom cette année" in page.main
    assert "ci-dessus" not in page.main


def test_promises_are_told_by_office_and_partner_and_the_late_ones_listed(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    stop, late = tour[2], clock.today() - timedelta(days=3)
    makers.make_promise(stop)
    question = makers.take_up(ask(stop, "housing_loans", 12))
    items.assign(get_item(question), "bank", late, reason=None, staff_id=None)
    makers.make_promise(stop, item_id=question, due=late)

    page = pages.read(as_staff("organiser").get(PAGE))
    owners = [
        one.text_content()
        for one in page.tree.xpath("//table[contains(@class, 'owners')]/tbody/tr")
    ]

    assert owners == [
        "La banque sous contrat (partenaire)0010",
        "Service du logement0100",
    ]
    assert "3 jours" in page.main


def test_list_of_late_promises_that_is_cut_says_how_many_there_are(
    tour: list[Stop], as_staff: Callable[..., Browser]
) -> None:
    for days in range(13):
        makers.make_promise(tour[2], due=clock.today() - timedelta(days=3 + days))

    page = pages.read(as_staff("organiser").get(PAGE))

    assert "13 engagements en tout" in page.main


def test_time_to_answer_is_told_by_body(tour: list[Stop], as_staff: Callable[..., Browser]) -> None:
    for days in range(5):
        question = makers.make_question(tour[2], state="answered", day=tour[2].first_day)
        answer = makers.make_answer(
            question,
            answered_at=clock.to_instant(
                tour[2].first_day + timedelta(days=days), clock.to_wall(clock.now()).time()
            ),
        )
        items.assign(get_item(answer.item_id), "housing", clock.today(), reason=None, staff_id=None)

    page = pages.read(as_staff("organiser").get(PAGE))
    assert "Service du logement52 jours4 jours" in page.main


def test_page_is_for_those_who_see_all_stops(app: Flask, as_staff: Callable[..., Browser]) -> None:
    makers.make_stop()

    assert as_staff("feedback", "oujda-2025").get(PAGE).status_code == 403
    assert as_staff("moderator").get(PAGE).status_code == 403
    assert as_staff("feedback").get(PAGE).status_code == 200


def test_page_asks_no_more_of_the_database_with_more_stops(
    tour: list[Stop], as_staff: Callable[..., Browser], queries: Callable[[], Any]
) -> None:
    browser = as_staff("organiser")
    browser.get(PAGE)
    with queries() as few:
        browser.get(PAGE)
    for number in range(3):
        stop = tours.make_stop(f"fes-{number}", "fes", date(2026, 3, 6), 1)
        ask(stop, "housing", 1)
    browser.get(PAGE)  # what is told for the first time is written down
    with queries() as many:
        browser.get(PAGE)

    assert len(many) == len(few)
