"""The poster: one code that leads to the stop, its address to be typed, and no ink at the rim."""

from dataclasses import replace

import pytest

from caravan.press.poster import PosterFacts, draw
from caravan.press.words import Pair
from tests.press import papers, samples

FACTS = PosterFacts(
    series=samples.SERIES,
    headline=Pair("سجّلوا حضوركم", "Inscrivez-vous"),
    city=Pair("وجدة", "Oujda"),
    dates=Pair("7 و8 فبراير", "vendredi 7 et samedi 8 février 2025"),
    venue=Pair("القاعة الكبرى", "Grande salle"),
    hours=Pair("من 8:30 صباحا", "dès 8 h 30"),
    url="https://caravane.example/s/oujda-2025",
    printed_address="caravane.example/s/oujda-2025",
    city_zgh="ⵡⵓⵊⴷⴰ",
    weekdays="الجمعة والسبت 2025",
    host="ولاية أمن وجدة",
    serial="3/12",
)
LONG = replace(
    FACTS,
    headline=Pair("سجّلوا حضوركم وحضور عائلاتكم في هذا اليوم التواصلي", "Inscrivez-vous " * 4),
    city=Pair("المنطقة الإقليمية للأمن الوطني بأولاد تايمة", "Oulad Teïma, Souss-Massa, Maroc"),
    dates=Pair("28 فبراير و1 و2 مارس 2025", "vendredi 28 février, samedi 1er, dimanche 2 mars"),
    venue=Pair("قاعة الحفلات الكبرى بالمركب الرياضي", "Salle des fêtes du complexe sportif"),
    url="https://communication.fondation.example/s/oulad-teima-souss-massa-2025",
    printed_address="communication.fondation.example/s/oulad-teima-souss-massa-2025",
)
RIM = [(0, 0, 15.5, 420), (281.5, 0, 15.5, 420), (0, 0, 297, 12), (0, 408, 297, 12)]


def printed(facts: PosterFacts, *, one_ink: bool = False) -> bytes:
    return draw(facts, made_at=samples.MADE_AT, one_ink=one_ink)


@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short", "long"])
def test_code_leads_to_the_stop(facts: PosterFacts) -> None:
    assert papers.codes(printed(facts)) == [facts.url]


@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short", "long"])
def test_address_is_printed_to_be_typed(facts: PosterFacts) -> None:
    assert facts.printed_address in " ".join(papers.lines(printed(facts)))


def test_poster_is_read_from_the_city_to_the_warning() -> None:
    order = [
        "وجدة",
        "7 و8 فبراير",
        "vendredi 7 et samedi 8 février 2025",
        "caravane.example/s/oujda-2025",
        "Sans téléphone ? L’accueil vous inscrit.",
        "Nous ne demandons jamais ni mot de passe ni carte bancaire.",
    ]
    assert [line for line in papers.lines(printed(FACTS)) if line in order] == order


@pytest.mark.parametrize("one_ink", [False, True])
@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short", "long"])
def test_rim_bears_no_ink(facts: PosterFacts, *, one_ink: bool) -> None:
    page = papers.picture(printed(facts, one_ink=one_ink))
    assert [papers.is_blank(page, *strip) for strip in RIM] == [True] * 4


@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short", "long"])
def test_code_keeps_its_quiet_zone(facts: PosterFacts) -> None:
    page = papers.picture(printed(facts))
    assert papers.is_blank(page, 154.2, 146, 11, 146)


def test_city_and_days_do_not_touch_when_they_are_long() -> None:
    page = papers.picture(printed(LONG))
    assert papers.is_blank(page, 174, 188.6, 106, 1.5)


def test_poster_is_one_a3_page() -> None:
    assert papers.page_count(printed(FACTS)) == 1
    size = (297 * papers.PER_MM, 420 * papers.PER_MM)
    assert papers.picture(printed(FACTS)).size == pytest.approx(size, abs=1)


def test_same_facts_give_the_same_bytes() -> None:
    assert printed(FACTS) == printed(replace(FACTS))
