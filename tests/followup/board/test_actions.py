"""Acts at the board: on many lines, never over a colleague, and back."""

from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask

from caravan.followup.answering import actions as answering
from caravan.followup.answering.actions.writing import Author
from caravan.followup.board import actions, queries, rules
from caravan.followup.board.models import DeskActChange, ItemApart, ItemGroup
from caravan.followup.items.models import Assignment, FeedbackItem, ItemCoding
from caravan.kernel import clock, holdings
from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import Base, db
from caravan.kernel.refusal import NotFound
from caravan.tour.models import Stop
from caravan.voice.moderation.actions import make_private
from tests import makers
from tests.followup.answering.rows import make_partner_body, words
from tests.followup.board.rows import make_body, make_themes, marks, owner


@pytest.fixture
def stop(app: Flask) -> Stop:
    make_body()
    make_body("mutual", kind="mutual")
    return makers.make_stop()


def due(days: int = 9) -> clock.date:
    return clock.today() + timedelta(days=days)


def owners(*notes: object) -> list[str | None]:
    return [one.body_code for one in queries.entries([note.id for note in notes], 0)]


def test_many_are_given_at_once_and_taken_back(stop: Stop) -> None:
    notes, staff = [makers.make_note(stop) for _ in range(3)], makers.make_staff()

    done = actions.give(
        marks(*notes), "housing-office", due(), "", stop_ids=[stop.id], staff_id=staff.id
    )

    assert (done.changed, done.left) == (3, 0)
    assert owners(*notes) == ["housing-office"] * 3
    last = queries.find_last(staff.id, clock.now() - timedelta(hours=1))
    assert last is not None
    assert (last.kind, last.number) == ("give", 3)

    assert actions.undo(last.id, stop_ids=[stop.id], staff_id=staff.id).changed == 3
    assert owners(*notes) == [None] * 3
    assert queries.find_last(staff.id, clock.now() - timedelta(hours=1)) is None


def test_what_a_colleague_changed_is_left_alone(stop: Stop) -> None:
    free, taken, staff = makers.make_note(stop), makers.make_note(stop), makers.make_staff()
    seen = marks(free, taken)
    owner(taken, days=4, body="mutual")

    done = actions.give(seen, "housing-office", due(), "", stop_ids=[stop.id], staff_id=staff.id)

    assert (done.changed, done.left) == (1, 1)
    assert owners(free, taken) == ["housing-office", "mutual"]


def test_act_is_refused_when_nothing_stands_as_it_was_seen(stop: Stop) -> None:
    note, staff = makers.make_note(stop), makers.make_staff()
    seen = marks(note)
    owner(note, days=4, body="mutual")

    with pytest.raises(rules.ChangedMeanwhile):
        actions.give(seen, "housing-office", due(), "x", stop_ids=[stop.id], staff_id=staff.id)
    with pytest.raises(rules.NothingTicked):
        actions.give({}, "housing-office", due(), "x", stop_ids=[stop.id], staff_id=staff.id)


def test_transfer_needs_its_reason_and_goes_back_to_who_had_it(stop: Stop) -> None:
    note, staff = makers.make_note(stop), makers.make_staff()
    owner(note, days=4, body="mutual")
    with pytest.raises(rules.ReasonMissing):
        actions.give(
            marks(note), "housing-office", due(), " ", stop_ids=[stop.id], staff_id=staff.id
        )
    assert makers.count(DeskActChange) == 0

    done = actions.give(
        marks(note), "housing-office", due(), "سكن", stop_ids=[stop.id], staff_id=staff.id
    )
    assert owners(note) == ["housing-office"]
    assert done.act_id is not None
    actions.undo(done.act_id, stop_ids=[stop.id], staff_id=staff.id)
    assert owners(note) == ["mutual"]


def test_undo_leaves_what_others_went_on_with(stop: Stop) -> None:
    one, other, staff = makers.make_note(stop), makers.make_note(stop), makers.make_staff()
    done = actions.give(
        marks(one, other), "mutual", due(), "", stop_ids=[stop.id], staff_id=staff.id
    )
    owner(other, days=2)
    assert done.act_id is not None

    with pytest.raises(NotFound):
        actions.undo(done.act_id, stop_ids=[stop.id], staff_id=makers.make_staff().id)
    with pytest.raises(rules.NothingToUndo):
        actions.undo(done.act_id, stop_ids=[stop.id + 1], staff_id=staff.id)
    back = actions.undo(done.act_id, stop_ids=[stop.id], staff_id=staff.id)

    assert (back.changed, back.left) == (1, 1)
    assert owners(one, other) == [None, "housing-office"]
    with pytest.raises(rules.NothingToUndo):
        actions.undo(done.act_id, stop_ids=[stop.id], staff_id=staff.id)


