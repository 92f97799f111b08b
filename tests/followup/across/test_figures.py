"""Figures of a year that staff enter: with source and parts, corrected, taken out, kept."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from caravan.followup.across import report
from caravan.press.yearly import YearReport
from caravan.tour.figures import queries
from tests import pages
from tests.conftest import Browser
from tests.followup.across import tours

PAGE = "/fr/staff/tour/years/2019/figures"
GOOD = {
    "name_ar": "المستفيدون من الحج",
    "name_fr": "Pèlerins",
    "value": "1 101",
    "source": "Bilan corrigé, 3 février 2020",
    "parts": "٧٠٠ متقاعدون / retraités\r\n\r\n401 أرامل / veuves",
}


@pytest.fixture
def browser(app: Flask, as_staff: Callable[..., Browser]) -> Browser:
    tours.load_catalogue()
    return as_staff("feedback")


def send(browser: Browser, address: str, **typed: str) -> pages.Page:
    form = pages.read(browser.get(address)).form("name_fr")
    answer = browser.post(address, data=form.fields | typed, follow_redirects=True)
    return pages.read(answer)


def standing(code: str) -> list[tuple[int, str, list[int]]]:
    return [
        (one.value, one.source, [part["value"] for part in one.parts])
        for one in queries.figures([2019])
        if one.code == code
    ]


def test_correction_stands_before_the_file_and_what_was_before_is_kept(browser: Browser) -> None:
    assert "font 100, le texte dit 101" in pages.read(browser.get(PAGE)).main

    send(browser, f"{PAGE}/hajj", **GOOD)
    send(browser, f"{PAGE}/hajj", value="1102")

    assert standing("hajj") == [(1102, GOOD["source"], [700, 401])]
    page = pages.read(browser.get(f"{PAGE}/hajj")).main
    assert page.index("1 102") < page.index("1 101")
    [told] = [one for one in report.facts(2019, "fr").published if one.name == "Pèlerins"]
    assert told.value == "1\u202f102"
    assert "font 1\u202f101, le texte dit 1\u202f102" in told.flag


def test_figure_of_the_year_before_has_its_own_source_beside(browser: Browser) -> None:
    earlier = {**GOOD, "value": "47", "source": "Bilan de 2018", "parts": ""}
    send(browser, f"{PAGE}/hajj".replace("2019", "2018"), **earlier)

    name = queries.figure_names()["hajj"]["fr"]
    of_2019, of_2020 = (
        next(one for one in made.published if one.name == name)
        for made in (report.facts(2019, "fr"), made_of_2020())
    )

    assert (of_2019.before, of_2019.sources) == ("47", (1, 2))
    assert (of_2020.value, of_2020.before, of_2020.sources) == ("pas encore connu", "101", (1,))
    page = pages.read(browser.get(f"{PAGE}".removesuffix("/figures")))
    assert "[1] [2]" in page.main
    assert "2. Bilan de 2018" in page.main


def made_of_2020() -> YearReport:
    """What is told of a year of which nothing was published yet but a stop was held."""
    tours.make_stop("oujda-2020", "oujda", date(2020, 2, 6), 40)
    return report.facts(2020, "fr")


def test_figure_taken_out_gives_the_place_back_to_the_file(browser: Browser) -> None:
    send(browser, f"{PAGE}/hajj", **GOOD)
    page = pages.read(browser.get(f"{PAGE}/hajj"))
    out = next(one for one in page.forms if one.action.endswith("/out"))

    assert browser.post(out.action, data=out.fields).status_code == 303

    assert [one[0] for one in standing("hajj")] == [101]
    assert [one.value for one in queries.entries("hajj", 2019)] == [None, 1101]


def test_mark_of_thousands_of_digits_was_never_seen(browser: Browser) -> None:
    send(browser, f"{PAGE}/hajj", **GOOD)
    page = pages.read(browser.get(f"{PAGE}/hajj"))
    out = next(one for one in page.forms if one.action.endswith("/out"))

    browser.post(out.action, data=out.fields | {"number": "9" * 5000})

    assert [one[0] for one in standing("hajj")] == [1101]


def test_new_figure_of_another_year_opens_its_report_once(browser: Browser) -> None:
    listed = pages.read(browser.get("/fr/staff/tour/years/2018/figures"))
    assert "Pèlerinage" not in listed.main.split("Donnés pour d’autres années")[0]
    address = next(link for link in listed.links if len(link.rpartition("/")[2]) == 12)

    form = pages.read(browser.get(address)).form("name_fr")
    for _twice in range(2):
        assert browser.post(address, data=form.fields | GOOD).status_code == 303

    assert [one.value for one in queries.figures([2018])] == [1101]
    assert browser.get("/fr/staff/tour/years/2018").status_code == 200


def test_colleague_is_not_overwritten_unseen(browser: Browser) -> None:
    mine = pages.read(browser.get(f"{PAGE}/hajj")).form("name_fr").fields
    send(browser, f"{PAGE}/hajj", **GOOD)

    answer = browser.post(f"{PAGE}/hajj", data=mine | GOOD | {"value": "7"})

    assert answer.status_code == 409
    assert [one[0] for one in standing("hajj")] == [1101]
    again = pages.read(answer).form("name_fr").fields
    assert browser.post(f"{PAGE}/hajj", data=again).status_code == 303
    assert [one[0] for one in standing("hajj")] == [7]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "beaucoup"}, "Ce n’est pas un nombre entier"),
        ({"source": " "}, "Écrivez où ce chiffre a été lu"),
        ({"parts": "14 أرامل / veuves\n19 retraités"}, "La ligne 2 n’est pas une partie"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_kept(
    browser: Browser, typed: dict[str, str], said: str
) -> None:
    assert said in send(browser, f"{PAGE}/hajj", **{**GOOD, **typed}).main
    assert queries.entries("hajj", 2019) == []


def test_no_page_for_other_years_and_figures_nobody_knows(browser: Browser) -> None:
    addresses = ("/fr/staff/tour/years/1066/figures", f"{PAGE}/unknown")
    assert [browser.get(one).status_code for one in addresses] == [404, 404]
