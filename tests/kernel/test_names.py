"""Names that are the same for a search."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.kernel import names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عبدُ الرّحيم", "عبد الرحيم"),
        ("أحمد", "احمد"),
        ("إدريس", "ادريس"),
        ("آمنة", "امنه"),
        ("ليلى", "ليلي"),
        ("فاطـــمة", "فاطمه"),
        ("Aït-Ali", "ait ali"),
        ("El  Mansouri", "el mansouri"),
        ("D’Angelo", "d angelo"),
    ],
)
def test_fold_makes_usual_spellings_equal(one: str, other: str) -> None:
    assert names.fold(one) == names.fold(other)


@given(st.text())
def test_fold_of_a_folded_name_is_itself(name: str) -> None:
    assert names.fold(names.fold(name)) == names.fold(name)


def test_fold_digits_knows_both_arabic_forms() -> None:
    assert names.fold_digits("٠٦ ۱۲") == "06 12"


@pytest.mark.parametrize(
    ("name", "short"),
    [("فاطمة الزهراء", "فاطمة ز."), ("Ahmed Bennani", "Ahmed B."), ("ليلى", "ليلى")],
)
def test_short_name_shows_an_initial(name: str, short: str) -> None:
    assert names.short_name(name) == short


@pytest.mark.parametrize(("text", "is_arabic"), [("12 محمد", True), ("Amine", False), ("", False)])
def test_is_arabic_looks_at_the_first_letter(text: str, is_arabic: bool) -> None:
    assert names.is_arabic(text) == is_arabic


SOUNDS_ALIKE = [
    ("عبد الرحيم المنصوري", "Abderrahim El Mansouri"),
    ("عبدالرحيم المنصوري", "abd er-rahim elmansouri"),
    ("عبد القادر الشرقاوي", "Abdelkader Cherkaoui"),
    ("عبد الله بن علي", "Abdellah Ben Ali"),
    ("عبد العزيز الطاهري", "abdelaziz tahiri"),
    ("فاطمة الزهراء بنعلي", "Fatima-Zahra Benali"),
    ("محمد العلوي", "Mohammed Alaoui"),
    ("نور الدين الخطابي", "Noureddine Khattabi"),
    ("صلاح الدين الإدريسي", "Salah Eddine El Idrissi"),
    ("خديجة بنجلون", "Khadija Benjelloun"),
    ("يوسف بوشعيب", "Youssef Bouchaib"),
    ("ياسين الغزالي", "Yacine Ghazali"),
    ("عائشة القادري", "Aïcha Kadiri"),
    ("سعيد أكادير", "Said Agadir"),
    ("نزهة الفاسي", "Nezha el Fassi"),
    ("فتيحة الورياكلي", "fatiha ouariagli"),
]


@pytest.mark.parametrize(("arabic", "latin"), SOUNDS_ALIKE)
def test_search_parts_find_a_name_when_typed_in_the_other_script(arabic: str, latin: str) -> None:
    assert is_found(latin, names.search_key(arabic))
    assert is_found(arabic, names.search_key(latin))


def test_search_parts_find_one_of_the_names_only() -> None:
    keys = {arabic: names.search_key(arabic) for arabic, _ in SOUNDS_ALIKE}

    assert [name for name, key in keys.items() if is_found("El Mansouri", key)] == [
        "عبد الرحيم المنصوري",
        "عبدالرحيم المنصوري",
    ]


def test_skeleton_keeps_consonants_in_words() -> None:
    assert names.skeleton("عبد الرحيم المنصوري") == "bdrhm mnsr"


@given(st.text())
def test_skeleton_has_nothing_but_consonants_and_gaps(name: str) -> None:
    assert set(names.skeleton(name)) <= set("bdfhjklmnrstzCG ")


def is_found(typed: str, key: str) -> bool:
    _spelled, sounds = names.search_parts(typed)
    return bool(sounds) and all(any(one in key for one in either) for either in sounds)


FIRST = ("عبد الرحيم", "أحمد", "فاطمة", "ليلى", "آمنة", "إدريس", "بوشعيب", "نور الدين")
FAMILY = ("المنصوري", "بن علي", "العلوي", "بوعزة", "الإدريسي", "أيت علي")


def in_another_spelling(name: str, pick: random.Random) -> str:
    """`name` as somebody else may type it: alef forms, ya, ta marbuta, stretched, with vowels."""
    swaps = {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ي": "ى", "ا": "أ"}
    signs = [swaps.get(sign, sign) if pick.random() < 0.5 else sign for sign in name]
    return "".join(
        sign + pick.choice(["", "", "\u064e", "\u0651", "ـ"]) if sign.isalpha() else sign
        for sign in signs
    )


@given(st.sampled_from(FIRST), st.sampled_from(FAMILY), st.randoms(use_true_random=False))
def test_search_parts_find_a_name_in_any_usual_spelling(
    first: str, family: str, pick: random.Random
) -> None:
    key = names.search_key(f"{first} {family}")
    typed = in_another_spelling(f"{family.removeprefix('ال')} {first.replace('عبد ', 'عبد')}", pick)

    assert is_spelled(typed, key) or is_found(typed, key)


@given(st.text(max_size=80))
def test_search_parts_of_any_name_find_it(name: str) -> None:
    assert is_spelled(name, names.search_key(name))


def is_spelled(typed: str, key: str) -> bool:
    parts, _sounds = names.search_parts(typed)
    return all(part in key for part in parts)
