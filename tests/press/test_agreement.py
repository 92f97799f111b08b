"""The sheet of an agreement: Arabic, then French; what is due where, and a code to the page."""

from dataclasses import replace

import pytest

from caravan.press.agreement import draw
from caravan.press.agreement.facts import AgreementFacts, Bound, DueLine, DueSite
from tests.press import papers, samples

URL = "https://caravane.example/agreements/south-2025"
ARABIC = AgreementFacts(
    lang="ar",
    title="اتفاقية شراكة مع وكالة الجنوب",
    state="half",
    state_text="موقعة",
    signed="العيون، 6 ماي 2025 [1، 2]",
    parties=(Bound("المؤسسة [1]", ("تمثل المديرية العامة",)), Bound("وكالة الجنوب [1]")),
    aims=("تعزيز التعاون [1]",),
    sites=(
        DueSite(
            "العيون",
            "مدينة [1]",
            (
                DueLine("قاعة رياضية: تم التسليم، 1 أكتوبر 2025", "full", "محضر التسليم"),
                DueLine("فضاء اجتماعي: متأخر، 1 دجنبر 2025", "late"),
            ),
        ),
        DueSite("الكركرات", "معبر حدودي [1]", (DueLine("قاعة رياضية: في انتظار التسليم", "none"),)),
        DueSite("طانطان", "مدينة [1]", ()),
    ),
    elsewhere=("مراكز ترفيهية [2]", "صالات رياضية [2]"),
    duties=(Bound("التمويل: وكالة الجنوب [1]", ("بشراكة مع المؤسسة",)),),
    remarks=("يختلف المصدران. [1، 2]",),
    sources=("1. مقال صحفي، 6 ماي 2025", "2. مقال آخر"),
    url=URL,
    printed_address="caravane.example/agreements/south-2025",
    changed="آخر تعديل في 1 أكتوبر 2025.",
)
FRENCH = replace(
    ARABIC,
    lang="fr",
    title="Convention de partenariat avec l’Agence du Sud",
    state_text="Signée",
    signed="Laâyoune, 6 mai 2025 [1, 2]",
    parties=(Bound("La fondation [1]"), Bound("Agence du Sud [1]")),
    aims=("Renforcer la coopération [1]",),
    sites=(DueSite("Laâyoune", "Ville [1]", (DueLine("Salle de sport : Livré", "full", "PV"),)),),
    elsewhere=(),
    duties=(),
    remarks=(),
    sources=("1. Article de presse, 6 mai 2025",),
    changed="Dernière modification le 1er octobre 2025.",
)
LONG = replace(
    FRENCH,
    title="Convention de partenariat avec l’Agence pour la promotion et le développement " * 2,
    sites=tuple(
        DueSite(
            f"Préfecture de police numéro {number}",
            "Commandement de police [1, 2]",
            tuple(DueLine(f"Équipement {n} : À livrer", "none", "Rapport " * 9) for n in range(3)),
        )
        for number in range(11)
    ),
)
RIM = [(0, 0, 19.5, 297), (190.5, 0, 19.5, 297), (0, 0, 210, 10), (0, 289, 210, 8)]


def printed(*faces: AgreementFacts, one_ink: bool = False) -> bytes:
    return draw(faces, made_at=samples.MADE_AT, one_ink=one_ink)


def test_sheet_has_an_arabic_page_then_a_french_one() -> None:
    pdf = printed(ARABIC, FRENCH)

    assert papers.page_count(pdf) == 2
    assert [papers.lines(pdf, page)[:2] for page in (0, 1)] == [
        ["اتفاقيات الشراكة", "Conventions de partenariat"],
        ["Conventions de partenariat", "اتفاقيات الشراكة"],
    ]


@pytest.mark.parametrize("facts", [ARABIC, FRENCH, LONG], ids=["ar", "fr", "long"])
def test_code_leads_to_the_page(facts: AgreementFacts) -> None:
    pdf = printed(facts)

    assert papers.codes(pdf) == [URL]
    assert facts.printed_address in papers.lines(pdf)


def test_page_is_read_from_the_title_to_the_sources() -> None:
    order = [
        "اتفاقية شراكة مع وكالة الجنوب",
        "موقعة",
        "العيون، 6 ماي 2025",
        "تمثل المديرية العامة",
        "تعزيز التعاون",
        "قاعة رياضية: تم التسليم، 1 أكتوبر 2025",
        "محضر التسليم",
        "قاعة رياضية: في انتظار التسليم",
        "لم يُذكر",
        "معلن دون تحديد المكان: مراكز ترفيهية",
        "بشراكة مع المؤسسة",
        "يختلف المصدران",
        "مقال صحفي، 6 ماي 2025",
    ]
    found = "\n".join(papers.lines(printed(ARABIC)))

    assert sorted(order, key=found.index) == order


def test_page_says_so_when_no_site_is_named() -> None:
    assert "Les sources ne nomment pas les sites." in papers.lines(
        printed(replace(FRENCH, sites=()))
    )


def test_long_face_goes_on_and_says_of_what() -> None:
    pdf = printed(LONG)

    assert papers.page_count(pdf) > 1
    found = [line for page in range(papers.page_count(pdf)) for line in papers.lines(pdf, page)]
    names = {f"Préfecture de police numéro {number}" for number in range(11)}
    assert names - set(found) == set()
    assert papers.lines(pdf, 1)[0].startswith("Convention de partenariat")


@pytest.mark.parametrize("one_ink", [False, True])
@pytest.mark.parametrize("facts", [ARABIC, FRENCH, LONG], ids=["ar", "fr", "long"])
def test_rim_bears_no_ink(facts: AgreementFacts, *, one_ink: bool) -> None:
    page = papers.picture(printed(facts, one_ink=one_ink))

    assert [papers.is_blank(page, *strip) for strip in RIM] == [True] * 4


def test_same_facts_give_the_same_bytes() -> None:
    assert printed(ARABIC, FRENCH) == printed(replace(ARABIC), replace(FRENCH))
