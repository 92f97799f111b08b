"""Texts, days, hours and names as the sentences of one language write them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from babel.dates import format_date

from caravan.tour.catalogue import Catalogue
from caravan.tour.changes.change import Lang
from caravan.tour.stop_plan import COMMAS, StopPlan, Text

_LOCALES = {"ar": "ar_MA", "fr": "fr_MA", "en": "en_GB"}


@dataclass(frozen=True)
class Words:
    """What a language makes of the values of a plan; `known` has the names of the catalogue."""

    lang: Lang
    known: Catalogue | None = None

    def text(self, texts: Text) -> str:
        """The text in this language, in French or Arabic where nobody wrote it; "" for none."""
        return texts.get(self.lang) or texts.get("fr") or texts.get("ar", "")

    def joined(self, texts: Iterable[str]) -> str:
        """Several names with the language's own comma."""
        return COMMAS[self.lang].join(texts)

    def day(self, value: date, pattern: str = "EEEE d MMMM") -> str:
        """الجمعة 7 فبراير"""
        return format_date(value, pattern, locale=_LOCALES[self.lang])

    def days(self, plan: StopPlan) -> str:
        """Every day of the stop, with the year."""
        return self.joined(self.day(day.date, "EEEE d MMMM y") for day in plan.days)

    def clock(self, value: time) -> str:
        """09:30"""
        return f"{value:%H:%M}"

    def services(self, codes: Iterable[str]) -> str:
        """The names of services, in the order of `codes`."""
        named = self.known.services if self.known else {}
        return self.joined(self.text(named[code].name) if code in named else code for code in codes)

    def prefecture(self, code: str) -> str:
        """The full name of a command."""
        named = self.known.prefectures if self.known else {}
        return self.text(named[code].label) if code in named else code
