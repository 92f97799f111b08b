"""A part as lines and back; what differs between two editors, line by line."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.tour.editor import lines
from caravan.tour.editor.lines import BadLines, Choice
from caravan.tour.editor.parts import FACTS, KINDS, codes, lines_of, values_of
from caravan.tour.stop_fields import PARTNER, ROOM, SESSION
from caravan.tour.stop_plan import Room, StopPlan
from tests.tour.stop_files import KNOWN, plans

CODES = {"room": ["hall"], "speaker": [], "partner": [], "service": ["housing"]}
SESSION_LINES = {
    **dict.fromkeys(lines.names_of(SESSION), ""),
    "key": "opening",
    "day": "2027-04-09",
    "starts": "09:30",
    "ends": "10:15",
    "kind": "plenary",
    "title_ar": "الافتتاح",
}


def faults_of(**changed: object) -> dict[str, list[str]]:
    """The codes of what is wrong with the session when these lines are changed."""
    with pytest.raises(BadLines) as refused:
        lines.read({**SESSION_LINES, **changed}, SESSION, CODES)
    return {name: [fault.code for fault in found] for name, found in refused.value.faults.items()}


def test_room_is_written_as_lines() -> None:
    room = Room("hall", {"ar": "القاعة", "fr": "Salle"}, 400)

    assert lines.write(vars(room), ROOM) == {
        "key": "hall",
        "name_ar": "القاعة",
        "name_fr": "Salle",
        "name_en": "",
        "name_zgh": "",
        "seats": "400",
    }


def test_session_of_a_draft_may_lack_a_language() -> None:
    assert lines.read(SESSION_LINES, SESSION, CODES) == {
        "key": "opening",
        "day": date(2027, 4, 9),
        "starts": time(9, 30),
        "ends": time(10, 15),
        "kind": "plenary",
        "title": {"ar": "الافتتاح"},
    }


@given(plans())
def test_every_part_is_the_same_after_its_lines(plan: StopPlan) -> None:
    for kind in ("days", "rooms", "speakers", "partners", "sessions"):
        for part in getattr(plan, kind):
            name = getattr(part, "key", None) or part.date
            values = values_of(plan, kind, lines_of(plan, kind, name), KNOWN)
            values.pop("kept", None)
            assert KINDS[kind].shape(**values) == part


@pytest.mark.parametrize("written", ["9:30", "09:30", "9h30", "9.30", "930"])
def test_hour_is_read_in_each_usual_spelling(written: str) -> None:
    read = lines.read({**SESSION_LINES, "starts": written}, SESSION, CODES)
    assert read["starts"] == time(9, 30)


@pytest.mark.parametrize(
    ("line", "written", "code"),
    [
        ("title_ar", "ا" * 5000, "too_long"),
        ("title_fr", "deux\nlignes", "control_character"),
        ("starts", "25:00", "not_time"),
        ("ends", "midi", "not_time"),
        ("day", "vendredi", "not_date"),
        ("day", "", "missing"),
        ("kind", "party", "unknown_choice"),
        ("room", "garden", "unknown_room"),
        ("speakers", ("wali",), "unknown_speaker"),
        ("services", ("magic",), "unknown_service"),
        ("audience", ("cats",), "unknown_choice"),
        ("key", "Ouverture !", "bad_code"),
        ("services", "housing", "not_list"),
        ("internal", "yes", "not_yes_no"),
    ],
)
def test_nonsense_is_refused_at_its_line(line: str, written: object, code: str) -> None:
    assert faults_of(**{line: written}) == {line: [code]}


def test_text_without_any_language_is_refused_at_its_arabic_line() -> None:
    assert faults_of(title_ar="") == {"title_ar": ["missing"]}


def test_every_fault_is_told_at_once() -> None:
    assert sorted(faults_of(title_ar="", starts="x", room="garden")) == [
        "room",
        "starts",
        "title_ar",
    ]


@given(st.dictionaries(st.text(), st.text() | st.booleans() | st.tuples(st.text())))
def test_lines_are_the_same_after_a_form_carried_them(carried: lines.Lines) -> None:
    assert lines.unpack(lines.pack(carried)) == carried


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": [1]}', '{"a": "\\ud800"}'])
def test_what_no_form_of_ours_carried_has_no_lines(text: str) -> None:
    assert lines.unpack(text) == {}


def test_line_that_one_side_changed_is_joined_and_one_that_both_changed_is_chosen() -> None:
    opened = {"title_ar": "a", "title_fr": "b", "room": "c", "kind": "d"}
    mine = {"title_ar": "A", "title_fr": "b", "room": "mine", "kind": "d"}
    theirs = {"title_ar": "a", "title_fr": "B", "room": "theirs", "kind": "d"}

    assert lines.compare(opened, mine, theirs, ()) == [
        Choice(("title_ar",), "mine"),
        Choice(("title_fr",), "theirs"),
        Choice(("room",), ""),
    ]


def test_lines_that_belong_together_are_chosen_as_one() -> None:
    opened = {"starts": "09:00", "ends": "10:00"}
    mine, theirs = {**opened, "starts": "09:30"}, {**opened, "ends": "11:00"}

    assert lines.compare(opened, mine, theirs, [("starts", "ends")]) == [
        Choice(("starts", "ends"), "")
    ]


def test_unknown_origin_leaves_every_difference_to_be_chosen() -> None:
    assert lines.compare({}, {"room": "a"}, {"room": "b"}, ()) == [Choice(("room",), "")]


def test_facts_and_partners_have_lines_for_every_field() -> None:
    assert {"seats", "note_zgh", "venue_address_fr"} <= set(KINDS[FACTS].names)
    assert {"note_ar", "note_fr", "note_en", "note_zgh"} <= set(lines.names_of(PARTNER))
    own = {"room", "speaker", "partner"}
    assert set(codes(plan_without_lists(), KNOWN)) == own | {"service", "organisation"}


def plan_without_lists() -> StopPlan:
    return StopPlan("a", "b", "c", {}, ())
