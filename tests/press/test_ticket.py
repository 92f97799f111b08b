"""The ticket: the person's language first, a code the gate reads, a stub without a name."""

from dataclasses import replace

import pytest

from caravan.press.ticket import FOLD, TicketFacts, draw
from caravan.press.words import Pair
from tests.press import papers, samples

FACTS = TicketFacts(
    lang="ar",
    name="عبد الرحمان الفاسي الفهري",
    latin_name="Abderrahmane EL FASSI EL FIHRI",
    category=Pair("متقاعد", "Retraité"),
    stop=Pair("وجدة", "Oujda"),
    dates=Pair("الجمعة 7 والسبت 8 فبراير 2025", "vendredi 7 et samedi 8 février 2025"),
    venue=Pair("القاعة الكبرى", "Grande salle"),
    entry_code="7KQ4-M2XP",
    qr_payload="C1/OUJDA-2025/7KQ4M2XP",
    follow_code="482 109 3754",
    follow_address="caravane.example/follow",
    follow_payload="https://caravane.example/ar/follow#4821093754",
)
LONG = replace(
    FACTS,
    name="مولاي عبد السلام بن عبد الرحمان أيت بلقاسم الإدريسي العلوي المدغري الوزاني",
    latin_name="Moulay Abdesslam BEN ABDERRAHMANE AIT BELKACEM EL IDRISSI EL ALAOUI EL MDAGHRI",
    stop=Pair("المنطقة الإقليمية للأمن بأولاد تايمة", "Oulad Teïma"),
    venue=Pair("قاعة الحفلات الكبرى بالمركب الرياضي", "Salle des fêtes du complexe sportif"),
    follow_payload="",
)
RIM = [(0, 0, 11.5, 210), (136.5, 0, 11.5, 210), (0, 0, 148, 10), (0, 206, 148, 4)]


def printed(facts: TicketFacts, **changes: object) -> bytes:
    return draw(replace(facts, **changes), made_at=samples.MADE_AT)


def test_codes_lead_to_the_gate_and_to_the_answers() -> None:
    assert papers.codes(printed(FACTS)) == [FACTS.qr_payload, FACTS.follow_payload]


def test_stub_bears_no_code_when_nothing_is_to_be_opened() -> None:
    assert papers.codes(printed(LONG)) == [LONG.qr_payload]


def test_ticket_says_person_stop_and_both_numbers_in_order() -> None:
    order = [FACTS.name, FACTS.latin_name, "وجدة", "7KQ4-M2XP", "482 109 3754"]
    assert [line for line in papers.lines(printed(FACTS)) if line in order] == order


def test_french_ticket_begins_with_the_latin_name() -> None:
    found = "\n".join(papers.lines(printed(FACTS, lang="fr")))
    order = ["Billet d’entrée", "Abderrahmane", "EL FASSI EL FIHRI", FACTS.name, "Talon de suivi"]
    assert sorted(order, key=found.index) == order


def test_arabic_name_stands_alone_when_there_is_no_latin_one() -> None:
    lines = papers.lines(printed(FACTS, lang="fr", latin_name=""))
    assert [line for line in lines if FACTS.name in line] == [FACTS.name]


def test_stub_bears_no_name() -> None:
    pdf = printed(FACTS)
    below = papers.picture(pdf).crop((0, round(FOLD * papers.PER_MM) + 4, 1184, 1680))
    other = papers.picture(printed(FACTS, name="سناء", latin_name="Sanae", entry_code="X"))
    assert below.tobytes() == other.crop((0, round(FOLD * papers.PER_MM) + 4, 1184, 1680)).tobytes()


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short", "long"])
def test_rim_bears_no_ink(facts: TicketFacts, lang: str) -> None:
    page = papers.picture(printed(facts, lang=lang))
    assert [papers.is_blank(page, *strip) for strip in RIM] == [True] * 4


def test_same_facts_give_the_same_bytes() -> None:
    assert printed(FACTS) == printed(FACTS)
