"""Decisions about agreements: where they stand, what a file may change, who edited meanwhile."""

from dataclasses import replace
from datetime import date

import pytest

from caravan.kernel.refusal import NotFound
from caravan.tour.agreements import register_file, rules
from caravan.tour.agreements.plan import AgreementPlan, Delivery, Facility, Stage
from tests.tour.agreements.register_files import SHORT

TODAY = date(2026, 1, 10)
(PLAN,) = register_file.read(SHORT, source="agreements.toml")
NAME = {"ar": "ا", "fr": "a"}


def with_step(state: str, day: date) -> AgreementPlan:
    return replace(PLAN, deliveries=(Delivery("laayoune", "gym", state, day, NAME),))


@pytest.mark.parametrize(
    ("state", "day", "mark"),
    [
        ("planned", TODAY, "coming"),
        ("planned", date(2026, 1, 9), "late"),
        ("begun", date(2026, 1, 9), "half"),
        ("delivered", date(2026, 1, 9), "kept"),
        ("given_up", date(2026, 1, 9), "no"),
    ],
)
def test_line_wears_the_mark_of_its_step(state: str, day: date, mark: str) -> None:
    (laayoune, guergarat) = rules.lines_by_site(with_step(state, day), TODAY)

    assert [line.mark for line in (*laayoune.lines, *guergarat.lines)] == [mark, "coming"]


def test_line_is_refused_where_nothing_is_due() -> None:
    assert rules.get_line(PLAN, "guergarat", "gym", TODAY).mark == "coming"
    with pytest.raises(NotFound):
        rules.get_line(PLAN, "guergarat", "pool", TODAY)


def test_facility_without_sites_is_told_apart() -> None:
    pool = Facility("pool", NAME)
    plan = replace(PLAN, facilities=(*PLAN.facilities, pool))

    assert rules.without_site(plan) == [pool]
    assert rules.count_delivered(plan) == (1, 2)


def test_state_is_the_last_one_and_signature_stays() -> None:
    later = replace(PLAN, stages=(*PLAN.stages, Stage("in_force", date(2026, 1, 1))))

    assert [rules.state_of(plan) for plan in (PLAN, later)] == ["signed", "in_force"]
    assert rules.find_signature(later) == PLAN.stages[0]
    assert rules.state_of(replace(PLAN, stages=())) is None


def test_register_begins_with_the_newest_signature() -> None:
    older = replace(PLAN, key="older", stages=(Stage("signed", date(2024, 1, 1)),))
    expected = replace(PLAN, key="expected", stages=(Stage("expected"),))

    assert [plan.key for plan in rules.newest_first([expected, older, PLAN])] == [
        "south-2025",
        "older",
        "expected",
    ]


@pytest.mark.parametrize(
    ("base", "new", "current", "verdict"),
    [
        ("a", "a", "edited", "same"),
        ("a", "b", "b", "same"),
        ("a", "b", "a", "take"),
        (None, "b", None, "take"),
        ("a", "b", "edited", "keep"),
        (None, "b", "entered", "keep"),
    ],
)
def test_file_is_followed_only_where_nobody_edited(
    base: str | None, new: str, current: str | None, verdict: str
) -> None:
    assert rules.decide(base, new, current) == verdict


BEGAN = {"name_ar": "ا", "name_fr": "a", "kind": "city"}
BASE = rules.base_of(BEGAN)


def test_edits_of_different_fields_are_joined() -> None:
    mine, saved = {**BEGAN, "name_ar": "ب"}, {**BEGAN, "kind": "command"}

    assert rules.reconcile(BASE, mine, saved) == {**mine, "kind": "command"}


def test_edits_of_one_field_are_both_shown() -> None:
    with pytest.raises(rules.ChangedMeanwhile) as refused:
        rules.reconcile(BASE, {**BEGAN, "name_ar": "ب"}, {**BEGAN, "name_ar": "ت"})

    assert refused.value.clashes == [rules.Clash("name_ar", "ت", "ب")]


@pytest.mark.parametrize(("taken", "kept"), [(("name_ar",), "ت"), ((), "ب")])
def test_choice_is_followed_when_the_form_is_sent_again(taken: tuple[str, ...], kept: str) -> None:
    saved = {**BEGAN, "name_ar": "ت"}
    with pytest.raises(rules.ChangedMeanwhile) as refused:
        rules.reconcile(BASE, {**BEGAN, "name_ar": "ب"}, saved)

    again = rules.reconcile(refused.value.base, {**BEGAN, "name_ar": "ب"}, saved, taken)

    assert again["name_ar"] == kept


@pytest.mark.parametrize("base", ["", "[]", "{", "null", '"x"', "[" * 9_999])
def test_broken_base_makes_every_difference_a_question(base: str) -> None:
    with pytest.raises(rules.ChangedMeanwhile):
        rules.reconcile(base, {**BEGAN, "kind": "command"}, BEGAN)


def test_day_to_come_is_only_for_plans() -> None:
    rules.check_day("planned", date(2026, 1, 11), TODAY)
    rules.check_day("delivered", TODAY, TODAY)
    with pytest.raises(rules.DayAhead):
        rules.check_day("delivered", date(2026, 1, 11), TODAY)


def stages(**days: str) -> list[Stage]:
    return [Stage(state, date.fromisoformat(day)) for state, day in days.items()]


@pytest.mark.parametrize(
    ("agreements", "state", "since"),
    [
        ([], "none", None),
        ([[]], "ahead", None),
        ([[Stage("expected")]], "ahead", None),
        ([stages(signed="2025-05-06")], "ahead", date(2025, 5, 6)),
        ([stages(in_force="2026-01-10")], "in_force", TODAY),
        ([stages(in_force="2026-01-11")], "ahead", None),
        ([stages(in_force="2025-01-01", ended="2026-01-11")], "in_force", date(2025, 1, 1)),
        ([stages(in_force="2025-01-01", ended="2026-01-10")], "ended", TODAY),
        ([stages(ended="2024-01-01"), stages(ended="2025-01-01")], "ended", date(2025, 1, 1)),
        ([stages(signed="2026-01-01"), stages(ended="2025-01-01")], "ended", date(2025, 1, 1)),
        ([stages(ended="2025-01-01"), stages(in_force="2025-02-01")], "in_force", date(2025, 2, 1)),
    ],
)
def test_partner_is_covered_by_an_agreement_in_force_that_day(
    agreements: list[list[Stage]], state: str, since: date | None
) -> None:
    cover = rules.cover([(NAME, one) for one in agreements], TODAY)

    assert (cover.state, cover.since) == (state, since)