@time_machine.travel("2026-03-16 10:00+00:00")
def test_without_a_day_the_working_days_of_the_body_count(stop: Stop) -> None:
    note, staff = makers.make_note(stop), makers.make_staff()

    actions.give(marks(note), "mutual", None, "", stop_ids=[stop.id], staff_id=staff.id)

    [entry] = queries.entries([note.id], 0)
    assert entry.due == date(2026, 3, 24)  # five working days: Eid al-Fitr and a weekend between


def test_partner_is_given_nothing_that_no_moderator_has_read(stop: Stop) -> None:
    unread, staff = makers.make_suggestion(stop, state="received"), makers.make_staff()
    make_partner_body()

    with pytest.raises(rules.NotRead):
        actions.give(marks(unread), "bank", due(), "", stop_ids=[stop.id], staff_id=staff.id)
    actions.give(marks(unread), "mutual", due(), "", stop_ids=[stop.id], staff_id=staff.id)
    assert owners(unread) == ["mutual"]


def test_undo_leaves_a_body_what_it_has_begun_to_answer(stop: Stop) -> None:
    note, staff = makers.make_note(stop), makers.make_staff()
    done = actions.give(marks(note), "mutual", due(), "", stop_ids=[stop.id], staff_id=staff.id)
    answering.write(note.id, words(), Author(body_code="mutual"), hand_in=False)

    with pytest.raises(rules.NothingToUndo):
        actions.undo(done.act_id or 0, stop_ids=[stop.id], staff_id=staff.id)
    assert owners(note) == ["mutual"]


def test_line_given_and_taken_back_does_not_look_like_the_one_given_next(stop: Stop) -> None:
    note, staff = makers.make_note(stop), makers.make_staff()
    done = actions.give(marks(note), "mutual", due(), "", stop_ids=[stop.id], staff_id=staff.id)
    seen = marks(note)
    actions.undo(done.act_id or 0, stop_ids=[stop.id], staff_id=staff.id)
    owner(note, days=2)  # SQLite gives it the number of the row that went

    with pytest.raises(rules.ChangedMeanwhile):
        actions.give(seen, "mutual", due(), "x", stop_ids=[stop.id], staff_id=staff.id)


def test_items_of_stops_that_are_not_ones_own_are_never_changed(stop: Stop) -> None:
    foreign, staff = makers.make_note(makers.make_stop("fes-2025")), makers.make_staff()
    with pytest.raises(rules.ChangedMeanwhile):
        actions.give(marks(foreign), "mutual", due(), "", stop_ids=[stop.id], staff_id=staff.id)
    assert makers.count(Assignment) == 0


def test_third_coder_and_a_change_after_both_are_refused(stop: Stop) -> None:
    make_themes()
    note, coders = makers.make_note(stop), [makers.make_staff() for _ in range(3)]
    for theme in ("health", "price"):  # one's own may be changed while one is alone
        actions.code(marks(note), theme, stop_ids=[stop.id], staff_id=coders[0].id)
    done = actions.code(marks(note), "price", stop_ids=[stop.id], staff_id=coders[1].id)

    for coder in coders:
        with pytest.raises(rules.CodedByTwo):
            actions.code(marks(note), "housing", stop_ids=[stop.id], staff_id=coder.id)
    with pytest.raises(rules.NothingToSettle):
        actions.settle(note.id, "housing", staff_id=coders[0].id)
    assert done.act_id is not None
    with pytest.raises(rules.NothingToUndo):
        actions.undo(done.act_id, stop_ids=[stop.id], staff_id=coders[1].id)
    assert makers.count(ItemCoding) == 2


def test_coding_is_taken_back_to_the_theme_before(stop: Stop) -> None:
    make_themes()
    note, staff = makers.make_note(stop), makers.make_staff()
    first = actions.code(marks(note), "price", stop_ids=[stop.id], staff_id=staff.id)
    again = actions.code(marks(note), "health", stop_ids=[stop.id], staff_id=staff.id)
    assert first.act_id is not None
    assert again.act_id is not None

    actions.undo(again.act_id, stop_ids=[stop.id], staff_id=staff.id)
    assert queries.codings_of([note.id]) == {note.id: {staff.id: "price"}}
    actions.undo(first.act_id, stop_ids=[stop.id], staff_id=staff.id)
    assert queries.codings_of([note.id]) == {}
    with pytest.raises(rules.NoSuchTheme):
        actions.code(marks(note), "nothing", stop_ids=[stop.id], staff_id=staff.id)


