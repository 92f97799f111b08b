"""What a list of invitations may hold, who in it is who, and until when an invitation holds."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caravan.kernel import names
from caravan.kernel.refusal import Refusal

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 50_000
LIST_WAITS = timedelta(days=1)
"""A list that nobody took is let go after it."""
MOST_SIGNS = 1_000  # of a cell that is read at all
DEFAULT_CATEGORY = "guest"
# As people head their columns, and as our own lists to take out head them.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "full_name": ("full name", "name", "nom complet", "nom et prenom", "الاسم الكامل", "الاسم"),
    "latin_name": (
        "latin name",
        "name in latin letters",
        "nom en lettres latines",
        "الاسم باللاتينية",
        "الاسم بالحروف اللاتينية",
    ),
    "category": ("category", "situation", "categorie", "الصفة", "الفئة"),
    "phone": ("phone", "telephone", "tel", "gsm", "الهاتف", "رقم الهاتف"),
    "companions": ("companions", "accompagnants", "المرافقون", "عدد المرافقين"),
}
CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "serving": ("in service", "en activité", "actif", "active", "في الخدمة"),
    "retired": ("à la retraite", "retraité", "retraitée", "في التقاعد", "متقاعد", "متقاعدة"),
    "widow": (
        "widower",
        "widow or widower",
        "veuve ou veuf",
        "veuve",
        "veuf",
        "أرملة أو أرمل",
        "أرملة",
        "أرمل",
    ),
    "orphan": ("orpheline ou orphelin", "orphelin", "orpheline", "يتيمة أو يتيم", "يتيم", "يتيمة"),
    "rights_holder": (
        "rights holder",
        "other rights holder",
        "autre ayant droit",
        "ayant droit",
        "من ذوي الحقوق الآخرين",
        "من ذوي الحقوق",
        "ذوو الحقوق",
    ),
    "guest": ("invitée ou invité", "invité", "invitée", "ضيفة أو ضيف", "ضيف", "ضيفة"),
    "partner": ("partenaire", "شريك"),
    "press": ("presse", "صحافة"),
    "organiser": ("organisation", "organisateur", "organisatrice", "منظم", "منظمة"),
}
_COLUMN_OF = {names.fold(word): key for key, words in COLUMNS.items() for word in words}
_CATEGORY_OF = {
    names.fold(word): key for key, words in CATEGORIES.items() for word in (key, *words)
}


class FileTooLarge(Refusal):
    """More bytes, or more rows, than one list may have."""

    message = "This file is too large: 8 MB and %(rows)s rows at most. Send it in parts."


class NoFile(Refusal):
    """Nothing was chosen, or nothing is in it."""

    message = "Choose a file with at least one row under its head."


class UnreadableFile(Refusal):
    """Neither CSV nor XLSX, or broken."""

    message = "This file cannot be read. Save it anew as XLSX or as CSV (UTF-8)."


class SeveralSheets(Refusal):
    """A workbook of which we would have to guess which sheet is meant."""

    message = "Several sheets of this workbook are filled. Leave only the one with the list."


class UnreadableLine(Refusal):
    """A quotation mark that is not closed, or the like."""

    message = "This line cannot be read: a quotation mark is left open, or a cell is far too long."


class NoNameColumn(Refusal):
    """The head of the list does not say where the names are."""

    message = "No column is called “full_name” (or “nom complet”, «الاسم الكامل»)."


class SameColumnTwice(Refusal):
    """Two columns say that they hold the same thing."""

    message = "Two columns have this name. Leave one of them out."


class UnknownCategory(Refusal):
    """A situation in words that we do not know."""

    message = (
        "We do not know this situation. Write one of: in service, retired, widow, orphan,"
        " rights-holder, guest, partner, press, organiser."
    )


class LinkIsOver(Refusal):
    """The link of an invitation was altered, its day is past, or it was taken back."""

    message = "This invitation no longer holds. You may register without it."
    status = 410


@dataclass(frozen=True)
class Invited:
    """A row of a list, read: `line` as a spreadsheet counts, `phone` in E.164."""

    line: int
    full_name: str
    latin_name: str | None
    category: str
    phone: str | None
    companions: int

    @property
    def mark(self) -> str:
        """The same for the same person, however the name is spelled: name and telephone."""
        parts = (names.fold(self.full_name), self.phone or "")
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Fault:
    """What is wrong, in which line and column (its head, or "" for the whole line)."""

    line: int
    column: str
    refusal: Refusal


@dataclass(frozen=True)
class Reading:
    """A list as it was read; with any fault nothing of it is taken. `ignored`: other heads."""

    rows: tuple[Invited, ...]
    faults: tuple[Fault, ...]
    ignored: tuple[str, ...] = ()


def column_of(head: str) -> str | None:
    """Which of COLUMNS a head means, in any of its languages and spellings."""
    return _COLUMN_OF.get(names.fold(head))


def read_category(text: str) -> str:
    """The category in the words of a list; nothing said is a guest; refused when unknown."""
    if not text:
        return DEFAULT_CATEGORY
    if (found := _CATEGORY_OF.get(names.fold(text))) is None:
        raise UnknownCategory
    return found


def first_lines(rows: tuple[Invited, ...]) -> dict[str, int]:
    """For each person of the list the line where they stand first."""
    lines: dict[str, int] = {}
    for row in rows:
        lines.setdefault(row.mark, row.line)
    return lines


def holds(until: date, today: date) -> bool:
    """Whether an invitation still opens the form."""
    return today <= until
