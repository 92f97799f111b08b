"""The yearly report: figures with the year before and their source; wrong sums are told."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from caravan.followup.across import report
from tests import makers, pages
from tests.conftest import Browser
from tests.followup.across import tours
from tests.press import papers

PAGE = "/fr/staff/tour/years"


@pytest.fixture
def browser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    tours.load_catalogue()
    return as_staff("feedback")


def test_hajj_figures_of_2019_are_flagged_and_nothing_else_is(browser: Browser) -> None:
    page = pages.read(browser.get(f"{PAGE}/2019"))

    [flag] = page.all("//span[contains(@class, 'flagged')]")
    assert flag == (
        "À vérifier : les parties (14 veuves, 19 retraités, 67 fonctionnaires proches de la "
        "retraite) font 100, le texte dit 101."
    )
    assert "1. حصيلة المديرية العامة للأمن الوطني لسنة 2019" in page.main


def test_figure_stands_beside_the_year_before_with_its_change_and_source(browser: Browser) -> None:
    for key, year, came in (("oujda-2025", 2025, 40), ("oujda-2026", 2026, 60)):
        stop = tours.make_stop(key, "oujda", date(year, 2, 6), came)
        tours.ask(stop, "housing", came // 2)
    makers.make_promise(stop)

    [year] = [report.facts(2026, "fr")]
    told = {one.name: (one.value, one.before, one.change) for one in year.tour}

    assert told["Étapes tenues"] == ("1", "1", "=")
    assert told["Personnes venues (arrondi à 5)"] == ("60", "40", "20 de plus")
    assert told["Engagements pris"] == ("1", "0", "1 de plus")
    assert [(one.name, one.rate, one.stops) for one in year.themes] == [
        ("Logement", "50", "1 sur 1")
    ]
    assert {one.sources for one in year.tour} == {(1,)}
    assert year.sources[0].startswith("1. Ce programme")


def test_group_of_few_people_is_not_shown(browser: Browser) -> None:
    tours.ask(tours.make_stop("oujda-2026", "oujda", date(2026, 2, 6), 4), "housing", 3)

    year = report.facts(2026, "fr")

    assert [one.value for one in year.tour][1] == "non montré"
    assert [one.rate for one in year.themes] == ["non montré"]


def test_stops_at_which_nobody_was_counted_do_not_say_that_nobody_came(browser: Browser) -> None:
    tours.make_stop("oujda-2025", "oujda", date(2025, 2, 6), 0)
    tours.ask(tours.make_stop("oujda-2026", "oujda", date(2026, 2, 6), 0), "housing", 30)

    year = report.facts(2026, "fr")

    assert (year.tour[1].value, year.tour[1].before, year.tour[1].change) == ("non compté", "", "")
    assert [one.rate for one in year.themes] == ["sans taux"]


@pytest.mark.parametrize(
    ("lang", "title"), [("ar", "تقرير سنة 2019"), ("fr", "Rapport de l’année 2019")]
)
def test_paper_is_drawn_in_both_languages(browser: Browser, lang: str, title: str) -> None:
    answer = browser.get(f"/{lang}/staff/tour/years/2019/report.pdf")

    assert answer.mimetype == "application/pdf"
    assert title in papers.lines(answer.get_data())


def test_year_of_which_nothing_is_known_has_no_report(browser: Browser) -> None:
    assert [browser.get(f"{PAGE}/{end}").status_code for end in ("2018", "2018/report.pdf")] == [
        404,
        404,
    ]
