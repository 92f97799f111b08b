"""The wall poster of answers: said, answered, promised, and a code to where it stands."""

from dataclasses import replace

import pytest

from caravan.press.answers_wall import WallFacts, WallPromise, WallRow, draw
from caravan.press.words import LANGS, Lang, Pair
from tests.press import papers, samples

ROW = WallRow(
    "نريد تتبع ملفاتنا دون سفر إلى الرباط.",
    "الملفات تُقبل محليا.",
    WallPromise("مداومة كل يوم أربعاء", "قبل 10 مارس 2025", "مصلحة السكن", "half"),
    "house",
)
PLAIN = WallRow("Des billets de train moins chers ?", "Pas de crédit cette année.", None, "bus")
FACTS = WallFacts(
    stop=Pair("وجدة · 7 و8 فبراير 2025", "Oujda · 7 et 8 février 2025"),
    rows=[ROW, PLAIN],
    more=Pair("أجوبة أخرى في الصفحة: 12", "Autres réponses en ligne : 12"),
    url="https://caravane.example/ar/stops/oujda-2025/answers",
    printed_address="caravane.example/ar/stops/oujda-2025/answers",
    printed=Pair("طُبع في 8 فبراير 2025", "Imprimé le 8 février 2025"),
)
LONG = replace(
    FACTS,
    rows=[replace(ROW, asked="سؤال طويل جدا عن السكن. " * 20, answered="Une longue réponse. " * 80)]
    * 7,
)
RIM = [(0, 0, 15.5, 420), (281.5, 0, 15.5, 420), (0, 0, 297, 12), (0, 409, 297, 11)]


def printed(facts: WallFacts, lang: Lang = "ar", *, one_ink: bool = False) -> bytes:
    return draw(facts, lang, made_at=samples.MADE_AT, one_ink=one_ink)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("one_ink", [False, True])
def test_code_leads_to_the_answers(lang: Lang, *, one_ink: bool) -> None:
    assert papers.codes(printed(FACTS, lang, one_ink=one_ink)) == [FACTS.url]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("facts", [FACTS, LONG], ids=["short", "long"])
def test_rim_bears_no_ink(facts: WallFacts, lang: Lang) -> None:
    page = papers.picture(printed(facts, lang))
    assert [papers.is_blank(page, *strip) for strip in RIM] == [True] * 4


def test_rows_are_read_one_after_the_other() -> None:
    text = " ".join(papers.lines(printed(FACTS)))
    places = [text.index(said) for said in ("نريد", "مداومة", "قبل 10", "مصلحة", "Des billets")]
    assert places == sorted(places)


def test_poster_holds_five_rows_on_one_page() -> None:
    pdf = printed(LONG)
    assert papers.page_count(pdf) == 1
    assert papers.lines(pdf).count("قبل 10 مارس 2025") == 5


def test_text_that_is_too_long_ends_with_dots() -> None:
    assert sum(line.endswith("…") for line in papers.lines(printed(LONG, "fr"))) >= 5


def test_columns_do_not_touch() -> None:
    page = papers.picture(printed(LONG))
    gutters = [(297 - 16 - place - 8, 60, 7, 285) for place in (82.4, 173.7)]
    assert [papers.is_blank(page, *gutter) for gutter in gutters] == [True, True]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("one_ink", [False, True])
def test_refusal_stands_over_both_columns_with_its_reason(lang: Lang, *, one_ink: bool) -> None:
    no = replace(PLAIN, answered=f"{PLAIN.answered} " * 5, is_refused=True)
    pdf = printed(replace(FACTS, rows=[ROW, no]), lang, one_ink=one_ink)

    word = {"ar": "تعذر:", "fr": "Impossible :"}[lang]
    text = " ".join(papers.lines(pdf))
    assert 0 < text.index(word) < text.index("Pas de crédit")
    assert text.count("cette année.") == 5
    level, wide = 98 + 50, 82.3
    third = 16 + 2 * (wide + 9) + 30
    there = (297 - third - 40 if lang == "ar" else third, level + 2, 40, 46)
    assert not papers.is_blank(papers.picture(pdf), *there)


@pytest.mark.parametrize("lang", LANGS)
def test_mark_of_a_rehearsal_stands_apart_from_the_name_of_the_foundation(lang: Lang) -> None:
    mark = Pair("تمرين: أسئلة والتزامات من نسج الخيال", "Répétition : questions inventées")
    pdf = printed(replace(FACTS, mark=mark), lang)
    beneath = (297 - 16 - 110 if lang == "ar" else 16, 32.5, 110, 4)
    assert papers.is_blank(papers.picture(pdf), *beneath)
    assert any(mark.of(lang) in line for line in papers.lines(pdf))


def test_poster_without_answers_says_so() -> None:
    assert "Pas encore de réponse publiée." in " ".join(
        papers.lines(printed(replace(FACTS, rows=[]), "fr"))
    )


def test_same_facts_give_the_same_bytes() -> None:
    assert printed(FACTS) == printed(replace(FACTS))
