"""The register as everybody reads it: list, agreement, sheet; kept, and never a draft."""

from datetime import timedelta
from typing import Any

import pytest

from caravan.kernel import clock
from caravan.tour.agreements import actions
from tests import makers, pages
from tests import register as rows
from tests.conftest import Browser
from tests.press import papers

SOUTH = "/fr/agreements/south-2025"


def test_list_shows_state_place_and_progress(client: Browser) -> None:
    rows.make_delivery(rows.make_agreement())

    page = pages.read(client.get("/fr/agreements"))

    assert page.all("p.state") == ["Signée"]
    assert page.all("//ul[contains(@class, 'meta')]/li") == [
        "Laâyoune, 6 mai 2025",
        "2 sites",
        "Livré : 1 sur 2",
    ]
    assert SOUTH in page.links


def test_list_says_so_when_it_is_empty(client: Browser) -> None:
    page = pages.read(client.get("/ar/agreements"))

    assert page.all("//section[@class='empty']/*") == [
        "",
        "لا توجد أي اتفاقية في السجل بعد",
        "تظهر الاتفاقيات هنا بعد إدخالها.",
    ]


def test_home_leads_to_the_register(client: Browser) -> None:
    assert "/ar/agreements" in pages.read(client.get("/ar/")).links


def test_agreement_shows_parties_sites_and_sources(client: Browser) -> None:
    rows.make_agreement()

    page = pages.read(client.get(SOUTH))

    assert page.heading == "Convention du Sud"
    assert page.all("//ul[@class='sites']/li//h3") == ["Laâyoune", "Guergarat"]
    assert page.all("//ul[@class='sites']/li/div/p") == [
        "Ville Source 11",  # the number stands once for the eye, once for a screen reader
        "Poste-frontière Source 11",
    ]
    assert page.all("b.who") == ["Agence du Sud"]
    assert page.all("//li[@id='source-1']//p[1]") == ["Article"]


@pytest.mark.parametrize(
    ("state", "ahead", "told"),
    [
        ("planned", 1, "À livrer"),
        ("planned", -1, "En retard"),
        ("begun", 0, "Commencé"),
        ("delivered", 0, "Livré"),
        ("given_up", 0, "Abandonné"),
    ],
)
def test_agreement_tells_where_a_delivery_stands(
    client: Browser, state: str, ahead: int, told: str
) -> None:
    day = clock.today() + timedelta(days=ahead)
    rows.make_delivery(rows.make_agreement(), state=state, day=day)

    page = pages.read(client.get(SOUTH))

    assert page.all("//ul[@class='due']//p[contains(@class, 'state')]") == [told, "À livrer"]
    assert "Procès-verbal" in page.main


def test_names_in_another_language_keep_it(client: Browser) -> None:
    variant = {"key": "v", "party": "agency", "lang": "ar", "name": "وكالة", "told_by": ["article"]}
    rows.make_agreement(variants=[variant])

    page = pages.read(client.get(SOUTH))

    assert page.all("//bdi[@lang='ar']") == ["وكالة"]


def test_page_of_a_draft_is_none(client: Browser) -> None:
    rows.make_agreement(draft=True)

    assert pages.read(client.get("/fr/agreements")).all("li.q") == []
    assert client.get(SOUTH).status_code == 404
    assert client.get(f"{SOUTH}/sheet.pdf").status_code == 404


@pytest.mark.parametrize("address", ["/fr/agreements", SOUTH, f"{SOUTH}/sheet.pdf"])
def test_page_is_kept_until_the_register_changes(client: Browser, address: str) -> None:
    rows.make_agreement()
    first = client.get(address)
    known = {"If-None-Match": first.headers["ETag"]}

    assert (first.status_code, first.headers["ETag"][0]) == (200, '"')  # a strong one
    assert client.get(address, headers=known).status_code == 304

    flat = {"state": "begun", "day": "2025-11-01", "note_ar": "", "note_fr": "", "told_by": []}
    edit = actions.Edit({**flat, "state": "delivered", "note_ar": "م", "note_fr": "P"})
    who = makers.make_staff().id
    actions.record_delivery("south-2025", "laayoune", "gym", edit, staff_id=who)
    assert client.get(address, headers=known).status_code == 200


def test_address_without_language_leads_to_one(client: Browser) -> None:
    rows.make_agreement()

    answer = client.get("/agreements/south-2025", headers={"Accept-Language": "fr"})

    assert answer.location == SOUTH


def test_sheet_has_an_arabic_page_then_a_french_one_and_leads_to_the_page(client: Browser) -> None:
    rows.make_agreement()

    pdf = client.get(f"{SOUTH}/sheet.pdf").data

    assert papers.page_count(pdf) == 2
    assert [papers.codes(pdf, page) for page in (0, 1)] == [
        ["http://localhost/agreements/south-2025"]
    ] * 2
    assert "اتفاقية الجنوب" in papers.lines(pdf, 0)
    assert "Convention du Sud" in papers.lines(pdf, 1)
    assert pdf == client.get("/ar/agreements/south-2025/sheet.pdf").data


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_as_often_for_one_agreement_as_for_three(
    client: Browser, queries: Any, count: int
) -> None:
    for number in range(count):
        rows.make_delivery(rows.make_agreement(f"south-{number}"))

    with queries() as seen:
        client.get("/fr/agreements")
        client.get("/fr/agreements/south-0")

    assert len(seen) == 4
