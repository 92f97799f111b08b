"""The texts of the program in the language of the page: msgids in, sentences out.

Each language's catalogue is read once and looked into directly: a page says dozens of texts, and
the busiest pages are drawn anew for every visitor.
"""

from functools import cache, lru_cache
from pathlib import Path

from babel.support import LazyProxy, NullTranslations, Translations
from flask import Flask
from markupsafe import Markup

from caravan.kernel.i18n import lang

_FOLDER = Path(__file__).resolve().parent.parent / "translations"


def open_texts(app: Flask) -> None:
    """Give the templates of `app` the words `_` and `ngettext`."""
    app.jinja_env.globals.update(_=_on_page, ngettext=_number_on_page)


def gettext(text: str, /, **values: object) -> str:
    """The translation of the msgid `text`, with `%(name)s` filled from `values` if there are any.

    English has no catalogue: it says the msgids themselves, and so does a language that lacks one.
    """
    said = _catalogue(lang()).gettext(text)
    return said % values if values else said


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The form of a text that fits `number`, which is also its `%(num)s`."""
    return _catalogue(lang()).ngettext(one, many, number) % {"num": number, **values}


def lazy_gettext(text: str, /, **values: object) -> LazyProxy:
    """A text that is said in the language of the page on which it is shown."""
    return LazyProxy(gettext, text, enable_cache=False, **values)


def _on_page(text: str, /, **values: object) -> Markup:
    """`gettext` for templates: our own texts may hold markup, the values are escaped."""
    said = _marked(lang(), text)
    return said % values if values else said


def _number_on_page(one: str, many: str, number: int, /, **values: object) -> Markup:
    said = Markup(_catalogue(lang()).ngettext(one, many, number))  # noqa: S704 - our own texts
    return said % {"num": number, **values}


@lru_cache(maxsize=5_000)
def _marked(language: str, text: str) -> Markup:
    return Markup(_catalogue(language).gettext(text))  # noqa: S704 - our own texts


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(_FOLDER, [language])
