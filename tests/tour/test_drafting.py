"""Drafts: parts put and removed, two editors at once, a copy for the next place, published."""

from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask

from caravan.kernel.refusal import NotFound
from caravan.tour import actions, agenda_file, drafting, queries
from caravan.tour.catalogue import Prefecture
from caravan.tour.changes import SessionDropped
from caravan.tour.faults import BadStopFile
from caravan.tour.models import Draft
from caravan.tour.parity import MixedTexts
from caravan.tour.plan_json import mark_of
from caravan.tour.stop_plan import Kept, Room, Speaker, StopPlan, Venue
from tests import makers
from tests.together import together
from tests.tour.stop_files import KNOWN, SHORT

PLAN = agenda_file.read(SHORT, source="", known=KNOWN)
OPENING = PLAN.sessions[0]
HALL = Room("hall", {"ar": "القاعة", "fr": "Salle"})
FES = Prefecture("fes", "prefecture", {"ar": "فاس", "fr": "Fès"}, {}, date(2026, 1, 1))


def test_part_is_added_in_the_order_of_time() -> None:
    early = replace(OPENING, key="early", starts=time(8, 30), ends=time(9))
    added = drafting.add_part(PLAN, "sessions", early)
    assert [session.key for session in added.sessions] == ["early", "opening"]


def test_part_is_refused_when_its_key_is_taken() -> None:
    with pytest.raises(drafting.KeyIsTaken):
        drafting.add_part(PLAN, "sessions", OPENING)


def test_part_is_changed_when_it_is_as_it_was_seen() -> None:
    later = replace(OPENING, starts=time(10))
    changed = drafting.change_part(PLAN, "sessions", later, seen=mark_of(OPENING))
    assert changed.sessions == (later,)


def test_second_editor_is_shown_what_the_first_saved() -> None:
    first = drafting.change_part(
        PLAN, "sessions", replace(OPENING, starts=time(10)), seen=mark_of(OPENING)
    )
    second = replace(OPENING, kind="plenary")
    with pytest.raises(drafting.Conflict) as conflict:
        drafting.change_part(first, "sessions", second, seen=mark_of(OPENING))
    assert conflict.value.theirs == first.sessions[0]


def test_second_editor_is_told_when_the_part_is_gone() -> None:
    bare = replace(PLAN, sessions=())
    with pytest.raises(drafting.Conflict) as conflict:
        drafting.change_part(bare, "sessions", OPENING, seen=mark_of(OPENING))
    assert conflict.value.theirs is None


def test_same_change_twice_is_one() -> None:
    later = replace(OPENING, starts=time(10))
    once = drafting.change_part(PLAN, "sessions", later, seen=mark_of(OPENING))
    assert drafting.change_part(once, "sessions", later, seen=mark_of(OPENING)) == once


def test_released_session_is_withdrawn_and_another_removed() -> None:
    released = drafting.remove_part(PLAN, "sessions", "opening", released={"opening"})
    assert [session.withdrawn for session in released.sessions] == [True]
    assert drafting.remove_part(PLAN, "sessions", "opening").sessions == ()


def test_room_stays_while_a_session_names_it() -> None:
    plan = replace(PLAN, rooms=(HALL,), sessions=(replace(OPENING, room="hall"),))
    with pytest.raises(drafting.StillNamed):
        drafting.remove_part(plan, "rooms", "hall")
    assert drafting.remove_part(replace(plan, sessions=()), "rooms", "hall").rooms == ()


def test_copy_takes_the_agenda_over_and_leaves_what_belonged_to_the_place() -> None:
    model = replace(
        PLAN,
        rooms=(HALL,),
        venue=Venue({"ar": "قاعة", "fr": "Salle"}),
        kept=(Kept("holiday", "x", "y"),),
        sessions=(OPENING, replace(OPENING, key="off", withdrawn=True)),
    )
    copy = drafting.copy_stop(
        model, key="fes-2027", host=FES, first_day=date(2027, 5, 7), edition="3", stage=9
    )
    assert (copy.key, copy.prefecture, copy.edition, copy.stage) == ("fes-2027", "fes", "3", 9)
    assert copy.title == {"ar": "محطة فاس", "fr": "Étape de Fès"}
    assert [(session.key, session.day) for session in copy.sessions] == [
        ("opening", date(2027, 5, 7))
    ]
    assert (copy.rooms, copy.venue, copy.kept, copy.status) == ((HALL,), Venue(), (), "announced")


