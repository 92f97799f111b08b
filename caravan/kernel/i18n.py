"""Languages: which one a page speaks, its direction, and how dates and numbers are written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask, Response, current_app, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response as AnyResponse

from caravan.kernel.clock import to_wall, zone_minutes
from caravan.kernel.names import short_name
from caravan.kernel.phones import telephone
from caravan.kernel.refusal import NotFound

LANGUAGES = {"ar": "العربية", "fr": "Français", "en": "English", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}
PUBLIC_LANGUAGES = ("ar", "fr")
_LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB", "zgh": "zgh_MA"}
_FALLBACK = {
    "ar": ("ar", "fr"),
    "fr": ("fr", "ar"),
    "en": ("en", "fr", "ar"),
    "zgh": ("zgh", "fr", "ar"),
}
_AND = {"ar": " و", "fr": " et ", "en": " and "}
_FROM_TO = {"ar": ("من ", " إلى "), "fr": ("du ", " au "), "en": ("", " to ")}
ASKED = "caravan.language-asked"  # set in the environment where the query alone names the language
_COOKIE = "lang"
_YEAR = 365 * 24 * 3600


class LanguageConverter(BaseConverter):
    """The first part of a page's address: ar, fr, en or zgh."""

    regex = "ar|fr|en|zgh"


def open_languages(app: Flask) -> None:
    """Give `app` its languages: the address part and the template words."""
    app.url_map.converters["lang"] = LanguageConverter
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.after_request(_remember_language)
    app.context_processor(_template_words)
    app.jinja_env.filters.update(
        in_lang=in_lang,
        language_in=language_of,
        day=day,
        day_short=day_short,
        days=days,
        clock=clock,
        number=number,
        short_name=short_name,
        telephone=telephone,
        wall=to_wall,
    )
    # Arabic in a data block as it is written: as escapes it would weigh three times as much
    app.jinja_env.policies["json.dumps_kwargs"] = {"ensure_ascii": False}


def lang() -> str:
    """The language of this page; Arabic where nothing says otherwise."""
    try:
        said: str = g.lang or "ar"
    except (AttributeError, RuntimeError):  # not said yet; or outside of any request
        return "ar"
    return said


def locale_name() -> str:
    """The Babel locale of this page's language, with Moroccan months and Western digits."""
    return _LOCALES[lang()]


def text_dir(language: str) -> str:
    """The direction in which `language` is written."""
    return "rtl" if language == "ar" else "ltr"


def in_lang(texts: dict[str, str] | None, language: str | None = None) -> str:
    """The text for `language` (the page's by default), else the nearest one there is, else ""."""
    return (texts or {}).get(language_of(texts, language), "")


def language_of(texts: dict[str, str] | None, language: str | None = None) -> str:
    """The language of the text that `in_lang` gives; `language` itself where there is no text."""
    wanted = language or lang()
    return next((code for code in _FALLBACK[wanted] if (texts or {}).get(code)), wanted)


def day(value: date, language: str | None = None) -> str:
    """الجمعة 7 فبراير 2025"""
    return _formatted(value, "EEEE d MMMM y", language)


def day_short(value: date, language: str | None = None) -> str:
    """الجمعة 7"""
    return _formatted(value, "EEEE d", language)


def days(first: date, last: date, language: str | None = None) -> str:
    """The days of a stop in words, never with a dash: «7 و8 فبراير 2025»، «من 20 إلى 22 …»."""
    language = language or lang()
    if first == last:
        return _formatted(first, "d MMMM y", language)
    start = "d MMMM" if first.month != last.month else "d"
    start += " y" if first.year != last.year else ""
    end = _formatted(last, "d MMMM y", language)
    if (last - first).days > 1:
        before, between = _FROM_TO.get(language, ("", " "))
        return before + _formatted(first, start, language) + between + end
    return _formatted(first, start, language) + _AND.get(language, " ") + end


