"""Stops planned: begun as a copy, moved, kept, called off, numbered; what the planner reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import db, transaction
from caravan.kernel.refusal import NotFound
from caravan.tour import actions, agenda_file, queries
from caravan.tour.actions.planning import CommandDoesNotStand, NoSuchCommand, StopIsOver
from caravan.tour.drafting import StopKeyIsTaken
from caravan.tour.models import AgendaSession, Draft, Prefecture
from caravan.tour.plan_json import mark_of
from caravan.tour.season import moving
from caravan.tour.stop_plan import Kept, PartnerPlan, Room, StopPlan
from tests import makers
from tests.tour.season_plans import SPRING, TODAY, make_plan, make_session

REASON = {"ar": "سوء الأحوال الجوية", "fr": "Intempéries"}
BANK = PartnerPlan("bank", "bank", {"ar": "بنك", "fr": "Banque"}, "A-01")
HALL = Room("hall", {"ar": "القاعة", "fr": "Salle"})
MODEL = make_plan(
    "oujda-2026",
    date(2026, 11, 13),
    status="open",
    stage=8,
    rooms=(HALL,),
    partners=(BANK,),
    sessions=(make_session(date(2026, 11, 13), room="hall"),),
)


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(datetime(2026, 11, 27, 9, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def staff_id(app: Flask) -> int:
    makers.make_prefecture(city={"ar": "وجدة", "fr": "Oujda"})
    makers.make_prefecture("fes", city={"ar": "فاس", "fr": "Fès"})
    makers.make_service()
    makers.make_tour()
    publish(MODEL)
    return makers.make_staff().id


def publish(plan: StopPlan) -> None:
    actions.publish(plan, text=agenda_file.write(plan))


def wanted(**values: Any) -> actions.NewStop:
    usual = {
        "model": "oujda-2026",
        "prefecture": "fes",
        "first_day": SPRING,
        "tour": "communication-days",
        "edition": "2",
    }
    return actions.NewStop(**{**usual, **values})


def end(command: Prefecture) -> None:
    with transaction() as writing:
        writing.merge(command).until = date(2026, 1, 1)


def audited() -> list[tuple[str, str | None]]:
    rows = db.session.query(AuditEntry).order_by(AuditEntry.id)
    return [(row.action, row.stop_key) for row in rows if row.action != "tour.publish"]


def test_copy_is_a_draft_with_everything_but_the_place(staff_id: int) -> None:
    planned = actions.plan_stop(wanted(), staff_id=staff_id)
    assert (planned.key, planned.prefecture, planned.stage) == ("fes-2027", "fes", 9)
    assert planned.title == {"ar": "محطة فاس", "fr": "Étape de Fès"}
    assert (planned.rooms, planned.partners) == (MODEL.rooms, MODEL.partners)
    assert [(one.day, one.room) for one in planned.sessions] == [(SPRING, "hall")]
    assert queries.get_plan("fes-2027") == planned
    assert queries.find_stop("fes-2027") is None
    assert audited() == [("tour.start_draft", "fes-2027")]


def test_copy_of_a_draft_takes_what_the_draft_says(staff_id: int) -> None:
    actions.plan_stop(wanted(), staff_id=staff_id)
    again = actions.plan_stop(
        wanted(model="fes-2027", prefecture="oujda", first_day=date(2027, 4, 23)),
        staff_id=staff_id,
    )
    assert (again.key, again.stage, again.rooms) == ("oujda-2027", 10, MODEL.rooms)


def test_second_stop_of_a_city_in_a_year_has_a_key_of_its_own(staff_id: int) -> None:
    keys = [
        actions.plan_stop(wanted(first_day=date(2027, 4, day)), staff_id=staff_id).key
        for day in (2, 9, 23)
    ]
    assert keys == ["fes-2027", "fes-2027-2", "fes-2027-3"]


def test_empty_stop_has_as_many_days_as_wanted(staff_id: int) -> None:
    planned = actions.plan_stop(wanted(model="", days=3), staff_id=staff_id)
    assert (len(planned.days), planned.sessions, planned.stage) == (3, (), 9)


def test_stop_is_refused_when_its_key_is_taken(staff_id: int) -> None:
    with pytest.raises(StopKeyIsTaken):
        actions.plan_stop(wanted(key="oujda-2026"), staff_id=staff_id)
    assert makers.count(Draft) == 0


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"prefecture": "nowhere"}, NoSuchCommand),
        ({"prefecture": "gone"}, CommandDoesNotStand),
        ({"model": "nowhere"}, NotFound),
    ],
)
def test_stop_is_refused_at_a_command_that_is_not_there(
    staff_id: int, values: dict[str, Any], refusal: type[Exception]
) -> None:
    makers.make_prefecture("gone", until=date(2026, 12, 31))
    with pytest.raises(refusal):
        actions.plan_stop(wanted(**values), staff_id=staff_id)


def test_days_move_in_the_draft_and_leave_what_is_public(staff_id: int) -> None:
    seen = mark_of(MODEL.days)
    actions.move_days("oujda-2026", SPRING, 2, seen=seen, staff_id=staff_id)
    assert queries.get_plan("oujda-2026").first_day == SPRING
    assert queries.get_stop("oujda-2026").first_day == MODEL.first_day
    assert audited() == [("tour.move_days", "oujda-2026")]


def test_refused_change_leaves_no_draft_and_no_audit_entry(staff_id: int) -> None:
    with pytest.raises(moving.WrongNumberOfDays):
        actions.move_days("oujda-2026", SPRING, 4, seen="", staff_id=staff_id)
    assert (makers.count(Draft), audited()) == (0, [])


def test_new_host_must_stand_on_the_days_and_the_old_one_may_have_ended(staff_id: int) -> None:
    makers.make_prefecture("gone", until=date(2026, 1, 1))
    facts = moving.facts_of(MODEL)
    seen = mark_of(facts)
    gone = replace(facts, prefecture="gone")
    with pytest.raises(CommandDoesNotStand):
        actions.set_facts("oujda-2026", gone, seen=seen, staff_id=staff_id)
    end(makers.make_prefecture("oujda"))
    changed = replace(facts, seats=200)
    assert actions.set_facts("oujda-2026", changed, seen=seen, staff_id=staff_id).seats == 200


def test_rule_is_kept_and_put_in_force_again(staff_id: int) -> None:
    kept = Kept("holiday", "خلية التواصل", "لا موعد آخر", "2026-11-13")
    assert actions.keep_rule("oujda-2026", kept, staff_id=staff_id).kept == (kept,)
    again = actions.ask_again("oujda-2026", "holiday", "2026-11-13", staff_id=staff_id)
    assert again.kept == ()
    assert [action for action, _ in audited()] == ["tour.keep_rule", "tour.ask_again"]


def test_stop_is_called_off_at_once_whatever_the_draft_holds(staff_id: int) -> None:
    seen = mark_of(moving.facts_of(MODEL))
    facts = replace(moving.facts_of(MODEL), seats=200)
    actions.set_facts("oujda-2026", facts, seen=seen, staff_id=staff_id)
    published = actions.cancel_now("oujda-2026", REASON, staff_id=staff_id, today=MODEL.first_day)
    stop, draft = queries.get_stop("oujda-2026"), queries.get_draft("oujda-2026")
    assert (stop.status, stop.status_reason, stop.seats) == ("cancelled", REASON, None)
    assert published.changes["fr"] == ["L’étape est annulée : Intempéries"]
    assert (draft.base_release, draft.plan["status"], draft.plan["seats"]) == (2, "cancelled", 200)
    assert audited()[-1] == ("tour.cancel", "oujda-2026")


def test_stop_is_not_called_off_without_a_reason_or_before_it_was_published(
    staff_id: int,
) -> None:
    with pytest.raises(moving.ReasonMissing):
        actions.cancel_now("oujda-2026", {"ar": "سبب"}, staff_id=staff_id, today=MODEL.first_day)
    actions.plan_stop(wanted(), staff_id=staff_id)
    with pytest.raises(NotFound):
        actions.cancel_now("fes-2027", REASON, staff_id=staff_id, today=MODEL.first_day)
    assert queries.get_stop("oujda-2026").release == 1


def test_stop_that_is_over_is_not_called_off(staff_id: int) -> None:
    after = MODEL.last_day + timedelta(days=1)
    with pytest.raises(StopIsOver):
        actions.cancel_now("oujda-2026", REASON, staff_id=staff_id, today=after)
    assert queries.get_stop("oujda-2026").status != "cancelled"


def test_coming_stops_are_numbered_in_order_in_their_drafts(staff_id: int) -> None:
    late = actions.plan_stop(wanted(first_day=date(2027, 5, 7)), staff_id=staff_id)
    early = actions.plan_stop(wanted(), staff_id=staff_id)
    assert (late.stage, early.stage) == (9, 9)
    assert actions.renumber(staff_id=staff_id, today=TODAY) == {late.key: 10}
    assert queries.get_plan(late.key).stage == 10
    assert actions.renumber(staff_id=staff_id, today=TODAY) == {}


def outlook(role: str = "organiser", stop_key: str | None = None) -> queries.Outlook:
    return queries.outlook(makers.make_staff(role, stop_key), TODAY, TODAY, today=TODAY)


def states(tour: queries.Outlook) -> dict[str, tuple[str, bool, bool]]:
    return {stop.key: (stop.state, stop.is_draft, stop.may_edit) for stop in tour.stops}


def test_planner_shows_the_plan_in_progress_of_each_stop(staff_id: int) -> None:
    coming = replace(make_plan(), prefecture="oujda", status="open")
    publish(coming)
    actions.open_draft(coming.key, staff_id=staff_id)
    actions.plan_stop(wanted(), staff_id=staff_id)
    assert states(outlook()) == {
        "oujda-2026": ("over", False, True),
        "oujda-2027": ("open", False, True),
        "fes-2027": ("planned", True, True),
    }
    actions.move_days(
        coming.key, date(2027, 4, 16), 2, seen=mark_of(coming.days), staff_id=staff_id
    )
    moved = {stop.key: stop for stop in outlook().stops}["oujda-2027"]
    assert (moved.is_draft, moved.plan.first_day) == (True, date(2027, 4, 16))


def test_organiser_of_one_stop_sees_the_published_tour_and_edits_one(staff_id: int) -> None:
    coming = replace(make_plan(), status="open")
    publish(coming)
    seats = replace(moving.facts_of(coming), seats=9)
    seen = mark_of(moving.facts_of(coming))
    actions.set_facts(coming.key, seats, seen=seen, staff_id=staff_id)
    actions.plan_stop(wanted(), staff_id=staff_id)
    assert states(outlook("organiser", "oujda-2026")) == {
        "oujda-2026": ("over", False, True),
        "oujda-2027": ("open", False, False),
    }


def test_planner_names_the_city_and_falls_back_to_the_title(staff_id: int) -> None:
    makers.make_prefecture("bare")
    plan = actions.plan_stop(wanted(model="", prefecture="fes"), staff_id=staff_id)
    actions.change_draft(plan.key, lambda one: replace(one, prefecture="bare"), staff_id=staff_id)
    names = {stop.key: stop.name["fr"] for stop in outlook().stops}
    assert names == {"oujda-2026": "Oujda", "fes-2027": "Étape de Fès"}


def test_planner_still_shows_a_stop_whose_file_can_no_longer_be_read(staff_id: int) -> None:
    makers.make_stop("bare", first_day=SPRING)
    assert states(outlook())["bare"] == ("open", False, True)


def test_hours_that_were_published_with_other_zone_rules_are_warned_of(staff_id: int) -> None:
    publish(replace(make_plan(), status="open"))
    assert outlook().watched["oujda-2027"].cautions == []
    with transaction() as writing:
        session = writing.query(AgendaSession).filter_by(day=SPRING).one()
        session.starts_at = datetime.combine(SPRING, time(8, 30), tzinfo=UTC)
    (caution,) = outlook().watched["oujda-2027"].cautions
    assert (caution.code, caution.params["shown"]) == ("clock_held", time(8, 30))


def test_stop_published_before_the_clock_was_changed_is_warned_of(staff_id: int) -> None:
    with time_machine.travel(datetime(2026, 8, 1, tzinfo=UTC)):
        publish(replace(make_plan(sessions=()), status="open"))
    (caution,) = outlook().watched["oujda-2027"].cautions
    assert (caution.code, caution.params["wall"]) == ("clock_held", time(8, 30))


@pytest.mark.parametrize("rows", [1, 3])
def test_planner_asks_as_often_for_three_stops_as_for_one(
    staff_id: int, request: pytest.FixtureRequest, rows: int
) -> None:
    for number in range(rows):
        publish(make_plan(f"stop-{number}", date(2027, 4, 2 + 7 * number), status="open"))
    person = makers.make_staff()
    queries.outlook(person, TODAY, TODAY, today=TODAY)
    with request.getfixturevalue("queries")() as seen:
        queries.outlook(person, TODAY, TODAY, today=TODAY)
    assert len(seen) == 7