SECOND = replace(OPENING, key="second", room="annex", speakers=("wali",), partners=("bank",))
RICH = replace(
    PLAN,
    rooms=(Room("annex", {"ar": "ملحقة", "fr": "Annexe"}), HALL),
    speakers=(Speaker("wali", {"ar": "الوالي", "fr": "Le préfet"}),),
    sessions=(OPENING, SECOND),
)


def test_restored_plan_is_the_earlier_one() -> None:
    assert drafting.restore(PLAN, RICH, spoken_about=()) == PLAN


@pytest.mark.parametrize("withdrawn", [False, True])
def test_restored_plan_keeps_as_withdrawn_what_people_know(withdrawn: bool) -> None:
    standing = replace(RICH, sessions=(OPENING, replace(SECOND, withdrawn=withdrawn)))
    spoken_about = () if withdrawn else ("second",)
    restored = drafting.restore(PLAN, standing, spoken_about)
    assert restored.sessions == (OPENING, replace(SECOND, withdrawn=True, partners=()))
    assert (restored.rooms, restored.speakers) == (RICH.rooms[:1], RICH.speakers)


def publish(plan: StopPlan) -> None:
    actions.publish(plan, text=agenda_file.write(plan))


@pytest.fixture
def staff_id(app: Flask) -> int:
    makers.make_prefecture()
    makers.make_service()
    makers.make_tour()
    publish(PLAN)
    return makers.make_staff().id


def change(staff_id: int, **values: object) -> StopPlan:
    return actions.change_draft(PLAN.key, lambda plan: replace(plan, **values), staff_id=staff_id)


def test_draft_begins_from_what_is_public_and_leaves_it_alone(staff_id: int) -> None:
    assert actions.open_draft(PLAN.key, staff_id=staff_id) == PLAN
    change(staff_id, seats=300)
    draft = queries.get_draft(PLAN.key)
    assert (draft.base_release, draft.number) == (1, 1)
    assert queries.get_stop(PLAN.key).seats is None


def test_draft_counts_no_edit_when_nothing_changed(staff_id: int) -> None:
    change(staff_id, seats=None)
    assert queries.get_draft(PLAN.key).number == 0


def test_draft_is_published_as_a_release_and_let_go(staff_id: int) -> None:
    change(staff_id, seats=300)
    published = actions.publish_draft(PLAN.key, number=1, staff_id=staff_id)
    assert (published.number, queries.get_stop(PLAN.key).seats) == (2, 300)
    assert makers.count(Draft) == 0


def test_draft_that_moved_since_it_was_looked_at_is_not_published(staff_id: int) -> None:
    change(staff_id, seats=300)
    change(staff_id, seats=400)
    with pytest.raises(drafting.DraftHasMoved):
        actions.publish_draft(PLAN.key, number=1, staff_id=staff_id)
    assert queries.get_stop(PLAN.key).release == 1


def test_draft_with_faults_is_not_published_and_stays(staff_id: int) -> None:
    change(staff_id, title={"ar": "محطة"})
    with pytest.raises(BadStopFile) as refused:
        actions.publish_draft(PLAN.key, number=1, staff_id=staff_id)
    assert [fault.code for fault in refused.value.faults] == ["missing_fr"]
    assert queries.get_draft(PLAN.key).number == 1


def test_new_stop_is_a_draft_until_it_is_published(staff_id: int) -> None:
    host = replace(FES, code="oujda")
    plan = drafting.new_stop(
        key="fes-2027",
        tour="communication-days",
        edition="2",
        host=host,
        first_day=date(2027, 5, 7),
        days=2,
    )
    actions.start_draft(plan, staff_id=staff_id)
    assert queries.find_stop("fes-2027") is None
    actions.publish_draft("fes-2027", number=0, staff_id=staff_id)
    assert [day.date.day for day in queries.get_stop("fes-2027").days] == [7, 8]


@pytest.mark.parametrize("taken", ["oujda-2027", "fes-2027"])
def test_new_stop_is_refused_when_its_key_is_taken(staff_id: int, taken: str) -> None:
    plan = replace(PLAN, key="fes-2027")
    actions.start_draft(plan, staff_id=staff_id)
    with pytest.raises(drafting.KeyIsTaken):
        actions.start_draft(replace(plan, key=taken), staff_id=staff_id)


