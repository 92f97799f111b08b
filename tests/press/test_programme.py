"""The printed programme: everything in it, in reading order, on pages that show which they are."""

from dataclasses import replace
from unicodedata import normalize

import pypdfium2
import pytest

from caravan.press.programme import SHAPES, Programme, ProgrammeDay, Session, Shape
from caravan.press.words import Pair
from tests.press import papers
from tests.press.programmes import (
    EMPTY,
    FRIDAY,
    LOANS,
    OPENING,
    PROGRAMME,
    SATURDAY,
    URL,
    VISIT,
    crowded,
    printed,
    type_sizes,
)

PAGES = {"a3": (297, 420), "a5": (148, 210), "large": (210, 297)}
SIDES = {"a3": 15.5, "a5": 11.5, "large": 17}
LONG = Pair(
    "عرض مفصل لشروط الاستفادة من السكن الاجتماعي ومن القروض المدعمة ومن التغطية الصحية التكميلية",
    "Présentation détaillée des conditions d’accès au logement social, aux prêts bonifiés et à la "
    "couverture médicale complémentaire",
)
SPOKEN = Pair("مدير المؤسسة ورئيس مصلحة السكن", "Le directeur et le chef du service du logement")
WIDE = Session("10:00", "11:00", LONG, LONG, LONG)
FAR_AWAY = replace(
    crowded(days=1, sessions=3),
    city=Pair("المنطقة الإقليمية للأمن الوطني بأولاد تايمة", "Oulad Teïma, Souss-Massa, Maroc"),
    venue=LONG,
    url="https://communication.fondation.example/s/oulad-teima-souss-massa-2025",
    printed_address="communication.fondation.example/s/oulad-teima-souss-massa-2025",
    state=Pair("محطة تجريبية", "Répétition"),
    reason=Pair("تأجلت إلى حين انتهاء أشغال القاعة.", "Reportée à la fin des travaux."),
    note=LONG,
)

FEW = replace(
    PROGRAMME,
    days=(
        ProgrammeDay(
            Pair("الخميس", "Jeudi"),
            Pair("26 نونبر 2026", "26 novembre 2026"),
            (OPENING, LOANS, LOANS, VISIT),
        ),
        ProgrammeDay(
            Pair("الجمعة", "Vendredi"), Pair("27 نونبر 2026", "27 novembre 2026"), (LOANS,)
        ),
    ),
    state=Pair("ملغاة", "Annulée"),
    reason=Pair("بسبب العاصفة", "À cause de la tempête"),
)
"""Large type in two columns: the longest dates hardly fit."""


def every_page(pdf: bytes) -> list[list[str]]:
    pages = [papers.lines(pdf, page) for page in range(papers.page_count(pdf))]
    return [[normalize("NFC", line) for line in page] for page in pages]


def words(pdf: bytes) -> str:
    return " ".join(line for page in every_page(pdf) for line in page)


def day_of(*sessions: Session) -> Programme:
    return replace(PROGRAMME, days=(replace(FRIDAY, sessions=sessions),))


def test_hand_out_is_read_from_the_first_hour_to_the_address() -> None:
    assert every_page(printed(PROGRAMME, "a5"))[0][2:] == [
        "ⵡⵓⵊⴷⴰ البرنامج",
        "الجمعة 7 فبراير 2025",
        "08:30",
        "إلى 09:30",
        "الاستقبال والشارات وقسائم السؤال البهو",
        "09:30",
        "إلى 10:15",
        "الافتتاح وكلمة المؤسسة",
        "مدير المؤسسة",
        "القاعة الكبرى",
        "10:15",
        "إلى 12:30",
        "جولة الأروقة أُلغيت",
        "12:30",
        "إلى 14:45",
        "صلاة الجمعة والغداء",
        "السبت 8 فبراير 2025",
        "08:30",
        "إلى 09:30",
        "الاستقبال والشارات وقسائم السؤال البهو",
        "09:30",
        "إلى 11:00",
        "القروض والسكن القاعة الكبرى",
        normalize("NFC", "البرنامج المحيَّن وأسئلتكم"),
        "caravane.example/s/oujda-2025",
        "بدون هاتف: مكتب الاستقبال في خدمتكم.",
        "الإصدار 3 · 5 فبراير 2025 على الساعة 14:05",
    ]


