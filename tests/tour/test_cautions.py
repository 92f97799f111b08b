"""What the planner warns of: each rule, what it names, and how it is set aside."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from caravan.tour.season.cautions import (
    MESSAGES,
    Announced,
    Caution,
    all_cautions,
    cautions,
)
from caravan.tour.season.year import Avoided, Season
from caravan.tour.stop_plan import KEPT_RULES, Day, Kept, PartnerPlan, StopPlan
from tests.tour.season_plans import SPRING, TODAY, make_plan, make_season, make_session

HOUR = timedelta(hours=1)
SEASON = make_season()
BANK = PartnerPlan("bank", "bank", {"ar": "بنك الأمل", "fr": "Banque Al Amal"})


def warned(
    plan: StopPlan, *others: StopPlan, season: Season = SEASON, **more: Any
) -> list[Caution]:
    return cautions(plan, others, season, **{"today": TODAY, **more})


def codes(plan: StopPlan, *others: StopPlan, **more: Any) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in warned(plan, *others, **more)]


def test_nothing_is_said_of_a_friday_in_spring() -> None:
    assert codes(make_plan()) == []


def test_session_in_the_prayer_block_is_named_by_its_key() -> None:
    noon = make_session(SPRING, "12:00", "13:00", key="noon")
    (caution,) = warned(make_plan(sessions=(noon,)))
    assert (caution.rule, caution.code, caution.subject, caution.severity) == (
        "friday_prayer",
        "prayer",
        "noon",
        "err",
    )
    assert (caution.params["starts"], caution.params["ends"]) == (time(12, 30), time(14, 45))


@pytest.mark.parametrize(
    "harmless",
    [
        {"kind": "pause"},
        {"withdrawn": True},
        {"ends": time(12, 30)},
        {"day": SPRING + timedelta(days=1)},
    ],
)
def test_session_beside_the_prayer_block_is_not_warned_of(harmless: dict[str, Any]) -> None:
    noon = replace(make_session(SPRING, "12:00", "13:00"), **harmless)
    assert codes(make_plan(sessions=(noon,))) == []


def test_prayer_block_is_the_one_that_the_day_says() -> None:
    day = Day(SPRING, time(8, 30), time(17, 30), time(13, 30), time(15))
    noon = make_session(SPRING, "12:30", "13:30")
    assert codes(replace(make_plan(sessions=(noon,)), days=(day,))) == []


@pytest.mark.parametrize(
    ("first", "days", "expected"),
    [
        (date(2026, 12, 31), 2, [("holiday", "2027-01-01")]),  # New Year's Day itself
        (date(2027, 1, 15), 2, [("holiday_before", "2027-01-15")]),  # Thursday the 14th
        (date(2026, 11, 5), 1, [("holiday_after", "2026-11-05")]),  # Friday the 6th
        (date(2027, 5, 14), 1, []),  # two days before a calculated feast
        (date(2027, 5, 15), 1, [("holiday_near", "2027-05-15")]),
        (date(2027, 5, 16), 1, [("holiday_calculated", "2027-05-16")]),
        (date(2027, 10, 29), 2, []),  # Unity Day on the Sunday after changes nobody's week
    ],
)
def test_holidays_on_and_beside_the_days_are_named(
    first: date, days: int, expected: list[tuple[str, str]]
) -> None:
    found = codes(make_plan(first=first, days=days, sessions=()), today=date(2026, 11, 1))
    assert found == expected


def test_ramadan_is_named_with_the_hours_of_offices() -> None:
    (caution,) = warned(make_plan(first=date(2027, 2, 12)))
    assert (caution.code, caution.severity) == ("ramadan_calculated", "err")
    assert caution.params == {"opens": time(9), "closes": time(15), "day": date(2027, 2, 8)}


def test_ramadan_that_was_seen_is_no_longer_called_calculated() -> None:
    season = make_season({("ramadan", 1448): date(2027, 2, 8)})
    assert codes(make_plan(first=date(2027, 2, 12)), season=season) == [("ramadan", "")]


def test_stop_right_before_a_calculated_ramadan_is_warned_of() -> None:
    plan = make_plan(first=date(2027, 2, 7), days=1, sessions=())
    assert codes(plan) == [("ramadan_near", "")]
    seen = make_season({("ramadan", 1448): date(2027, 2, 8)})
    assert codes(plan, season=seen) == []


def test_change_of_the_clock_on_or_just_before_the_days_is_warned_of() -> None:
    then = {"today": date(2026, 9, 1)}
    found = {
        day: codes(make_plan(first=date(2026, 9, day), days=1, sessions=()), **then)
        for day in (19, 20, 23, 24)
    }
    changed = [("clock_changes", "")]
    assert found == {19: [], 20: changed, 23: changed, 24: []}


def test_hours_announced_before_the_clock_was_changed_are_warned_of() -> None:
    summer = Announced(datetime(2026, 8, 1, tzinfo=UTC))
    (caution,) = warned(make_plan(), announced=summer)
    assert caution.code == "clock_held"
    assert caution.params == {
        "before": HOUR,
        "after": 0 * HOUR,
        "wall": time(9, 30),
        "shown": time(8, 30),
    }


def test_hours_announced_with_the_clock_of_the_day_are_not_warned_of() -> None:
    winter = Announced(datetime(2026, 11, 1, tzinfo=UTC), {SPRING: 0 * HOUR})
    assert codes(make_plan(), announced=winter) == []


def test_instants_made_with_older_zone_rules_are_warned_of() -> None:
    older = Announced(datetime(2026, 11, 1, tzinfo=UTC), {SPRING: HOUR})
    assert codes(make_plan(), announced=older) == [("clock_held", "")]


def test_hour_that_is_for_staff_only_was_given_to_nobody() -> None:
    early = make_session(SPRING, "06:00", "07:00", key="set-up", internal=True)
    plan = make_plan(sessions=(early, make_session(SPRING)))
    (caution,) = warned(plan, announced=Announced(datetime(2026, 8, 1, tzinfo=UTC)))
    assert caution.params["wall"] == time(9, 30)


def test_other_stop_with_the_same_team_on_the_same_day_is_named() -> None:
    other = make_plan("fes-2027", SPRING + timedelta(days=1))
    (caution,) = warned(make_plan(), other)
    assert (caution.code, caution.subject, caution.other, caution.severity) == (
        "overlap_team",
        "fes-2027",
        "fes-2027",
        "err",
    )


@pytest.mark.parametrize(
    "apart",
    [{"team": "south"}, {"status": "cancelled"}, {"status": "moved"}, {"rehearsal": True}],
)
def test_other_stop_that_shares_nothing_or_is_not_held_is_not_named(apart: dict[str, Any]) -> None:
    assert codes(make_plan(), make_plan("fes-2027", **apart)) == []


@pytest.mark.parametrize(
    "partner",
    [
        BANK,
        replace(BANK, key="b", name={"ar": "بَنْكُ الأمل", "fr": "Autre"}),
        replace(BANK, key="b", name={"ar": "آخر", "fr": "banque al amal"}),
    ],
)
def test_partner_is_recognised_by_key_or_name_at_another_stop(partner: PartnerPlan) -> None:
    other = make_plan("fes-2027", team="south", partners=(partner,))
    found = warned(make_plan(partners=(BANK,)), other)
    assert [(one.code, one.severity) for one in found] == [("overlap_partner", "warn")]


def test_overlap_is_set_aside_for_one_partner_at_one_stop() -> None:
    agency = replace(BANK, key="agency", name={"ar": "وكالة", "fr": "Agence"})
    partners = (BANK, agency)
    others = [make_plan(key, team=key, partners=partners) for key in ("fes-2027", "nador-2027")]
    kept = Kept("overlap", "wali", "two crews", "fes-2027/bank")
    found = warned(make_plan(partners=partners, kept=(kept,)), *others)
    assert [one.subject for one in found] == [
        "fes-2027/agency",
        "nador-2027/bank",
        "nador-2027/agency",
    ]


def test_stop_does_not_overlap_with_itself() -> None:
    plan = make_plan(partners=(BANK,))
    assert codes(plan, plan) == []


def test_avoided_day_is_named_with_its_reason() -> None:
    span = Avoided("x", SPRING, SPRING, {"ar": "حفل", "fr": "Cérémonie"})
    (caution,) = warned(make_plan(), season=make_season(avoided=(span,)))
    assert (caution.rule, caution.subject) == ("avoided", "2027-04-09")
    assert caution.params["reason"] == span.reason


@pytest.mark.parametrize(
    "plan",
    [
        make_plan(first=date(2026, 11, 18), days=1),
        make_plan(first=date(2027, 1, 1), status="cancelled"),
        make_plan(first=date(2027, 1, 1), status="moved"),
        make_plan(first=date(2027, 1, 1), rehearsal=True),
    ],
    ids=["over", "cancelled", "moved", "rehearsal"],
)
def test_nothing_is_said_of_what_is_over_or_not_held(plan: StopPlan) -> None:
    assert codes(plan) == []


def test_gravest_warnings_come_first() -> None:
    span = Avoided("x", date(2027, 1, 1), date(2027, 1, 1), {"ar": "س", "fr": "m"})
    found = warned(make_plan(first=date(2027, 1, 1)), season=make_season(avoided=(span,)))
    assert [one.code for one in found] == ["holiday", "avoided"]


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (Kept("holiday", "خلية", "سبب", "2027-01-01"), []),
        (Kept("holiday", "خلية", "سبب"), []),
        (Kept("holiday", "خلية", "سبب", "2027-01-02"), ["holiday"]),
        (Kept("ramadan", "خلية", "سبب"), ["holiday"]),
    ],
)
def test_rule_is_set_aside_for_its_subject_or_the_whole_stop(
    kept: Kept, expected: list[str]
) -> None:
    plan = make_plan(first=date(2027, 1, 1), kept=(kept,))
    assert [one.code for one in warned(plan)] == expected
    assert len(all_cautions(plan, [], SEASON, today=TODAY)) == 1


def test_prayer_block_is_set_aside_only_session_by_session() -> None:
    noon = make_session(SPRING, "12:00", "13:00", key="noon")
    whole = make_plan(sessions=(noon,), kept=(Kept("friday_prayer", "x", "y"),))
    named = replace(whole, kept=(Kept("friday_prayer", "x", "y", "noon"),))
    assert [codes(whole), codes(named)] == [[("prayer", "noon")], []]


def test_every_message_is_a_caution_of_a_rule_that_can_be_set_aside() -> None:
    prefixes = {"prayer": "friday_prayer", "clock": "clock_change"}
    rules = {prefixes.get(code.split("_")[0], code.split("_")[0]) for code in MESSAGES}
    assert rules == set(KEPT_RULES)
