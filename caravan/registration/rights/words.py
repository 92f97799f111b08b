"""What the tables and columns about a person are called, and their values, for that person."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from caravan.kernel import codes
from caravan.kernel.clock import to_wall
from caravan.kernel.i18n import LANGUAGES, clock, day
from caravan.kernel.phones import telephone
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.registration import words
from caravan.registration.families import words as family_words
from caravan.registration.families.rules import GUARDIAN_PURPOSE

KINDS = {
    "correct": _l("Correct something that is wrong"),
    "oppose": _l("Object to a use"),
    "other": _l("Ask something else"),
}
OUTCOMES = {
    "done": _l("done"),
    "refused": _l("refused"),
    "erased": _l("everything of this person is erased, for good"),
}
CAUSES = {
    "withdrawn": _l("somebody withdrew"),
    "raised": _l("the limit was raised"),
    "merged": _l("two registrations were one person"),
    "fewer": _l("a family comes with fewer people"),
}
CHANNELS = {
    "phone": _l("own telephone"),
    "desk": _l("desk"),
    "kiosk": _l("kiosk"),
    "file": _l("file"),
}
_VALUES: dict[str, Any] = {
    "category": words.CATEGORIES,
    "channel": CHANNELS,
    "cause": CAUSES,
    "kind": {**KINDS, **family_words.KINDS},
    "outcome": OUTCOMES,
    "language": LANGUAGES,
    "half_day": {"am": _l("morning"), "pm": _l("afternoon")},
}
_MARKS = ("code", "once_key", "name_folded", "id", "round", "mark")
_CODES = ("entry_code", "follow_code")

TABLES = {
    "registrations": _l("Registration"),
    "consents": _l("What you agreed to"),
    "name_corrections": _l("Names before a correction"),
    "withdrawals": _l("Registration withdrawn"),
    "privacy_requests": _l("Your requests"),
    "oppositions": _l("Messages you do not want"),
    "arrivals": _l("Your arrivals"),
    "arrival_undos": _l("Arrivals taken back"),
    "badge_prints": _l("Badges printed"),
    "companions": _l("Who comes along with you"),
    "assistances": _l("Registered with help"),
    "waitings": _l("On the waiting list"),
    "question_authors": _l("Who asked, in rounds with names"),
    "suggestion_authors": _l("Who suggested, in rounds with names"),
    "questions": _l("What you asked, with your name"),
    "suggestions": _l("What you suggested, with your name"),
    "admissions": _l("A place was given"),
    "invitations": _l("Invitation"),
    "merges": _l("Found to be registered twice"),
    "merge_undos": _l("That decision taken back"),
}
COLUMNS = {
    "code": _l("Code of the ticket’s address"),
    "entry_code": _l("Entry code"),
    "follow_code": _l("Follow-up code"),
    "once_key": _l("Mark by which a form sent twice is one registration"),
    "full_name": _l("Full name"),
    "latin_name": _l("Name in Latin letters"),
    "name_folded": _l("Name as the search keeps it"),
    "category": _l("Situation"),
    "phone": _l("Telephone"),
    "companions": _l("Companions"),
    "language": _l("Language"),
    "channel": _l("Registered by"),
    "registered_at": _l("Registered at"),
    "purpose": _l("Purpose"),
    "notice_version": _l("Version of the notice"),
    "agreed_at": _l("Agreed at"),
    "corrected_at": _l("Corrected at"),
    "withdrawn_at": _l("Withdrawn at"),
    "kind": _l("Kind"),
    "words": _l("What you wrote"),
    "asked_at": _l("Asked at"),
    "outcome": _l("Outcome"),
    "answer": _l("Answer"),
    "answered_at": _l("Answered at"),
    "opposed_at": _l("Said at"),
    "lifted_at": _l("Taken back at"),
    "id": _l("Number that the gate gave"),
    "day": _l("Day"),
    "half_day": _l("Half-day"),
    "service_code": _l("The subject"),
    "round": _l("Arrivals taken back before"),
    "arrived_at": _l("Arrived at"),
    "gate": _l("Gate"),
    "undone_at": _l("Taken back at"),
    "printed_at": _l("Printed at"),
    "name": _l("Name"),
    "assisted_at": _l("Helped at"),
    "since": _l("Since"),
    "admitted_at": _l("Given at"),
    "cause": _l("Because of"),
    "mark": _l("Mark by which an invitation sent twice is one"),
    "until": _l("Until"),
    "invited_at": _l("Invited at"),
    "is_same": _l("The same person"),
    "decided_at": _l("Decided at"),
}


class Fact(NamedTuple):
    """A column in words."""

    label: str
    value: str
    is_ltr: bool = False


class Part(NamedTuple):
    """A table in words: each row a list of facts; `marks` are what only the program reads."""

    title: str
    rows: list[list[Fact]]
    marks: list[Fact]


def told(
    held: Mapping[str, Sequence[Mapping[str, Any]]],
    purposes: Mapping[str, str],
    services: Mapping[str, str],
) -> list[Part]:
    """What is held, as it is read; what is empty is left out.

    `purposes` and `services` are names by code.
    """
    answers = {GUARDIAN_PURPOSE: _("You answer for the children who come along")}
    values = {**_VALUES, "purpose": {**purposes, **answers}, "service_code": services}
    return [
        Part(
            str(TABLES.get(table, table)),
            [_facts({n: v for n, v in row.items() if n not in _MARKS}, values) for row in rows],
            [fact for row in rows for fact in _facts(_marks(row), values)],
        )
        for table, rows in held.items()
    ]


def _marks(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _MARKS if name in row}


def _facts(row: Mapping[str, Any], values: Mapping[str, Any]) -> list[Fact]:
    return [
        Fact(str(COLUMNS.get(name, name)), _said(name, value, values), name == "phone")
        for name, value in row.items()
        if value not in (None, "")
    ]


def _said(name: str, value: Any, values: Mapping[str, Any]) -> str:
    if isinstance(value, datetime):
        wall = to_wall(value)
        return _("%(day)s, %(time)s", day=day(wall.date()), time=clock(wall))
    if isinstance(value, date):
        return day(value)
    if name == "phone":
        return telephone(value)
    if name in _CODES:
        return codes.grouped(value)
    return str(values.get(name, {}).get(value, value))
