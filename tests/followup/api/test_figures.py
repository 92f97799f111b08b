"""The figures of the staff's pages as data: protected as there, for those who may see them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask import Flask

from caravan.kernel import clock
from tests import makers
from tests.conftest import Browser
from tests.followup.across import tours
from tests.followup.across.tours import ask

TOUR = "/api/v1/staff/tour"
SUMMARY = "/api/v1/staff/stops/oujda-2025/summary"
HIDDEN = {"shown": False, "value": None, "why": "small"}
AsStaff = Callable[..., Browser]


def shown(value: int) -> dict[str, Any]:
    return {"shown": True, "value": value, "why": None}


def rate(value: int) -> dict[str, Any]:
    return {"shown": True, "per_100": value, "change": None, "why": None}


def make_tour() -> None:
    """Two prefectures in one year; three people in Oujda spoke of sport."""
    tours.load_catalogue()
    for key, place, came, asked in (
        ("oujda-2026", "oujda", 20, {"housing": 30, "health": 20, "sport": 3}),
        ("fes-2026", "fes", 40, {"housing": 40, "health": 30, "sport": 20}),
        ("nador-2026", "nador", 0, {"health": 50}),
    ):
        stop = tours.make_stop(key, place, date(2026, 2, 6), came)
        for service, people in asked.items():
            ask(stop, service, people)


def test_themes_are_rates_and_small_ones_are_said_to_be_hidden(
    app: Flask, as_staff: AsStaff
) -> None:
    make_tour()

    told = as_staff("organiser").get(TOUR).get_json()
    table = told["by_prefecture"]
    themes = {one["code"]: one for one in table["themes"]}

    assert [one["code"] for one in table["places"]] == ["oujda", "fes", "nador"]
    assert set(table["places"][1]) == {"code", "name"}
    assert table["places"][1]["name"]["fr"] == "Fès"
    hidden = {"shown": False, "per_100": None, "change": None, "why": "small"}
    nobody = {**hidden, "why": "nobody_counted"}
    assert themes["sport"]["rates"][0] == hidden
    assert themes["health"]["rates"] == [rate(100), rate(75), nobody]
    assert (themes["health"]["stops"], told["came"]) == (3, shown(60))


def test_promises_are_counted_by_office_and_the_late_ones_told(
    app: Flask, as_staff: AsStaff
) -> None:
    stop = makers.make_stop()
    makers.make_promise(stop)
    late = makers.make_promise(stop, due=clock.today() - timedelta(days=3))

    told = as_staff("organiser").get(TOUR).get_json()

    owner = {"ar": "مصلحة السكن", "fr": "Service du logement"}
    counts = {"kept": 0, "open": 1, "late": 1, "given_up": 0}
    assert told["promises"] == [{"owner": owner, "is_partner": False, **counts}]
    assert [(one["id"], one["stop"], one["days_late"]) for one in told["late"]] == [
        (late.id, "oujda-2025", 3)
    ]


def test_year_without_stops_is_no_data(app: Flask, as_staff: AsStaff) -> None:
    makers.make_stop()
    browser = as_staff("organiser")

    assert [browser.get(f"{TOUR}?year={year}").status_code for year in ("1999", "soon")] == [
        404,
        404,
    ]


def test_summary_counts_people_as_the_page_does(app: Flask, as_staff: AsStaff) -> None:
    stop = makers.make_stop()
    for category, number in (("serving", 12), ("widow", 3)):
        for _ in range(number):
            makers.make_arrival(makers.make_registration(stop, category=category))
    makers.make_answer(makers.make_question(stop, state="answered"))

    told = as_staff("feedback", "oujda-2025").get(SUMMARY).get_json()

    assert told["counts"]["questions"] == told["counts"]["answered"] == shown(1)
    assert {one["code"]: one["came"] for one in told["categories"]}["widow"] == HIDDEN
    assert told["days"][0]["date"] == clock.today().isoformat()
    assert "3" not in [str(one["came"]["value"]) for one in told["categories"]]


def test_figures_of_a_stop_are_for_its_own_staff(app: Flask, as_staff: AsStaff) -> None:
    makers.make_stop()
    makers.make_stop("fes-2025")

    assert as_staff("feedback", "oujda-2025").get(SUMMARY).status_code == 200
    assert as_staff("feedback", "fes-2025").get(SUMMARY).status_code == 403
    assert as_staff("gate", "oujda-2025").get(SUMMARY).status_code == 403


def test_figures_of_the_tour_are_for_those_who_have_all_stops(
    app: Flask, as_staff: AsStaff
) -> None:
    makers.make_stop()
    answer = as_staff("organiser").get(TOUR)

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert as_staff("organiser", "oujda-2025").get(TOUR).status_code == 403


def test_figures_cost_the_same_with_one_and_three(
    app: Flask, as_staff: AsStaff, queries: Callable[[], Any]
) -> None:
    browser, counts = as_staff("organiser"), []
    for keys in (["oujda-2025"], ["fes-2025", "nador-2025"]):
        for key in keys:
            stop = makers.make_stop(key)
            question = makers.make_question(stop, state="answered")
            makers.make_answer(question)
            makers.make_promise(stop, item_id=question.id)
        browser.get(TOUR)  # what is released for the first time is written
        with queries() as seen:
            browser.get(TOUR)
        counts.append(len(seen))

    assert counts[0] == counts[1]
