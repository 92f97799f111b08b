"""Changes to a plan on screen: what is saved, refused, joined, withdrawn, moved along."""

from dataclasses import replace
from datetime import date, time

import pytest

from caravan.tour import agenda_file
from caravan.tour.drafting import KeyIsTaken, PartIsGone, StillNamed
from caravan.tour.editor import changes
from caravan.tour.editor.changes import Desk, Differs, Edit, LastDay
from caravan.tour.editor.lines import BadLines, Lines
from caravan.tour.editor.parts import FACTS, lines_of, propose_key
from caravan.tour.stop_plan import Day, Kept, Room, StopPlan, Venue
from tests.tour.stop_files import KNOWN, SHORT

FRIDAY, SATURDAY = date(2027, 4, 9), date(2027, 4, 10)
HALL, STANDS = Room("hall", {"ar": "القاعة", "fr": "Salle"}), Room("stands", {"ar": "الأروقة"})
PLAN = replace(
    agenda_file.read(SHORT, source="", known=KNOWN),
    rooms=(HALL, STANDS),
    days=(Day(FRIDAY, time(8, 30), time(17, 30)), Day(SATURDAY, time(8, 30), time(12))),
)
OPENING = PLAN.sessions[0]
DESK = Desk("خلية التواصل", KNOWN)


def edited(plan: StopPlan, **mine: object) -> StopPlan:
    """The plan with the opening changed, as it was opened from `plan`."""
    edit = Edit(lines_of(plan, "sessions", "opening"), mine)
    return changes.save(plan, "sessions", "opening", edit, DESK)


def faults(**mine: object) -> dict[str, list[str]]:
    with pytest.raises(BadLines) as refused:
        edited(PLAN, **mine)
    return {name: [fault.code for fault in found] for name, found in refused.value.faults.items()}


def opening(plan: StopPlan) -> Lines:
    return lines_of(plan, "sessions", "opening")


def test_only_the_lines_that_were_sent_change() -> None:
    [session] = edited(PLAN, title_fr="Séance d’ouverture", room="hall").sessions

    title = {"ar": "الافتتاح", "fr": "Séance d’ouverture"}
    assert session == replace(OPENING, title=title, room="hall")


def test_saving_what_stands_changes_nothing() -> None:
    assert edited(PLAN, **opening(PLAN)) is PLAN


def test_text_may_lose_a_language_in_a_draft() -> None:
    assert edited(PLAN, title_fr="").sessions[0].title == {"ar": "الافتتاح"}


@pytest.mark.parametrize(
    ("mine", "wrong"),
    [
        ({"ends": "09:00"}, {"ends": ["ends_before_starts"]}),
        ({"starts": "08:00"}, {"starts": ["outside_hours"]}),
        ({"ends": "18:00"}, {"ends": ["outside_hours"]}),
        ({"starts": "12:45", "ends": "13:15"}, {"starts": ["inside_prayer"]}),
        ({"day": "2027-04-11"}, {"day": ["no_such_day"]}),
        ({"day": "2027-04-10", "starts": "11:00", "ends": "13:00"}, {"ends": ["outside_hours"]}),
        ({"title_ar": "ا" * 5000}, {"title_ar": ["too_long"]}),
        ({"room": "garden"}, {"room": ["unknown_room"]}),
    ],
)
def test_nonsense_changes_nothing_and_is_told_at_its_line(
    mine: dict[str, str], wrong: dict[str, list[str]]
) -> None:
    assert faults(**mine) == wrong


def test_title_is_mended_although_the_hours_of_the_day_changed_meanwhile() -> None:
    shorter = replace(PLAN, days=(Day(FRIDAY, time(10), time(17)),))

    assert edited(shorter, title_fr="Accueil").sessions[0].title["fr"] == "Accueil"


def test_named_person_keeps_a_session_in_the_prayer_block_with_a_reason() -> None:
    kept = edited(PLAN, starts="13:00", ends="14:00", kept="Direct à la radio")

    assert kept.kept == (Kept("friday_prayer", DESK.by, "Direct à la radio", "opening"),)
    assert edited(kept, title_fr="Radio").kept == kept.kept


def test_session_leaves_the_block_before_its_reason_does() -> None:
    kept = edited(PLAN, starts="13:00", ends="14:00", kept="Direct à la radio")

    with pytest.raises(BadLines):
        edited(kept, kept="")
    assert edited(kept, kept="", starts="15:00", ends="16:00").kept == ()


