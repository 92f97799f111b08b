"""What the sheet of an agreement says in one language, ready to print."""

from dataclasses import dataclass

from caravan.press.ornaments import State
from caravan.press.words import Lang


@dataclass(frozen=True)
class DueLine:
    """One facility at a site and where it stands («قاعة رياضية: تم التسليم»); what shows it."""

    text: str
    state: State
    note: str = ""


@dataclass(frozen=True)
class DueSite:
    """A site with what is to be delivered there."""

    name: str
    kind: str
    lines: tuple[DueLine, ...]


@dataclass(frozen=True)
class Bound:
    """A party or a duty: who in `name`, what more in `notes`."""

    name: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgreementFacts:
    """One agreement. Days are printed as given; numbers in brackets are those of the sources.

    `url` goes into the code, `printed_address` is the same without its scheme. `elsewhere` is
    promised without a word on where.
    """

    lang: Lang
    title: str
    state: State
    state_text: str
    signed: str
    parties: tuple[Bound, ...]
    aims: tuple[str, ...]
    sites: tuple[DueSite, ...]
    elsewhere: tuple[str, ...]
    duties: tuple[Bound, ...]
    remarks: tuple[str, ...]
    sources: tuple[str, ...]
    url: str
    printed_address: str
    changed: str