def test_discarded_draft_is_gone_and_what_is_public_stands(staff_id: int) -> None:
    change(staff_id, seats=300)
    actions.discard_draft(PLAN.key, staff_id=staff_id)
    with pytest.raises(NotFound):
        queries.get_draft(PLAN.key)
    assert queries.get_stop(PLAN.key).release == 1


def test_second_to_publish_is_told_that_the_draft_is_gone(staff_id: int) -> None:
    change(staff_id, seats=300)
    actions.publish_draft(PLAN.key, number=1, staff_id=staff_id)
    with pytest.raises(drafting.NothingToPublish):
        actions.publish_draft(PLAN.key, number=1, staff_id=staff_id)


def test_draft_is_published_once_by_several_at_once(app: Flask, staff_id: int) -> None:
    change(staff_id, seats=300)

    def publish_it() -> None:
        actions.publish_draft(PLAN.key, number=1, over=1, staff_id=staff_id)

    assert together(app, publish_it) == ["NothingToPublish"] * 3 + ["done"]
    assert queries.get_stop(PLAN.key).release == 2


def test_draft_is_not_published_over_a_release_that_nobody_saw(staff_id: int) -> None:
    change(staff_id, seats=300)
    publish(replace(PLAN, seats=200))
    with pytest.raises(drafting.DraftHasMoved):
        actions.publish_draft(PLAN.key, number=1, over=1, staff_id=staff_id)
    assert actions.publish_draft(PLAN.key, number=1, over=2, staff_id=staff_id).number == 3


def test_draft_with_mixed_texts_is_not_published_and_stays(staff_id: int) -> None:
    change(staff_id, title={"ar": "محطة وجدة, فاس", "fr": "Étape"})
    with pytest.raises(MixedTexts):
        actions.publish_draft(PLAN.key, number=1, staff_id=staff_id)
    assert queries.get_draft(PLAN.key).number == 1


def test_draft_that_people_spoke_about_is_not_published_without_their_session(
    staff_id: int,
) -> None:
    publish(replace(PLAN, sessions=(replace(OPENING, services=("housing",)),)))
    makers.make_question(queries.get_stop(PLAN.key))
    change(staff_id, sessions=())
    with pytest.raises(SessionDropped):
        actions.publish_draft(PLAN.key, number=1, staff_id=staff_id)


def test_headline_is_kept_with_the_release_and_told_without_sentences(staff_id: int) -> None:
    headline = {"ar": "مقاعد أكثر.", "fr": "Plus de places."}
    change(staff_id, seats=300)
    actions.publish_draft(PLAN.key, number=1, staff_id=staff_id, headline=headline)
    told = queries.find_last_change(queries.get_stop(PLAN.key).id)
    assert told is not None
    assert (told.number, told.changes["headline"]) == (2, headline)


def test_draft_that_was_changed_since_is_not_discarded(staff_id: int) -> None:
    change(staff_id, seats=300)
    with pytest.raises(drafting.DraftHasMoved):
        actions.discard_draft(PLAN.key, staff_id=staff_id, number=0)
    actions.discard_draft(PLAN.key, staff_id=staff_id, number=1)
    assert queries.find_draft(PLAN.key) is None


def test_release_is_restored_into_the_draft_and_published_with_the_next_number(
    staff_id: int,
) -> None:
    publish(replace(PLAN, seats=200))
    actions.restore_release(PLAN.key, 1, staff_id=staff_id)
    assert queries.get_stop(PLAN.key).seats == 200
    assert actions.publish_draft(PLAN.key, number=1, staff_id=staff_id).number == 3
    assert queries.plan_of(queries.get_standing_release(PLAN.key), PLAN.key) == PLAN


def test_release_takes_the_place_of_a_draft_only_when_that_is_said(staff_id: int) -> None:
    publish(replace(PLAN, seats=200))
    change(staff_id, seats=300)
    with pytest.raises(drafting.DraftInTheWay):
        actions.restore_release(PLAN.key, 1, staff_id=staff_id)
    actions.restore_release(PLAN.key, 1, staff_id=staff_id, over_draft=True)
    assert queries.plan_in(queries.get_draft(PLAN.key)) == PLAN


def test_unknown_release_is_not_restored(staff_id: int) -> None:
    with pytest.raises(NotFound):
        actions.restore_release(PLAN.key, 7, staff_id=staff_id)
    assert queries.find_draft(PLAN.key) is None