def test_name_of_whoever_gave_the_reason_stays_until_another_is_given() -> None:
    first = edited(PLAN, starts="13:00", ends="14:00", kept="Direct")
    other = replace(DESK, by="Autre")
    edit = Edit(opening(first), {"title_fr": "Radio"})
    second = changes.save(first, "sessions", "opening", edit, other)
    assert [kept.by for kept in second.kept] == [DESK.by]

    edit = Edit(opening(first), {"kept": "Radio nationale"})
    third = changes.save(first, "sessions", "opening", edit, other)
    assert [kept.by for kept in third.kept] == ["Autre"]


def test_second_editor_is_shown_lines_that_the_first_changed() -> None:
    opened = opening(PLAN)
    first = edited(PLAN, title_fr="Le leur", ends="10:30")

    with pytest.raises(Differs) as conflict:
        changes.save(
            first,
            "sessions",
            "opening",
            Edit(opened, {**opened, "title_fr": "Le mien", "room": "hall"}),
            DESK,
        )

    differs = conflict.value
    assert [(choice.names[0], choice.whose) for choice in differs.choices] == [
        ("day", "theirs"),
        ("title_fr", ""),
        ("room", "mine"),
    ]
    assert (differs.mine["title_fr"], differs.mine["ends"]) == ("Le mien", "10:30")
    assert differs.standing == opening(first)


def test_joined_lines_are_saved_with_what_stands_as_seen() -> None:
    first = edited(PLAN, title_fr="Le leur")
    edit = Edit(opening(PLAN), {**opening(PLAN), "room": "hall"})
    with pytest.raises(Differs) as conflict:
        changes.save(first, "sessions", "opening", edit, DESK)

    joined = Edit(conflict.value.standing, conflict.value.mine)
    [session] = changes.save(first, "sessions", "opening", joined, DESK).sessions
    assert (session.title["fr"], session.room) == ("Le leur", "hall")


def test_editor_who_changed_nothing_keeps_what_the_first_saved() -> None:
    first = edited(PLAN, title_fr="Le leur")
    edit = Edit(opening(PLAN), opening(PLAN))
    assert changes.save(first, "sessions", "opening", edit, DESK) == first


def test_same_change_twice_is_one() -> None:
    first = edited(PLAN, title_fr="Accueil")
    edit = Edit(opening(PLAN), {**opening(PLAN), "title_fr": "Accueil"})
    assert changes.save(first, "sessions", "opening", edit, DESK) == first


def test_other_lines_of_a_form_that_shows_a_few_are_nobodys_conflict() -> None:
    first = edited(PLAN, title_fr="Le leur")
    edit = Edit({"room": ""}, {"room": "hall"})
    assert changes.save(first, "sessions", "opening", edit, DESK).sessions[0].room == "hall"


def test_part_that_is_gone_is_refused() -> None:
    with pytest.raises(PartIsGone):
        changes.save(PLAN, "sessions", "nothing", Edit({}, {}), DESK)


def test_short_name_changes_until_the_release_and_takes_what_is_kept_along() -> None:
    kept = edited(PLAN, starts="13:00", ends="14:00", kept="Direct")
    renamed = edited(kept, key="accueil")
    assert [one.key for one in renamed.sessions] == ["accueil"]
    assert [one.subject for one in renamed.kept] == ["accueil"]

    released = replace(DESK, released=frozenset({"opening"}))
    edit = Edit(opening(PLAN), {"key": "accueil"})
    assert changes.save(PLAN, "sessions", "opening", edit, released) == PLAN


def test_short_name_that_is_taken_is_refused() -> None:
    both = replace(PLAN, sessions=(*PLAN.sessions, replace(OPENING, key="talk")))
    with pytest.raises(KeyIsTaken):
        edited(both, key="talk")


NEW_ROOM: Lines = {
    "key": "room-2",
    "name_ar": "القاعة 2",
    "name_fr": "",
    "name_en": "",
    "name_zgh": "",
    "seats": "60",
}


def test_room_is_added_at_the_end() -> None:
    added = changes.add(PLAN, "rooms", NEW_ROOM, DESK)
    assert added.rooms == (HALL, STANDS, Room("room-2", {"ar": "القاعة 2"}, 60))


def test_key_of_a_room_is_used_once() -> None:
    with pytest.raises(KeyIsTaken):
        changes.add(PLAN, "rooms", {**NEW_ROOM, "key": "hall"}, DESK)


def test_room_is_renamed_in_its_place() -> None:
    edit = Edit(lines_of(PLAN, "rooms", "hall"), {"name_fr": "Grande salle", "key": "other"})
    rooms = changes.save(PLAN, "rooms", "hall", edit, DESK).rooms
    assert [(room.key, room.name["ar"]) for room in rooms] == [
        ("hall", "القاعة"),
        ("stands", "الأروقة"),
    ]
    assert rooms[0].name["fr"] == "Grande salle"