def clock(value: time | datetime) -> str:
    """09:30 as Moroccan clocks show it; an aware datetime is brought there first."""
    if isinstance(value, datetime) and value.tzinfo:
        value = to_wall(value)
    return f"{value:%H:%M}"


def number(value: float) -> str:
    """12.345 in Arabic and French as Morocco writes it."""
    return format_decimal(value, locale=locale_name())


def _formatted(value: date, pattern: str, language: str | None) -> str:
    language = language or lang()
    text = format_date(value, pattern, locale=Locale.parse(_LOCALES[language]))
    if language == "fr" and value.day == 1:
        return re.sub(r"\b1\b", "1er", text, count=1)
    return text


def preferred_language() -> str:
    """The visitor's language: the one chosen before, else the browser's, else Arabic."""
    chosen = request.cookies.get(_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    best = request.accept_languages.best_match([*PUBLIC_LANGUAGES, "en"])
    return best or "ar"


def speak_as_asked() -> None:
    """At an address that names no language: speak the one that its query names, else Arabic.

    Cookie and browser do not count, so that everybody gets the same. Refused where `lang` is no
    language of ours: NotFound.
    """
    asked = request.args.get("lang", "ar")
    if asked not in LANGUAGES:
        raise NotFound
    g.lang = asked
    request.environ[ASKED] = True


def redirect_to_language() -> AnyResponse | None:
    """For an address without a language: the same with one, if there is such a page."""
    if request.method not in ("GET", "HEAD") or request.path.split("/")[1] in LANGUAGES:
        return None
    path = f"/{preferred_language()}{request.path}"
    try:
        current_app.url_map.bind_to_environ(request.environ).match(path, method="GET")
    except HTTPException:
        return None
    query = "?" + request.query_string.decode() if request.query_string else ""
    answer = redirect(path + query)
    answer.vary.update(["Accept-Language", "Cookie"])
    return answer


def _take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.lang = (values or {}).pop("lang", None) or _language_of_path()


def _language_of_path() -> str:
    first = request.path.split("/")[1]
    return first if first in LANGUAGES else preferred_language()


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = lang()


def _remember_language(response: Response) -> Response:
    """Keep the language that a visitor reads, but never on a page that all visitors share."""
    language = g.get("lang")
    shared = g.get("public_page") or response.mimetype != "text/html"
    if language and not shared and request.cookies.get(_COOKIE) != language:
        response.set_cookie(_COOKIE, language, max_age=_YEAR, samesite="Lax", httponly=True)
    return response


def _template_words() -> dict[str, Any]:
    language = lang()
    return {
        "lang": language,
        "text_dir": text_dir(language),
        "other_languages": _other_languages,
        "zone_minutes": zone_minutes,
    }


def _other_languages() -> list[dict[str, str]]:
    """Links to this same page in the other languages of its visitors."""
    current = lang()
    if not request.endpoint or "lang" not in (
        request.url_rule.arguments if request.url_rule else ()
    ):
        return [
            {"lang": code, "name": LANGUAGES[code], "url": f"/{code}/"}
            for code in PUBLIC_LANGUAGES
            if code != current
        ]
    values = request.view_args or {}
    # beside the address, not through url_for: it would take "_external" or "_scheme" as orders
    query = "?" + urlencode(request.args) if request.method == "GET" and request.args else ""
    return [
        {
            "lang": code,
            "name": LANGUAGES[code],
            "url": url_for(request.endpoint, **{**values, "lang": code}) + query,
        }
        for code in PUBLIC_LANGUAGES
        if code != current
    ]


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Say what is said inside in `language`, whatever the page speaks."""
    before = g.get("lang")
    g.lang = language
    try:
        yield
    finally:
        g.lang = before


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Outside a request (commands, messages): speak `language`, and let url_for make addresses."""
    public_url = current_app.config["SETTINGS"].public_url
    with current_app.test_request_context("/", base_url=public_url), in_language(language):
        yield