def test_items_of_two_stops_are_put_together_and_taken_apart(stop: Stop) -> None:
    fes, staff = makers.make_stop("fes-2025"), makers.make_staff()
    one, other, third = makers.make_note(stop), makers.make_note(fes), makers.make_note(fes)
    stops = [stop.id, fes.id]
    with pytest.raises(rules.TooFewToGroup):
        actions.group(marks(one), stop_ids=stops, staff_id=staff.id)

    actions.group(marks(one, other), stop_ids=stops, staff_id=staff.id)
    added = actions.group(marks(one, third), stop_ids=stops, staff_id=staff.id)

    [entry] = queries.entries([one.id], 0)
    assert entry.group_id is not None
    members = {member.item.id for member in queries.of_group(entry.group_id, 0)}
    assert members == {one.id, other.id, third.id}
    assert added.act_id is not None
    actions.undo(added.act_id, stop_ids=stops, staff_id=staff.id)
    actions.part(other.id, marks(other)[other.id], stop_ids=stops, staff_id=staff.id)
    assert makers.count(ItemGroup) == 1
    with pytest.raises(rules.NothingToUndo):
        actions.part(other.id, marks(other)[other.id], stop_ids=stops, staff_id=staff.id)


def test_two_groups_are_not_made_one(stop: Stop) -> None:
    notes, staff = [makers.make_note(stop) for _ in range(4)], makers.make_staff()
    for two in (notes[:2], notes[2:]):
        actions.group(marks(*two), stop_ids=[stop.id], staff_id=staff.id)
    with pytest.raises(rules.TwoGroups):
        actions.group(marks(*notes[1:3]), stop_ids=[stop.id], staff_id=staff.id)


def test_nothing_stays_of_an_erased_text(stop: Stop) -> None:
    make_themes()
    one, other, staff = makers.make_note(stop), makers.make_note(stop), makers.make_staff()
    actions.give(marks(one), "mutual", due(), "", stop_ids=[stop.id], staff_id=staff.id)
    actions.code(marks(one), "price", stop_ids=[stop.id], staff_id=staff.id)
    actions.keep_apart(other.id, one.id, staff_id=staff.id)
    known = rules.apart_mark(queries.kept_apart([one.id], [other.id]))
    actions.group(marks(one, other), stop_ids=[stop.id], staff_id=staff.id, known=known)
    table = Base.metadata.tables["desk_notes"]

    holdings.erase(table, table.c.id == one.id)

    assert db.session.query(FeedbackItem.id).all() == [(other.id,)]
    assert {one.item_id for one in db.session.query(DeskActChange)} == {other.id}
    assert (makers.count(ItemApart), makers.count(ItemCoding), makers.count(Assignment)) == (
        0,
        0,
        0,
    )


def test_private_case_leaves_no_theme_and_no_group(stop: Stop) -> None:
    make_themes()
    case = makers.make_question(stop, "ملفي مرفوض؟", state="received")
    same, other, staff = makers.make_note(stop), makers.make_note(stop), makers.make_staff()
    actions.code(marks(case), "price", stop_ids=[stop.id], staff_id=staff.id)
    actions.group(marks(case, same), stop_ids=[stop.id], staff_id=staff.id)
    actions.keep_apart(case.id, other.id, staff_id=staff.id)

    make_private(case.id, staff.id)

    assert {one.item_id for one in db.session.query(ItemGroup)} == {same.id}
    assert {one.item_id for one in db.session.query(DeskActChange)} == {same.id}
    assert (makers.count(ItemApart), makers.count(ItemCoding)) == (0, 0)


def test_audit_names_items_and_never_texts(stop: Stop) -> None:
    note, staff = makers.make_note(stop), makers.make_staff()
    actions.give(marks(note), "mutual", due(), "سبب", stop_ids=[stop.id], staff_id=staff.id)
    entry = db.session.query(AuditEntry).filter_by(action="followup.give").one()
    assert (entry.subject, entry.stop_key, entry.details) == (note.id, stop.key, {})
