"""The fixed words of the paper in both languages, and how each writes its numbers."""

from caravan.press.words import Pair, labels, number


def test_both_languages_have_the_same_words() -> None:
    assert sorted(labels("ar")) == sorted(labels("fr"))


def test_no_word_is_empty() -> None:
    assert all((*labels("ar").values(), *labels("fr").values()))


def test_thousands_are_parted_as_each_language_does() -> None:
    assert (number(1240, "ar"), number(1240, "fr")) == ("1.240", "1\u202f240")


def test_one_text_for_both_languages_is_given_once() -> None:
    assert Pair("CNOPS", "CNOPS").sides(arabic_first=True) == ("CNOPS", "")
    assert Pair("وجدة", "").sides(arabic_first=False) == ("وجدة", "")
    assert Pair("وجدة", "Oujda").sides(arabic_first=False) == ("Oujda", "وجدة")


def test_other_side_stands_in_when_one_is_empty() -> None:
    assert (Pair("وجدة").of("fr"), Pair("", "Oujda").of("ar")) == ("وجدة", "Oujda")
