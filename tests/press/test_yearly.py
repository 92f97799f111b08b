"""The report of a year on paper: read in order, complete over pages, plain in one ink."""

from dataclasses import replace

import pypdfium2
import pytest

from caravan.press.yearly import Figure, Owner, ThemeLine, YearReport, draw
from tests.press import papers, samples

FRENCH = YearReport(
    lang="fr",
    year=2026,
    title="Rapport de l’année 2026",
    prepared="Établi le 26 novembre 2026",
    tour=(Figure("Étapes tenues", "9", "4", "5 de plus", (2,)),),
    published=(
        Figure(
            "Pèlerins",
            "101",
            "47",
            "",
            (1, 2),
            "À vérifier : les parties font 100, le texte dit 101.",
        ),
        Figure("Consultations", "97 030", "90 000", "7 030 de plus", (1,)),
    ),
    themes=(
        ThemeLine("Logement", "18", "2 de moins", "7 sur 9"),
        ThemeLine("Sport", "non montré", "", "1 sur 9"),
    ),
    owners=(Owner("Service du logement", "3 engagements", 1, 1, 1),),
    sources=("1. Rapport de presse", "2. Ce programme"),
)
ARABIC = replace(
    FRENCH,
    lang="ar",
    title="تقرير سنة 2026",
    published=(
        Figure("المستفيدون من الحج", "101", "47", "زيادة 54", (1,), "للتحقق: المجموع 100."),
    ),
    themes=(ThemeLine("السكن", "18", "نقص 2", "7 من 9"),),
)
LONG = replace(FRENCH, published=FRENCH.published * 30)
EMPTY = replace(FRENCH, tour=(), published=(), themes=(), owners=(), sources=())


def printed(report: YearReport, *, one_ink: bool = False) -> bytes:
    return draw(report, made_at=samples.MADE_AT, one_ink=one_ink)


def test_report_is_read_from_the_title_to_the_sources() -> None:
    order = [
        "Rapport de l’année 2026",
        "Étapes tenues",
        "Pèlerins",
        "À vérifier : les parties font 100",
        "97 030",
        "Logement",
        "7 sur 9",
        "Service du logement",
        "1. Rapport de presse",
    ]
    found = "\n".join(papers.lines(printed(FRENCH)))

    assert sorted(order, key=found.index) == order


def test_arabic_report_has_its_own_words() -> None:
    found = "\n".join(papers.lines(printed(ARABIC)))

    words = ("الجولة بالأرقام", "السنة السابقة", "زيادة 54", "المصادر")
    assert [one for one in words if one not in found] == []


def test_long_report_goes_on_and_flags_every_figure() -> None:
    pdf = printed(LONG)
    pages = [papers.lines(pdf, page) for page in range(papers.page_count(pdf))]

    assert len(pages) > 2
    assert sum(line.startswith("À vérifier") for lines in pages for line in lines) == 30
    assert all("Rapport de l’année 2026" in lines for lines in pages)


def test_report_of_nothing_says_so() -> None:
    assert "Rien à dire de cette année." in papers.lines(printed(EMPTY))


@pytest.mark.parametrize("report", [ARABIC, FRENCH], ids=["ar", "fr"])
def test_one_ink_prints_no_colour(report: YearReport) -> None:
    page = pypdfium2.PdfDocument(printed(report, one_ink=True))[0].render(scale=1).to_pil()
    low, high = zip(*(page.convert("HSV").getchannel("S").getextrema(),), strict=True)
    assert (low, high) == ((0,), (0,))


def test_same_facts_give_the_same_bytes() -> None:
    assert printed(FRENCH) == printed(FRENCH)
