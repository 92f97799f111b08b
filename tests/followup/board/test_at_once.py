"""Acts at the board in the same moment, and on what a colleague went on with."""

import pytest
from flask import Flask

from caravan.followup.board import actions, rules
from caravan.followup.board.models import ItemGroup
from caravan.followup.items.models import Assignment, ItemCoding
from caravan.tour.models import Stop
from tests import makers
from tests.followup.board.rows import make_body, make_themes, marks
from tests.followup.board.test_actions import due, owners
from tests.together import together


@pytest.fixture
def stop(app: Flask) -> Stop:
    make_body()
    make_body("mutual", kind="mutual")
    return makers.make_stop()


def test_of_two_in_the_same_moment_one_is_told_that_the_other_was_first(
    app: Flask, stop: Stop
) -> None:
    notes = [makers.make_note(stop) for _ in range(3)]
    seen, stop_id, day = marks(*notes), stop.id, due()
    people = iter([makers.make_staff().id for _ in range(3)])
    bodies = iter(["housing-office", "mutual", "mutual"])

    def give() -> None:
        actions.give(seen, next(bodies), day, "", stop_ids=[stop_id], staff_id=next(people))

    assert together(app, give, times=3) == ["ChangedMeanwhile", "ChangedMeanwhile", "done"]
    assert makers.count(Assignment) == 3
    assert len(set(owners(*notes))) == 1


def test_two_selections_that_overlap_are_given_line_by_line(app: Flask, stop: Stop) -> None:
    """Ticked in opposite order: the two wait for each other, and never for ever."""
    notes = [makers.make_note(stop) for _ in range(6)]
    seen, stop_id, day = marks(*notes), stop.id, due()
    ids = list(seen)
    chosen = iter([ids[:4], ids[:1:-1]])
    people = iter([makers.make_staff().id for _ in range(2)])
    bodies, told = iter(["housing-office", "mutual"]), list[rules.Done]()

    def give() -> None:
        ticked, body, staff_id = (
            {one: seen[one] for one in next(chosen)},
            next(bodies),
            next(people),
        )
        told.append(actions.give(ticked, body, day, "", stop_ids=[stop_id], staff_id=staff_id))

    assert together(app, give, times=2) == ["done", "done"]
    assert sorted((one.changed, one.left) for one in told) == [(2, 2), (4, 0)]
    assert makers.count(Assignment) == 6


def test_of_two_who_settle_in_the_same_moment_one_is_told(app: Flask, stop: Stop) -> None:
    make_themes()
    note, people = makers.make_note(stop), [makers.make_staff().id for _ in range(2)]
    for theme, staff_id in zip(("price", "health"), people, strict=True):
        actions.code(marks(note), theme, stop_ids=[stop.id], staff_id=staff_id)
    item_id, themes = note.id, iter(["price", "housing"])

    def settle() -> None:
        actions.settle(item_id, next(themes), seen="", staff_id=people[0])

    assert together(app, settle, times=2) == ["SettledMeanwhile", "done"]


def test_group_to_which_a_colleague_has_put_more_stays(stop: Stop) -> None:
    one, other, third = (makers.make_note(stop) for _ in range(3))
    first, second = makers.make_staff(), makers.make_staff()
    made = actions.group(marks(one, other), stop_ids=[stop.id], staff_id=first.id)
    more = actions.group(marks(one, third), stop_ids=[stop.id], staff_id=second.id)
    assert made.act_id is not None
    assert more.act_id is not None

    with pytest.raises(rules.NothingToUndo):
        actions.undo(made.act_id, stop_ids=[stop.id], staff_id=first.id)
    with pytest.raises(rules.ChangedMeanwhile):
        actions.keep_apart(one.id, third.id, staff_id=first.id)
    assert makers.count(ItemGroup) == 3

    actions.undo(more.act_id, stop_ids=[stop.id], staff_id=second.id)
    actions.undo(made.act_id, stop_ids=[stop.id], staff_id=first.id)
    assert makers.count(ItemGroup) == 0


def test_of_three_coders_in_the_same_moment_two_are_heard(app: Flask, stop: Stop) -> None:
    make_themes()
    note = makers.make_note(stop)
    seen, stop_id = marks(note), stop.id
    people = iter([makers.make_staff().id for _ in range(3)])

    def code() -> None:
        actions.code(seen, "price", stop_ids=[stop_id], staff_id=next(people))

    assert together(app, code, times=3) == ["CodedByTwo", "done", "done"]
    assert makers.count(ItemCoding) == 2