@pytest.mark.parametrize(
    ("by", "order"), [(1, ["stands", "hall"]), (-1, ["hall", "stands"]), (0, ["hall", "stands"])]
)
def test_room_goes_to_another_column(by: int, order: list[str]) -> None:
    assert [room.key for room in changes.shift(PLAN, "rooms", "hall", by).rooms] == order


def day(**changed: str) -> Lines:
    plain = {"date": "2027-04-11", "opens": "09:00", "closes": "12:00"}
    return {**plain, "prayer_starts": "", "prayer_ends": "", **changed}


def test_day_is_added_in_order_and_a_fourth_is_refused() -> None:
    three = changes.add(PLAN, "days", day(), DESK)
    assert [one.date.day for one in three.days] == [9, 10, 11]
    with pytest.raises(BadLines) as refused:
        changes.add(three, "days", day(date="2027-04-12"), DESK)
    assert refused.value.faults["date"][0].code == "too_many_days"


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (day(date="2027-04-09"), {"date": "day_taken"}),
        (day(closes="08:00"), {"closes": "closes_before_opens"}),
        (
            day(prayer_starts="14:00", prayer_ends="13:00"),
            {"prayer_ends": "block_ends_before_starts"},
        ),
    ],
)
def test_day_that_cannot_be_is_refused(lines: Lines, wrong: dict[str, str]) -> None:
    with pytest.raises(BadLines) as refused:
        changes.add(PLAN, "days", lines, DESK)
    assert {name: found[0].code for name, found in refused.value.faults.items()} == wrong


def test_sessions_and_what_is_kept_move_along_with_their_day() -> None:
    plan = replace(PLAN, kept=(Kept("holiday", "x", "y", "2027-04-09"),))
    edit = Edit(lines_of(plan, "days", FRIDAY), {"date": "2027-04-16"})

    moved = changes.save(plan, "days", FRIDAY, edit, DESK)

    assert [one.date.day for one in moved.days] == [10, 16]
    assert [one.day.day for one in moved.sessions] == [16]
    assert [kept.subject for kept in moved.kept] == ["2027-04-16"]


def test_date_of_another_day_is_refused() -> None:
    edit = Edit(lines_of(PLAN, "days", FRIDAY), {"date": "2027-04-10"})
    with pytest.raises(BadLines) as refused:
        changes.save(PLAN, "days", FRIDAY, edit, DESK)
    assert refused.value.faults["date"][0].code == "day_taken"


def test_facts_are_changed_and_the_rest_stays() -> None:
    mine = {"venue_name_ar": "القاعة المغطاة", "seats": "300", "services": ("health", "housing")}
    changed = changes.save(PLAN, FACTS, None, Edit(lines_of(PLAN, FACTS, None), mine), DESK)

    venue = Venue({"ar": "القاعة المغطاة"})
    services = ("health", "housing")
    assert changed == replace(PLAN, venue=venue, seats=300, services=services)


def test_released_session_is_withdrawn_and_another_goes_with_what_is_kept() -> None:
    plan = edited(PLAN, starts="13:00", ends="14:00", kept="Direct")
    released = replace(DESK, released=frozenset({"opening"}))

    stays = changes.remove(plan, "sessions", "opening", released)
    assert ([one.withdrawn for one in stays.sessions], stays.kept) == ([True], plan.kept)
    gone = changes.remove(plan, "sessions", "opening", DESK)
    assert (gone.sessions, gone.kept) == ((), ())


def test_room_and_day_stay_while_a_session_needs_them() -> None:
    plan = edited(PLAN, room="hall")
    for kind, name in (("rooms", "hall"), ("days", FRIDAY)):
        with pytest.raises(StillNamed):
            changes.remove(plan, kind, name, DESK)
    assert changes.remove(plan, "rooms", "stands", DESK).rooms == (HALL,)


def test_only_day_stays() -> None:
    plan = replace(PLAN, sessions=(), days=PLAN.days[:1])
    with pytest.raises(LastDay):
        changes.remove(plan, "days", FRIDAY, DESK)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Prêts & logement", "prets-logement"),
        ("Œuvres sociales", "oeuvres-sociales"),
        ("", "session"),
        ("Opening", "opening-2"),
        ("New", "new"),
    ],
)
def test_short_name_is_proposed_from_the_french_title(title: str, key: str) -> None:
    assert propose_key(PLAN, "sessions", {"title_fr": title}) == key
