"""Badges: what they say, what they never say, and that nothing is clipped."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from caravan.press.badges import BadgeFace, draw_sheets, draw_single, family_of
from tests.press import papers

MADE_AT = datetime(2025, 2, 7, 8, 0, tzinfo=UTC)
FACE = BadgeFace(
    name_ar="عبد الرحمان الفاسي الفهري",
    name_latin="Abderrahmane EL FASSI EL FIHRI",
    family="police_family",
    city_ar="وجدة",
    city_latin="Oujda",
    city_zgh="",
    dates_ar="7 و8 فبراير 2025",
    series_ar="الأيام التواصلية الجهوية",
    family_label="أسرة الأمن",
    qr_payload="C1/OUJDA-2025/7KQ4M2XP",
)
LEFT, TOP = 29.0, 20.5  # of a single badge on its A6 page, in millimetres
NAMES = [
    "عبد الرحمان الفاسي الفهري",
    "محمد بن عبد الله بن عبد الرحمان الفاسي الفهري المكناسي أيت بلقاسم الوزاني",
    "عبدالمستعصمباللهالعلويالمدغريالإسماعيليالإدريسيالفاسي",
    "مُحَمَّدٌ الطَّيِّبُ",
    "يچ",
    "Anne-Marie LEFEBVRE DE LA TOUR",
    "Jjgqp ÉÅÇ",
]


def faces(count: int) -> list[BadgeFace]:
    return [replace(FACE, qr_payload=f"C1/OUJDA-2025/7KQ4M{at:03d}") for at in range(count)]


def single(**changes: object) -> bytes:
    return draw_single(replace(FACE, **changes), made_at=MADE_AT)


@pytest.mark.parametrize("category", ["serving", "retired", "widow", "orphan", "rights_holder"])
def test_police_house_is_one_family(category: str) -> None:
    assert family_of(category) == "police_family"


@pytest.mark.parametrize("category", ["guest", "partner", "press", "organiser"])
def test_others_are_families_of_their_own(category: str) -> None:
    assert family_of(category) == category


@pytest.mark.parametrize("category", ["", "police_family", "unknown"])
def test_unknown_category_is_refused(category: str) -> None:
    with pytest.raises(KeyError):
        family_of(category)


def test_badge_says_the_person_the_city_and_the_dates() -> None:
    assert papers.lines(single()) == [
        "أسرة",
        "الأمن",
        "الأيام التواصلية الجهوية 7 و8 فبراير 2025",
        "Oujda وجدة",
        "عبد الرحمان",
        "الفاسي الفهري",
        "Abderrahmane",
        "EL FASSI EL FIHRI",
    ]


def test_latin_name_takes_the_large_box_when_it_is_alone() -> None:
    alone = papers.lines(single(name_ar="", name_latin="Anne-Marie LEFEBVRE"))
    assert alone[-2:] == ["Anne-Marie", "LEFEBVRE"]
    large = papers.picture(single(name_ar="", name_latin="Anne-Marie LEFEBVRE"))
    assert not papers.is_blank(large, LEFT + 3, TOP + 13, 69.5, 14)


def test_replacement_badge_says_so() -> None:
    assert "بديلة" in papers.lines(single(reprint=True))
    assert "بديلة" not in papers.lines(single())


@pytest.mark.parametrize("name", NAMES)
def test_name_stays_in_its_box(name: str) -> None:
    image = papers.picture(single(name_ar=name, name_latin=""))
    assert papers.is_blank(image, LEFT + 0.2, TOP + 0.2, 2.6, 60)  # the cut side
    assert papers.is_blank(image, LEFT + 72.7, TOP + 0.2, 2.6, 63)  # beside the band
    assert papers.is_blank(image, LEFT + 0.2, TOP + 10.3, 75, 2.5)  # under the gold line
    assert papers.is_blank(image, LEFT + 0.2, TOP + 40.7, 75, 2.4)  # above the code


@pytest.mark.parametrize("name", NAMES)
def test_second_name_stays_clear_of_the_code(name: str) -> None:
    image = papers.picture(single(name_ar="مريم", name_latin=name, city_ar="", city_latin=""))
    assert papers.is_blank(image, LEFT + 20.2, TOP + 41, 5.1, 22)
    assert papers.is_blank(image, LEFT + 72.7, TOP + 41, 2.6, 22)
    assert papers.is_blank(image, LEFT + 25, TOP + 53.6, 48, 10)


def test_city_row_stays_clear_of_the_code_when_it_is_long() -> None:
    image = papers.picture(single(city_ar="الدار البيضاء الكبرى سطات", city_latin="Casablanca"))
    assert papers.is_blank(image, LEFT + 20.2, TOP + 41, 5, 22)


@pytest.mark.parametrize("name", NAMES)
def test_large_type_keeps_the_name_in_its_box(name: str) -> None:
    face = replace(FACE, name_ar=name, name_latin="")
    image = papers.picture(draw_single(face, made_at=MADE_AT, large_type=True))
    assert papers.is_blank(image, 0, 0, 4.8, 148)
    assert papers.is_blank(image, 80.2, 0, 4.6, 148)
    assert papers.is_blank(image, 0, 16, 84.8, 4.3)
    assert papers.is_blank(image, 0, 82.2, 84.8, 20.5)


def test_every_code_of_a_sheet_is_read() -> None:
    printed = faces(11)
    pdf = draw_sheets(printed, made_at=MADE_AT)
    assert papers.codes(pdf, 0) == [face.qr_payload for face in printed[:8]]
    assert papers.codes(pdf, 1) == [face.qr_payload for face in printed[8:]]


def test_code_of_a_large_badge_is_read() -> None:
    pdf = draw_single(FACE, made_at=MADE_AT, large_type=True)
    assert papers.codes(pdf) == [FACE.qr_payload]


def test_sheets_are_counted_in_their_head() -> None:
    pdf = draw_sheets(faces(16), made_at=MADE_AT)
    assert papers.page_count(pdf) == 2
    assert papers.lines(pdf, 1)[0] == "وجدة · 7 و8 فبراير 2025 الورقة 2 من 2"


def test_progress_is_told_after_each_sheet() -> None:
    told: list[tuple[int, int]] = []
    draw_sheets(faces(17), made_at=MADE_AT, progress=lambda *done: told.append(done))
    assert told == [(8, 17), (16, 17), (17, 17)]


def test_one_page_says_so_when_there_are_no_badges() -> None:
    pdf = draw_sheets([], made_at=MADE_AT)
    assert papers.page_count(pdf) == 1
    assert papers.lines(pdf)[0] == "لا توجد شارات للطباعة"


def test_shapes_differ_between_families_without_colour() -> None:
    families = ["police_family", "guest", "partner", "press", "organiser"]
    seen = set()
    for family in families:
        image = papers.picture(single(family=family, family_label=""))
        band = image.crop([round(papers.PER_MM * v) for v in (104.5, 23.5, 116, 38)])
        seen.add(band.point(lambda value: 255 * (value > 200)).tobytes())
    assert len(seen) == len(families)


def test_sheets_give_the_same_bytes_when_printed_again() -> None:
    first = draw_sheets(faces(9), made_at=MADE_AT)
    single(name_ar="اسم لم يطبع من قبل")
    assert draw_sheets(faces(9), made_at=MADE_AT) == first


def test_all_fonts_are_in_the_file() -> None:
    kinds = {font["/Subtype"] for font in papers.fonts(draw_sheets(faces(2), made_at=MADE_AT))}
    assert kinds == {"/Type0"}