def test_large_letters_in_french_are_read_in_their_order() -> None:
    assert every_page(printed(PROGRAMME, "large"))[3] == [
        "Programme Oujda",
        "Samedi 8 février 2025",
        "08:30",
        "à 09:30",
        "Accueil, badges,",
        "feuillets de question",
        "Hall",
        "09:30",
        "à 11:00",
        "Prêts et logement",
        "Grande salle",
        "2 / 2",
        "caravane.example/s/oujda-2025",
        "Sans téléphone : adressez-vous à l’accueil.",
        "Version 3 · 5 février 2025 à 14:05",
    ]


def test_wall_says_a_session_in_arabic_then_in_french() -> None:
    (lines,) = every_page(printed(PROGRAMME, "a3"))
    first = lines.index("الافتتاح وكلمة المؤسسة")
    assert lines[first - 2 : first + 6] == [
        "09:30",
        "إلى 10:15",
        "الافتتاح وكلمة المؤسسة",
        "مدير المؤسسة",
        "القاعة الكبرى",
        "Ouverture et mot de la Fondation",
        "Le directeur de la Fondation",
        "Grande salle",
    ]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_page_has_the_size_of_its_shape(shape: Shape) -> None:
    pdf = pypdfium2.PdfDocument(printed(crowded(1, 30), shape))
    sizes = {tuple(round(points / 72 * 25.4) for points in page.get_size()) for page in pdf}
    assert sizes == {PAGES[shape]}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("programme", [PROGRAMME, EMPTY, FAR_AWAY], ids=["short", "empty", "long"])
def test_code_on_every_page_leads_to_the_stop(programme: Programme, shape: Shape) -> None:
    pdf = printed(programme, shape)
    found = [papers.codes(pdf, page) for page in range(papers.page_count(pdf))]
    assert found == [[programme.url]] * len(found)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_page_names_address_and_release(shape: Shape) -> None:
    pages = every_page(printed(crowded(days=1, sessions=30), shape))
    address = [URL.removeprefix("https://") in page for page in pages]
    release = [any(line.startswith(("الإصدار 3 ·", "Version 3 ·")) for line in p) for p in pages]
    assert (len(pages) > 1, all(address), all(release)) == (True, True, True)


@pytest.mark.parametrize("shape", SHAPES)
def test_long_address_is_printed_whole(shape: Shape) -> None:
    assert FAR_AWAY.printed_address in words(printed(FAR_AWAY, shape)).replace(" ", "")


@pytest.mark.parametrize("shape", SHAPES)
def test_crowded_days_go_on_and_lose_no_session(shape: Shape) -> None:
    text = words(printed(crowded(), shape))
    for title in ("الفقرة ", "Séance "):
        numbers = [int(part.split()[0]) for part in text.split(title)[1:]]
        assert numbers == list(range(1, 181))


@pytest.mark.parametrize("shape", SHAPES)
def test_head_of_the_day_is_repeated_where_it_goes_on(shape: Shape) -> None:
    pages = every_page(printed(crowded(2, 30), shape))
    weekdays = ("الجمعة", "السبت", "Vendredi", "Samedi")
    assert all(any(line.startswith(weekdays) for line in page) for page in pages)
    assert "تتمة" in " ".join(pages[0 if shape == "a3" else 1])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "programme", [crowded(1, 30), FAR_AWAY, FEW], ids=["crowded", "long", "few"]
)
def test_rim_bears_no_ink(programme: Programme, shape: Shape) -> None:
    pdf, (width, height), side = printed(programme, shape), PAGES[shape], SIDES[shape]
    rim = [(0, 0, side, height), (width - side, 0, side, height)]
    rim += [(0, 0, width, 9), (0, height - 4, width, 4)]
    for page in range(papers.page_count(pdf)):
        picture = papers.picture(pdf, page)
        assert [papers.is_blank(picture, *strip) for strip in rim] == [True] * 4


@pytest.mark.parametrize("shape", SHAPES)
def test_long_texts_wrap_and_are_not_cut(shape: Shape) -> None:
    text = words(printed(day_of(WIDE), shape))
    for side in (LONG.ar, LONG.fr):
        assert text.count(side.split()[0]) == 3
        assert set(side.split()) <= set(text.split())


def test_row_longer_than_a_page_goes_on() -> None:
    title = Pair(" ".join(f"كلمة{at}" for at in range(300)), "Mots")
    text = words(printed(day_of(replace(LOANS, title=title)), "large")).split()
    assert [word for word in text if word.startswith("كلمة")] == title.ar.split()


