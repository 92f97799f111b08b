"""What attendees are told when a stop is published again, and what may not be dropped."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from caravan.tour import agenda_file
from caravan.tour.changes import SessionDropped, difference, refuse_dropped
from caravan.tour.stop_plan import Day, PartnerPlan, Room, Speaker, StopPlan, Venue
from tests.tour.stop_files import KNOWN, SHORT

HALL = {"ar": "القاعة 1", "fr": "salle 1"}
ROOM = {"ar": "القاعة 2", "fr": "salle 2"}
DIRECTOR = Speaker("director", {"ar": "المدير", "fr": "Le directeur"})
BANK = PartnerPlan("bank", "bank", {"ar": "بنك", "fr": "Une banque"}, stand="A-01")
BARE = replace(
    agenda_file.read(SHORT, source="", known=KNOWN),
    rooms=(Room("hall", HALL), Room("room", ROOM)),
    speakers=(DIRECTOR,),
)
PLAN = replace(BARE, sessions=(replace(BARE.sessions[0], room="hall"),), partners=(BANK,))


def with_session(plan: StopPlan = PLAN, **changes: Any) -> StopPlan:
    return replace(plan, sessions=(replace(plan.sessions[0], **changes),))


def told(old: StopPlan, new: StopPlan) -> list[str]:
    return [change.message % change.params for change in difference(old, new, "fr")]


SECOND = replace(PLAN.sessions[0], key="second", title={"ar": "ثانية", "fr": "Deuxième"})
CHANGES = {
    "nothing": (PLAN, PLAN, []),
    "hour and room": (
        PLAN,
        with_session(starts=time(15), ends=time(16), room="room"),
        ["Ouverture now begins at 15:00 in salle 2, not at 09:30 in salle 1."],
    ),
    "hour": (
        PLAN,
        with_session(starts=time(15), ends=time(16)),
        ["Ouverture now begins at 15:00 instead of 09:30."],
    ),
    "end": (PLAN, with_session(ends=time(11)), ["Ouverture now ends at 11:00 instead of 10:15."]),
    "room": (PLAN, with_session(room="room"), ["Ouverture is now in salle 2 instead of salle 1."]),
    "room known": (BARE, with_session(BARE, room="room"), ["Ouverture takes place in salle 2."]),
    "day": (
        PLAN,
        with_session(day=date(2027, 4, 10)),
        ["Ouverture moves to samedi 10 avril at 09:30."],
    ),
    "title": (
        PLAN,
        with_session(title={"ar": "كلمة", "fr": "Accueil"}),
        ["Ouverture is now called Accueil."],
    ),
    "speaker": (
        PLAN,
        with_session(speakers=("director",)),
        ["Ouverture: Le directeur speaks."],
    ),
    "withdrawn": (PLAN, with_session(withdrawn=True), ["Ouverture will not take place."]),
    "restored": (
        with_session(withdrawn=True),
        PLAN,
        ["Ouverture takes place after all, vendredi 9 avril at 09:30."],
    ),
    "added": (
        PLAN,
        replace(PLAN, sessions=(*PLAN.sessions, SECOND)),
        ["New: Deuxième, vendredi 9 avril at 09:30, salle 1."],
    ),
    "added without a room": (
        replace(BARE, sessions=()),
        BARE,
        ["New: Ouverture, vendredi 9 avril at 09:30."],
    ),
    "dropped": (PLAN, replace(PLAN, sessions=()), ["Ouverture is no longer on the agenda."]),
    "made internal": (PLAN, with_session(internal=True), ["Ouverture is no longer on the agenda."]),
    "cancelled": (
        PLAN,
        replace(PLAN, status="cancelled", reason={"ar": "عاصفة", "fr": "Tempête."}),
        ["The stop is cancelled: Tempête."],
    ),
    "closed": (PLAN, replace(PLAN, status="closed"), ["Registration is closed."]),
    "opened": (replace(PLAN, status="announced"), PLAN, ["Registration is open."]),
    "moved": (
        PLAN,
        replace(PLAN, status="moved", reason={"ar": "أشغال", "fr": "Travaux."}),
        ["The stop is moved: Travaux."],
    ),
    "announced again": (
        replace(PLAN, status="cancelled"),
        PLAN,
        ["The stop takes place after all, vendredi 9 avril 2027."],
    ),
    "days": (
        PLAN,
        replace(PLAN, days=(Day(date(2027, 4, 16), time(9), time(17)),)),
        ["The stop now takes place on vendredi 16 avril 2027 instead of vendredi 9 avril 2027."],
    ),
    "venue known": (PLAN, replace(PLAN, venue=Venue(HALL)), ["The stop takes place at salle 1."]),
    "venue": (
        replace(PLAN, venue=Venue(HALL)),
        replace(PLAN, venue=Venue(ROOM)),
        ["The stop now takes place at salle 2 instead of salle 1."],
    ),
    "partner added": (replace(PLAN, partners=()), PLAN, ["New partner: Une banque."]),
    "stand": (
        PLAN,
        replace(PLAN, partners=(replace(BANK, stand="B-02"),)),
        ["Une banque is now at stand B-02."],
    ),
}


@pytest.mark.parametrize(("old", "new", "sentences"), CHANGES.values(), ids=CHANGES)
def test_difference_tells_one_sentence_a_change_when_published_again(
    old: StopPlan, new: StopPlan, sentences: list[str]
) -> None:
    assert told(old, new) == sentences


def test_difference_is_empty_when_the_stop_is_new() -> None:
    assert difference(None, PLAN, "ar") == []


def test_difference_names_the_moroccan_day_when_in_arabic() -> None:
    moved = with_session(day=date(2027, 8, 13))
    assert difference(PLAN, moved, "ar")[0].params["day"] == "الجمعة 13 غشت"


def test_difference_keeps_silent_when_an_internal_session_moves() -> None:
    internal = with_session(internal=True)
    assert told(internal, with_session(internal, starts=time(8, 45))) == []


def refused(new: StopPlan, spoken_about: set[str]) -> dict[str, object]:
    try:
        refuse_dropped(PLAN, new, spoken_about)
    except SessionDropped as refusal:
        return refusal.params
    return {}


def test_session_dropped_is_refused_by_name_when_people_spoke_about_it() -> None:
    named = {"sessions": "الافتتاح (opening)"}
    assert refused(replace(PLAN, sessions=()), {"opening"}) == named


@pytest.mark.parametrize("spoken_about", [set(), {"another"}])
def test_session_may_be_dropped_when_nobody_spoke_about_it(spoken_about: set[str]) -> None:
    assert refused(replace(PLAN, sessions=()), spoken_about) == {}


def test_session_may_be_withdrawn_when_people_spoke_about_it() -> None:
    assert refused(with_session(withdrawn=True), {"opening"}) == {}
