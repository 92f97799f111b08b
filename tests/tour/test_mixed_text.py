"""Texts that mix directions: what is wrong with them, sign by sign, and what is right."""

import time

import pytest

from caravan.tour.mixed_text import troubles

WRONG_ARABIC = {
    "Latin name first": ("CIH بنك متعاقد", [("begins_latin", "CIH")]),
    "Latin line among others": ("قروض السكن\nWafa للتأمين", [("begins_latin", "Wafa")]),
    "bracket never closed": ("قرض السكن (المدعم", [("unpaired", "(")]),
    "quote never opened": ("قرض السكن» المدعم", [("unpaired", "»")]),
    "straight quote alone": ('قرض "السكن', [("unpaired", '"')]),
    "crossed": ("قرض (السكن] المدعم", [("unpaired", "]"), ("unpaired", "(")]),
    "quotes after a Latin name": ("بنك CIH «Bank» الجديد", [("turned", "«Bank»")]),
    "straight quotes after it": ('عرض CIH "Bank" الجديد', [("turned", '"Bank"')]),
    "hours with a hyphen": ("من 09:30-10:15 بالقاعة", [("range", "09:30-10:15")]),
    "years with a dash": ("موسم 2024–2025", [("range", "2024–2025")]),
    "spaced hyphen": ("من 9 - 10 صباحا", [("range", "9 - 10")]),
    "spaced slash": ("مفتوح 24 / 7", [("range", "24 / 7")]),
    "date with hyphens": ("يوم 2025-02-07", [("range", "2025-02-07")]),
    "telephone in pairs": ("الهاتف 05 22 12 34 56", [("jumps", "05 22 12 34 56")]),
    "thousands with a gap": ("قرض 12 000 درهم", [("jumps", "12 000")]),
    "plus before a number": ("الهاتف +212522123456", [("jumps", "+212522123456")]),
    "signs after a name": ("دورة في لغة C++", [("jumps", "C++")]),
    "number before a name": ("لقاح 19-COVID", [("jumps", "19-COVID")]),
    "shortened name at the end": ("شركة النقل S.A.", [("jumps", "S.A.")]),
    "address of a page": ("الموقع: www.example.ma/", [("jumps", "www.example.ma/")]),
    "Arabic-Indic digits": ("القاعة ٣", [("digits", "٣")]),
    "Persian digits": ("القاعة ۴۵", [("digits", "۴۵")]),
    "Latin comma": ("القاعة 2, هادئة", [("latin_mark", ",")]),
    "Latin semicolon": ("السكن; الصحة", [("latin_mark", ";")]),
    "Latin question mark": ("متى الافتتاح?", [("latin_mark", "?")]),
    "month of the Mashriq": ("في يوليو", [("month", "يوليو")]),
    "months joined to and": ("بأغسطس وسبتمبر", [("month", "أغسطس"), ("month", "سبتمبر")]),
    "digit onto a word": ("القاعة2", [("glued", "القاعة2")]),
    "word onto a digit": ("8فبراير", [("glued", "8فبراير")]),
    "name onto a word": ("شركةCIH", [("glued", "شركةCIH")]),
}
RIGHT_ARABIC = [
    "الافتتاح: النشيد الوطني، كلمتا ولاية الأمن وإدارة المؤسسة",
    "القاعة 3، هادئة وبمقاعد",
    "يومي 7 و8 فبراير 2025",
    "من 09:30 إلى 10:15",
    "يوليوز وغشت وشتنبر ونونبر ودجنبر وماي",
    "بنك متعاقد (CIH Bank) مع المؤسسة",
    "قرض «FOGALOGE» المدعم",
    "بشراكة مع CIH Bank.",
    "زيارة Rabat, Salé ثم العودة",
    "رواق A-04 عند المدخل",
    "خدمة Wi-Fi مجانية",
    "قرض بنسبة 3,5% دون رسوم",
    "التاريخ 07/02/2025، موسم 2024/2025",
    "مبلغ 12.000 درهم، وبـ300 درهم",
    "أسئلة؟ أجوبة؛ ثم الاختتام!",
    "1) التسجيل 2) الدخول",
    "الاصطياف والمخيمات\nمن 1 إلى 15 غشت",
]
WRONG_FRENCH = {
    "Arabic words": ("Salle القاعة الكبرى", [("arabic_letters", "القاعة الكبرى")]),
    "Arabic comma": ("Salle 2، calme", [("arabic_mark", "،")]),
    "Arabic question mark": ("Quand؟", [("arabic_mark", "؟")]),
    "Arabic digits": ("Salle ٢", [("digits", "٢")]),
    "bracket never closed": ("Plénière (suite", [("unpaired", "(")]),
    "quotes never closed": ("Atelier « prêts", [("unpaired", "«")]),
    "digit onto a word": ("Salle2", [("glued", "Salle2")]),
}
RIGHT_FRENCH = [
    "Étape d’Oujda",
    "Plénière : les services par domaine, questions en direct",
    "Salle 3, calme, avec sièges (20 places)",
    "Stand A-04, de 15h30 à 16h, 1er étage",
    "Atelier « prêts » ; a) logement b) consommation",
    "CIH Bank, H2O, COVID19, www.example.ma/2025",
]


@pytest.mark.parametrize(("text", "found"), WRONG_ARABIC.values(), ids=WRONG_ARABIC)
def test_arabic_text_is_told_with_its_signs(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.code, one.signs) for one in troubles(text, "ar")] == found


@pytest.mark.parametrize("text", RIGHT_ARABIC)
def test_arabic_text_is_left_alone_when_it_reads_rightly(text: str) -> None:
    assert troubles(text, "ar") == []


@pytest.mark.parametrize(("text", "found"), WRONG_FRENCH.values(), ids=WRONG_FRENCH)
def test_french_text_is_told_with_its_signs(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.code, one.signs) for one in troubles(text, "fr")] == found


@pytest.mark.parametrize("text", RIGHT_FRENCH)
def test_french_text_is_left_alone_when_it_reads_rightly(text: str) -> None:
    assert troubles(text, "fr") == []


def test_right_sign_is_told_beside_the_wrong_one() -> None:
    right = {one.code: one.right for one in troubles("في ٢٠ يوليو, متى", "ar")}
    assert right == {"digits": "20", "month": "يوليوز", "latin_mark": "،"}


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("run", ["x", "X", "ع", "1", "1:", "xxx1", "ـ", "1 ", "ع("])
def test_long_run_of_letters_is_read_once_not_from_each_letter_anew(
    run: str, language: str
) -> None:
    """Somebody sent 70,000 letters as a headline, and a thread was busy for ten minutes."""
    began = time.process_time()
    troubles(run * 20_000, language)

    assert time.process_time() - began < 8  # two on a slow machine; it was fifty and more