@pytest.mark.parametrize("programme", [PROGRAMME, EMPTY, FAR_AWAY, crowded(1, 30), day_of(WIDE)])
def test_large_letters_are_nowhere_under_18_points(programme: Programme) -> None:
    assert min(type_sizes(printed(programme, "large"))) == 18


def test_each_day_begins_a_page_in_large_letters() -> None:
    heads = [page[1] for page in every_page(printed(PROGRAMME, "large"))]
    days = [day for lang in ("ar", "fr") for day in (FRIDAY, SATURDAY)]
    assert heads == [
        *(f"{day.weekday.ar} {day.date.ar}" for day in days[:2]),
        *(f"{day.weekday.fr} {day.date.fr}" for day in days[2:]),
    ]


def test_hand_out_is_set_tight_when_that_saves_a_page() -> None:
    assert papers.page_count(printed(crowded(days=1, sessions=13), "a5")) == 2
    assert papers.page_count(printed(crowded(days=1, sessions=17), "a5")) == 4


def test_wall_has_larger_type_the_fewer_sessions_there_are() -> None:
    titles = [max(type_sizes(printed(crowded(1, count), "a3")) - {72, 38}) for count in (3, 12, 60)]
    assert titles == sorted(titles, reverse=True)
    assert min(type_sizes(printed(crowded(1, 60), "a3"))) >= 10


def test_two_days_stand_side_by_side_on_one_wall_sheet() -> None:
    pdf = printed(crowded(days=2, sessions=8), "a3")
    assert papers.page_count(pdf) == 1
    assert papers.is_blank(papers.picture(pdf), 144, 112, 9, 240)


@pytest.mark.parametrize("shape", SHAPES)
def test_withdrawn_session_says_so_in_its_place(shape: Shape) -> None:
    text = words(printed(PROGRAMME, shape))
    assert (text.count("أُلغيت"), text.count("annulée"), text.count("جولة الأروقة")) == (1, 1, 1)


@pytest.mark.parametrize(("is_withdrawn", "struck"), [(False, False), (True, True)])
def test_title_is_struck_when_the_session_is_withdrawn(*, is_withdrawn: bool, struck: bool) -> None:
    session = replace(VISIT, is_withdrawn=is_withdrawn)
    title = papers.part(papers.picture(printed(day_of(session), "a5")), 90, 57, 26, 5)
    assert (papers.longest_line(title) > 16) == struck


def test_pause_stands_on_a_tinted_band() -> None:
    page = papers.picture(printed(day_of(FRIDAY.sessions[3]), "a5"))
    assert page.getpixel((30 * papers.PER_MM, 62 * papers.PER_MM)) == 241


@pytest.mark.parametrize(("shape", "count"), [("a3", 1), ("a5", 2), ("large", 2)])
def test_stop_without_agenda_gives_a_clear_page(shape: Shape, count: int) -> None:
    pdf = printed(EMPTY, shape)
    text = words(pdf)
    assert papers.page_count(pdf) == count
    assert "لم يُنشر برنامج لهذه المحطة." in text
    assert "Toute nouvelle paraît à l’adresse ci-dessous." in text
    assert "السبت" in text


def test_day_without_sessions_says_so() -> None:
    day = ProgrammeDay(SATURDAY.weekday, SATURDAY.date, ())
    text = words(printed(replace(PROGRAMME, days=(FRIDAY, day)), "a5"))
    assert text.count("لا فقرة منشورة لهذا اليوم.") == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_cancelled_stop_says_so_on_every_page(shape: Shape) -> None:
    programme = replace(
        crowded(1, 30), state=Pair("ملغاة", "Annulée"), reason=Pair("سوء الأحوال", "Mauvais temps")
    )
    pages = [" ".join(page) for page in every_page(printed(programme, shape))]
    assert all("ملغاة" in page or "Annulée" in page for page in pages)
    assert sum("سوء الأحوال" in page for page in pages) == 1


def test_note_stands_after_the_last_session() -> None:
    text = words(printed(replace(PROGRAMME, note=SPOKEN), "a3"))
    assert text.index("القروض والسكن") < text.index(SPOKEN.ar) < text.index(SPOKEN.fr)


@pytest.mark.parametrize("shape", SHAPES)
def test_same_facts_give_the_same_bytes(shape: Shape) -> None:
    assert printed(PROGRAMME, shape) == printed(replace(PROGRAMME), shape)
    assert printed(PROGRAMME, shape) != printed(replace(PROGRAMME, release=4), shape)
