"""The signs of stands: where the code leads, what is read first, no ink at the rim."""

from dataclasses import replace

import pytest

from caravan.press import pictos
from caravan.press.badge_front import FAMILIES
from caravan.press.sign import SignFacts, draw
from caravan.press.words import Pair
from caravan.tour.offers import words
from tests.press import papers, samples

FACTS = SignFacts(
    stand="A-04",
    name=Pair("بنك متعاقد مع المؤسسة", "Banque sous contrat avec la Fondation"),
    services=Pair("قروض السكن", "Prêts au logement"),
    hours=(
        Pair("الجمعة 7: من 08:30 إلى 18:00", "vendredi 7 : de 08:30 à 18:00"),
        Pair("السبت 8: من 08:30 إلى 18:00", "samedi 8 : de 08:30 à 18:00"),
    ),
    series=samples.SERIES,
    url="https://caravane.example/stops/oujda-2025/stands/bank",
    printed_address="caravane.example/stops/oujda-2025/stands/bank",
    pictogram="key",
)
LONG = replace(
    FACTS,
    stand="B-12bis-extérieur",
    name=Pair(
        "الودادية السكنية لموظفي الأمن الوطني بالجهة الشرقية وما جاورها",
        "Fédération nationale des amicales d’habitat du personnel, section de l’Oriental",
    ),
    services=Pair("السكن، " * 9 + "الصحة", "Logement, " * 9 + "Santé"),
    hours=FACTS.hours + FACTS.hours[:1],
    url="https://communication.fondation.example/stops/oulad-teima-2025/stands/federation-amicales",
    printed_address="communication.fondation.example/stops/oulad-teima-2025/stands/federation-amicales",
)
BARE = replace(FACTS, services=Pair(""), hours=FACTS.hours[:1])
RIM = [(0, 0, 14.5, 297), (195.5, 0, 14.5, 297), (0, 0, 210, 10), (0, 287, 210, 10)]
ALL = pytest.mark.parametrize("facts", [FACTS, LONG, BARE], ids=["usual", "long", "bare"])


def printed(*signs: SignFacts) -> bytes:
    return draw(signs, made_at=samples.MADE_AT)


@ALL
def test_code_leads_to_the_stand(facts: SignFacts) -> None:
    assert papers.codes(printed(facts)) == [facts.url]


@ALL
def test_rim_bears_no_ink(facts: SignFacts) -> None:
    page = papers.picture(printed(facts))
    assert [papers.is_blank(page, *strip) for strip in RIM] == [True] * 4


@ALL
def test_parts_keep_clear_of_each_other(facts: SignFacts) -> None:
    page = papers.picture(printed(facts))
    gaps = [(15, 36, 180, 6), (15, 129.5, 180, 2), (15, 214, 180, 3.5), (15, 278.5, 47, 2)]
    assert [papers.is_blank(page, *gap) for gap in gaps] == [True] * 4


def test_sign_is_read_from_the_stand_to_the_hours() -> None:
    order = [
        "A-04",
        "قروض السكن",
        "Prêts au logement",
        "صوّروا الرمز: العروض والوثائق المطلوبة",
        "caravane.example/stops/oujda-2025/stands/bank",
    ]
    assert [line for line in papers.lines(printed(FACTS)) if line in order] == order


def test_each_stand_has_a_page_of_its_own() -> None:
    paper = printed(FACTS, replace(FACTS, stand="A-05", url="https://caravane.example/x"))
    assert [papers.codes(paper, page) for page in range(papers.page_count(paper))] == [
        [FACTS.url],
        ["https://caravane.example/x"],
    ]


def test_same_facts_give_the_same_bytes() -> None:
    assert printed(FACTS) == printed(replace(FACTS))


def test_offers_speak_of_the_shapes_that_are_on_the_badges() -> None:
    family = ["serving", "retired", "widow", "orphan", "rights_holder"]
    others = ["guest", "partner", "press", "organiser"]
    assert words.by_shape([*family, *others]) == [
        (FAMILIES["police_family"][0], family),
        *((FAMILIES[code][0], [code]) for code in others),
    ]


def test_every_picture_that_a_service_can_have_is_drawn_on_paper() -> None:
    assert set(words.PICTOGRAMS) - set(pictos.DRAWINGS) == set()
