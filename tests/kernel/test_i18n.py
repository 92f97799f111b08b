"""Months, days, digits and addresses in the languages of the pages."""

from datetime import date

import pytest
from flask import Flask

from caravan.kernel import i18n
from caravan.kernel.i18n import in_language, speaking
from caravan.kernel.texts import gettext, lazy_gettext, ngettext
from tests.conftest import Browser


@pytest.mark.parametrize(
    ("month", "name"),
    [(5, "ماي"), (7, "يوليوز"), (8, "غشت"), (9, "شتنبر"), (11, "نونبر"), (12, "دجنبر")],
)
def test_arabic_months_are_the_moroccan_ones(month: int, name: str) -> None:
    assert i18n.day(date(2026, month, 20), "ar").split()[2] == name


@pytest.mark.parametrize(
    ("first", "last", "lang", "words"),
    [
        (date(2025, 2, 7), date(2025, 2, 8), "ar", "7 و8 فبراير 2025"),
        (date(2025, 2, 7), date(2025, 2, 8), "fr", "7 et 8 février 2025"),
        (date(2025, 1, 31), date(2025, 2, 1), "ar", "31 يناير و1 فبراير 2025"),
        (date(2025, 1, 31), date(2025, 2, 1), "fr", "31 janvier et 1er février 2025"),
        (date(2024, 12, 20), date(2024, 12, 22), "ar", "من 20 إلى 22 دجنبر 2024"),
        (date(2024, 12, 20), date(2024, 12, 22), "fr", "du 20 au 22 décembre 2024"),
        (date(2012, 10, 2), date(2012, 10, 2), "fr", "2 octobre 2012"),
    ],
)
def test_days_are_said_in_words(first: date, last: date, lang: str, words: str) -> None:
    assert i18n.days(first, last, lang) == words


def test_numbers_are_written_as_in_morocco(app: Flask) -> None:
    with speaking("ar"):
        assert i18n.number(12345) == "12.345"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "لم يبق شيء للتصحيح"),
        (1, "بقي أمر واحد للتصحيح"),
        (2, "بقي أمران للتصحيح"),
        (3, "بقيت 3 أمور للتصحيح"),
        (11, "بقي 11 أمرا للتصحيح"),
        (100, "بقي 100 أمر للتصحيح"),
    ],
)
def test_arabic_has_its_six_plural_forms(app: Flask, count: int, words: str) -> None:
    with speaking("ar"):
        text = ngettext("One thing is left to mend", "%(num)s things are left to mend", count)

    assert text == words


@pytest.mark.parametrize(
    ("header", "place"),
    [
        ("fr-FR,fr;q=0.9", "/fr/privacy"),
        ("de", "/ar/privacy"),
        ("ar", "/ar/privacy"),
        ("", "/ar/privacy"),
    ],
)
def test_address_without_language_goes_to_the_visitors(
    client: Browser, header: str, place: str
) -> None:
    assert client.get("/privacy", headers={"Accept-Language": header}).location == place


def test_chosen_language_wins_over_the_browsers(client: Browser) -> None:
    client.set_cookie("lang", "fr")

    assert client.get("/privacy", headers={"Accept-Language": "ar"}).location == "/fr/privacy"


def test_text_falls_back_to_the_nearest_language(app: Flask) -> None:
    assert i18n.in_lang({"ar": "سكن", "fr": "Logement"}, "en") == "Logement"
    assert i18n.in_lang({"ar": "سكن"}, "zgh") == "سكن"
    assert i18n.in_lang(None, "ar") == ""


@pytest.mark.parametrize(
    ("texts", "language", "found"),
    [
        ({"ar": "أ", "fr": "a"}, "fr", "fr"),
        ({"ar": "أ", "fr": ""}, "fr", "ar"),
        ({"ar": "أ", "fr": "a"}, "en", "fr"),
        ({}, "zgh", "zgh"),
        (None, "fr", "fr"),
    ],
)
def test_language_of_is_that_of_the_text_there_is(
    texts: dict[str, str] | None, language: str, found: str
) -> None:
    assert i18n.language_of(texts, language) == found
    assert i18n.in_lang(texts, language) == (texts or {}).get(found, "")


def test_lazy_text_speaks_the_language_of_where_it_is_shown(app: Flask) -> None:
    word = lazy_gettext("Come in")

    with speaking("fr"):
        said = [str(word), gettext("Come in")]
        with in_language("ar"):
            said.append(str(word))
        said.append(str(word))

    assert said == ["Entrez", "Entrez", "ادخلوا", "Entrez"]


@pytest.mark.parametrize("language", ["en", "zgh"])
def test_language_without_a_catalogue_says_the_english_text(app: Flask, language: str) -> None:
    with speaking(language):
        assert gettext("Gate %(number)s", number=2) == "Gate 2"


def test_values_in_texts_of_pages_are_escaped(app: Flask) -> None:
    page = app.jinja_env.from_string("{{ _('Gate %(number)s', number='<b>') }}")

    with speaking("fr"):
        assert page.render() == "Entrée &lt;b&gt;"


def test_text_without_values_may_hold_a_per_cent_sign(app: Flask) -> None:
    page = app.jinja_env.from_string("{{ _('100 % <i>') }}")

    with speaking("fr"):
        assert (page.render(), gettext("100 %")) == ("100 % <i>", "100 %")
