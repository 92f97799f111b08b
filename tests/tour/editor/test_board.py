"""The grid of a day: columns, lanes beside each other, rows, the prayer block, news."""

from dataclasses import replace
from datetime import date, time

import pytest

from caravan.settings import ROOT
from caravan.tour.editor.board import MOST_LANES, MOST_TRACKS, Board, board_of, news_of
from caravan.tour.stop_plan import Day, Room, SessionPlan, StopPlan

FRIDAY, SATURDAY = date(2027, 4, 9), date(2027, 4, 10)
NAME = {"ar": "اسم"}
DAYS = (Day(FRIDAY, time(8, 30), time(17, 30)), Day(SATURDAY, time(9), time(12)))
PLAN = StopPlan(
    key="oujda-2027",
    tour="communication-days",
    prefecture="oujda",
    title=NAME,
    days=DAYS,
    rooms=(Room("hall", NAME), Room("stands", NAME)),
)


def talk(key: str, hours: str, room: str = "hall", kind: str = "plenary") -> SessionPlan:
    """A session on Saturday, or on Friday where its key begins with "f"."""
    starts, ends = map(time.fromisoformat, hours.split())
    day = FRIDAY if key.startswith("f") else SATURDAY
    return SessionPlan(key, day, starts, ends, kind, NAME, room=room)


def board(*sessions: SessionPlan, day: Day = DAYS[1], plan: StopPlan = PLAN) -> Board:
    return board_of(replace(plan, sessions=sessions), day)


def places(shown: Board) -> dict[str, tuple[int, int]]:
    """First track and number of tracks of each card."""
    return {card.session.key: (card.track, card.width) for card in shown.cards}


def columns(shown: Board) -> list[tuple[str, int, int]]:
    return [(one.room.key if one.room else "", one.track, one.width) for one in shown.columns]


def test_each_room_is_a_column_and_each_session_a_card_of_its_day() -> None:
    shown = board(
        talk("b", "10:00 11:00", "stands"), talk("a", "09:00 09:45"), talk("f", "09:00 10:00")
    )

    assert columns(shown) == [("hall", 1, 1), ("stands", 2, 1)]
    assert [(card.session.key, card.at, card.length) for card in shown.cards] == [
        ("a", "0900", 45),
        ("b", "1000", 60),
    ]
    assert places(shown) == {"a": (1, 1), "b": (2, 1)}


def test_what_runs_at_once_in_one_room_stands_side_by_side() -> None:
    shown = board(talk("a", "09:00 10:00"), talk("b", "09:30 10:30"), talk("c", "11:00 12:00"))

    assert columns(shown) == [("hall", 1, 2), ("stands", 3, 1)]
    assert places(shown) == {"a": (1, 1), "b": (2, 1), "c": (1, 2)}


def test_lane_is_used_again_once_it_is_free() -> None:
    shown = board(talk("a", "09:00 10:00"), talk("b", "09:30 11:00"), talk("c", "10:00 11:00"))

    assert places(shown) == {"a": (1, 1), "b": (2, 1), "c": (1, 1)}


def test_room_never_has_more_lanes_than_can_be_read() -> None:
    shown = board(*(talk(f"s{n}", "09:00 10:00") for n in range(9)))

    assert columns(shown)[0] == ("hall", 1, MOST_LANES)


def test_session_without_a_room_goes_across_or_has_a_column() -> None:
    across = board(talk("a", "09:00 10:00", ""))
    assert (columns(across)[-1], places(across)) == (("stands", 2, 1), {"a": (1, 2)})

    beside = board(talk("a", "09:00 10:00", ""), talk("b", "09:30 10:30"))
    assert columns(beside)[-1] == ("", 3, 1)
    assert places(beside)["a"] == (3, 1)


def test_stop_without_rooms_has_one_column() -> None:
    assert columns(board(plan=replace(PLAN, rooms=()))) == [("", 1, 1)]


def test_times_between_quarters_touch_both() -> None:
    [card] = board(talk("a", "09:40 10:05")).cards
    assert (card.at, card.length) == ("0930", 45)


def test_rows_go_from_the_first_half_hour_to_the_last() -> None:
    assert board().ticks == ["0900", "0930", "1000", "1030", "1100", "1130"]
    early = board(talk("a", "08:10 09:00"), talk("b", "11:00 12:20"))
    assert (early.first, early.ticks[-1]) == ("0800", "1200")


@pytest.mark.parametrize(
    ("session", "folded", "has_pause"),
    [
        (None, True, False),
        (talk("f1", "12:30 14:45", "", "pause"), True, True),
        (talk("f1", "13:00 14:00"), False, False),
    ],
)
def test_prayer_block_folds_while_only_a_pause_lies_on_it(
    session: SessionPlan | None, folded: bool, has_pause: bool
) -> None:
    block = board(*([session] if session else []), day=DAYS[0]).block

    assert block is not None
    assert (block.at, block.length, block.lead) == ("1230", 135, 16)
    assert (block.is_folded, block.has_pause) == (folded, has_pause)


def test_no_block_where_there_is_none_within_the_hours() -> None:
    assert board().block is None
    assert board(day=Day(FRIDAY, time(8), time(12))).block is None


def test_block_is_cut_at_the_end_of_the_day() -> None:
    block = board(day=Day(FRIDAY, time(8), time(13))).block
    assert block is not None
    assert (block.at, block.length) == ("1230", 30)


def test_new_and_changed_sessions_are_told_from_the_release() -> None:
    same, moved, new = (talk(key, "09:00 10:00") for key in ("a", "b", "c"))
    released = replace(PLAN, sessions=(same, replace(moved, room="stands")))

    draft = replace(PLAN, sessions=(same, moved, new))
    assert news_of(draft, released) == {"b": "changed", "c": "new"}
    assert news_of(draft, None) == {}


def test_style_sheet_has_a_class_for_every_place_of_the_grid() -> None:
    sheet = (ROOT / "static" / "css" / "rooms" / "agenda-grid.css").read_text()
    quarters = [f"{hour:02}{quarter:02}" for hour in range(24) for quarter in (0, 15, 30, 45)]
    wanted = {f"at-{code}" for code in quarters}
    wanted |= {f"from-{code}" for code in quarters if code[2:] in ("00", "30")}
    wanted |= {f"for-{minutes}" for minutes in range(15, 24 * 60 + 1, 15)}
    wanted |= {f"{kind}{track}" for kind in "cw" for track in range(1, MOST_TRACKS + 1)}

    assert [name for name in sorted(wanted) if f".{name} {{" not in sheet] == []
