"""Two plans side by side: every thing that differs, before and after, and who is told."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from flask import Flask

from caravan.kernel.i18n import speaking
from caravan.tour import agenda_file
from caravan.tour.comparison import compare
from caravan.tour.stop_plan import Day, Kept, PartnerPlan, Room, Speaker, StopPlan
from tests.tour.stop_files import KNOWN, NAME, SHORT

pytestmark = pytest.mark.usefixtures("app")

HALL = Room("hall", {"ar": "القاعة", "fr": "Salle"})
WALI = Speaker("wali", {"ar": "الوالي", "fr": "Le préfet"})
BANK = PartnerPlan("bank", "bank", {"ar": "بنك", "fr": "Une banque"}, stand="A-1")
BARE = agenda_file.read(SHORT, source="", known=KNOWN)
OPENING = replace(BARE.sessions[0], room="hall", speakers=("wali",))
PLAN = replace(BARE, rooms=(HALL,), speakers=(WALI,), partners=(BANK,), sessions=(OPENING,))
SECOND = replace(OPENING, key="second", title={"ar": "ثانية", "fr": "Deuxième"}, speakers=())
WHEN = "vendredi 9 avril 2027, de 09:30 à 10:15"


def rows(new: StopPlan, old: StopPlan = PLAN) -> list[Any]:
    with speaking("fr"):
        return compare(old, new, KNOWN)


def lines(new: StopPlan, old: StopPlan = PLAN) -> list[tuple[str, str, str, str, bool]]:
    return [
        (row.kind, line.aspect + line.lang, line.before, line.after, line.is_public)
        for row in rows(new, old)
        for line in row.lines
    ]


def with_opening(**changes: Any) -> StopPlan:
    return replace(PLAN, sessions=(replace(OPENING, **changes),))


DIFFERENCES: dict[str, tuple[StopPlan, list[tuple[str, str, str, str, bool]]]] = {
    "nothing": (PLAN, []),
    "hours": (
        with_opening(starts=time(9), ends=time(10)),
        [("session", "when", WHEN, "vendredi 9 avril 2027, de 09:00 à 10:00", True)],
    ),
    "one language of a title": (
        with_opening(title={"ar": "كلمة", "fr": "Ouverture"}),
        [("session", "titlear", "الافتتاح", "كلمة", True)],
    ),
    "room and speakers": (
        with_opening(room="", speakers=()),
        [("session", "room", "Salle", "", True), ("session", "speakers", "Le préfet", "", True)],
    ),
    "for whom, about what": (
        with_opening(audience=("widow",), services=("housing",)),
        [
            ("session", "audience", "", "les veuves et veufs", True),
            ("session", "services", "", "Nom", True),
        ],
    ),
    "withdrawn": (
        with_opening(withdrawn=True),
        [("session", "state", "a lieu", "N’aura pas lieu", True)],
    ),
    "made internal": (
        with_opening(internal=True),
        [("session", "readers", "tous", "Interne", True)],
    ),
    "a session more": (
        replace(PLAN, sessions=(OPENING, SECOND)),
        [("session", "", "", f"Salle, {WHEN}", True)],
    ),
    "a session less": (
        replace(PLAN, sessions=()),
        [("session", "", f"Salle, {WHEN}", "", True)],
    ),
    "an internal session more": (
        replace(PLAN, sessions=(OPENING, replace(SECOND, internal=True))),
        [("session", "", "", f"Salle, {WHEN}", False)],
    ),
    "room renamed": (
        replace(PLAN, rooms=(replace(HALL, name=NAME, seats=40),)),
        [
            ("room", "namear", "القاعة", "اسم", True),
            ("room", "namefr", "Salle", "Nom", True),
            ("room", "seats", "", "40", False),
        ],
    ),
    "stand": (
        replace(PLAN, partners=(replace(BANK, stand="B-2"),)),
        [("partner", "stand", "A-1", "B-2", True)],
    ),
    "partner more": (
        replace(PLAN, partners=(BANK, replace(BANK, key="other", stand=""))),
        [("partner", "", "", "Une banque", True)],
    ),
    "seats and status": (
        replace(PLAN, seats=300, status="closed"),
        [
            ("stop", "status", "ouverte aux inscriptions", "inscriptions closes", True),
            ("stop", "seats", "", "300", False),
        ],
    ),
    "hours of a day": (
        replace(PLAN, days=(replace(PLAN.days[0], opens=time(9)),)),
        [("day", "hours", "de 08:30 à 17:30", "de 09:00 à 17:30", True)],
    ),
    "prayer block": (
        replace(PLAN, days=(replace(PLAN.days[0], prayer_ends=time(14, 30)),)),
        [("day", "prayer", "de 12:30 à 14:45", "de 12:30 à 14:30", False)],
    ),
    "another day": (
        replace(PLAN, days=(*PLAN.days, Day(date(2027, 4, 10), time(9), time(12)))),
        [("day", "", "", "de 09:00 à 12:00", True)],
    ),
    "rule set aside": (
        replace(PLAN, kept=(Kept("holiday", "organiser", "busy"),)),
        [("kept", "", "", "Jour férié, organiser, busy", False)],
    ),
    "rule set aside for a session": (
        replace(PLAN, kept=(Kept("friday_prayer", "organiser", "busy", "opening"),)),
        [("kept", "", "", "Prière du vendredi, Ouverture, organiser, busy", False)],
    ),
}


@pytest.mark.parametrize(("new", "found"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_plans_differ_in_exactly_what_was_changed(
    new: StopPlan, found: list[tuple[str, str, str, str, bool]]
) -> None:
    assert lines(new) == found


def test_lines_of_one_item_stand_together_in_the_order_of_the_plan() -> None:
    new = replace(with_opening(kind="plenary", starts=time(9)), seats=40, partners=())
    assert [(row.kind, row.name, len(row.lines)) for row in rows(new)] == [
        ("stop", "Étape d’Oujda", 1),
        ("session", "Ouverture", 2),
        ("partner", "Une banque", 1),
    ]


def test_row_tells_the_offices_that_come_for_it() -> None:
    new = replace(
        with_opening(starts=time(9)), title=NAME, days=(replace(PLAN.days[0], opens=time(9)),)
    )
    told = {row.kind: row.told for row in rows(new)}
    everybody = {("speaker", "wali"), ("partner", "bank")}
    assert told == {"stop": set(), "day": everybody, "session": {("speaker", "wali")}}


def test_row_tells_nobody_when_it_is_for_staff_only() -> None:
    internal = with_opening(internal=True)
    (row,) = rows(with_opening(internal=True, starts=time(9)), internal)
    assert (row.is_public, row.told) == (False, frozenset())


def test_names_are_in_the_language_of_the_page(app: Flask) -> None:
    with speaking("ar"):
        (row,) = compare(PLAN, with_opening(kind="plenary"), KNOWN)
    (line,) = row.lines
    assert (row.name, line.before, line.after) == ("الافتتاح", "حفل رسمي", "جلسة عامة")
