"""The tour as a whole: rates without small groups, time to answer, promises by owner."""

from collections import Counter
from datetime import date, timedelta

from caravan.followup.across import rules

NEVER: tuple[dict[str, Counter[str]], dict[str, int]] = ({}, {})


def test_rate_is_of_a_hundred_attendees_and_moves_against_the_year_before() -> None:
    spoken = {"oujda": {"housing": 60, "health": 20}, "fes": {"housing": 30, "health": 100}}
    before = ({"oujda": {"housing": 40, "health": 40}, "fes": {"housing": 40}}, {"oujda": 200})

    shown = rules.matrix(spoken, {"oujda": 200, "fes": 100}, before, {"housing": 2, "health": 1})

    assert shown.places == ("oujda", "fes")
    assert [(row.theme, row.stops) for row in shown.rows] == [("health", 1), ("housing", 2)]
    [health, housing] = shown.rows
    assert [(one.value, one.change) for one in housing.rates] == [(30, 10), (30, None)]
    assert [one.value for one in health.rates] == [10, 100]
    assert (housing.all.value, health.all.value) == (30, 40)
    assert [one.step for one in health.rates] == [0, 4]


def test_count_under_ten_is_hidden_and_one_beside_it_that_would_tell_it() -> None:
    spoken = {
        "oujda": {"housing": 60, "health": 9, "sport": 40},
        "fes": {"housing": 60, "health": 50, "sport": 40},
    }

    shown = rules.matrix(spoken, {"oujda": 100, "fes": 100}, NEVER, {})
    hidden = {row.theme: [one.is_hidden for one in row.rates] for row in shown.rows}

    assert hidden["health"] == [True, True]
    assert sum(map(sum, hidden.values())) == 4


def test_there_is_no_rate_where_nobody_was_counted_or_too_few_came() -> None:
    spoken = {"oujda": {"housing": 60}, "fes": {"housing": 60}, "nador": {"housing": 60}}

    shown = rules.matrix(spoken, {"oujda": 0, "fes": 4, "nador": 100}, NEVER, {})

    [housing] = shown.rows
    assert [(one.value, one.is_hidden) for one in housing.rates] == [
        (None, False),
        (None, True),
        (60, False),
    ]


def test_rate_goes_to_the_nearest_and_is_no_share_that_is_kept_from_nothing_and_all() -> None:
    """15 of 15,000 are not 1 of a hundred, which would be 150; 1,995 voices of 2,000 are 100."""
    many = rules.matrix({"oujda": {"housing": 15, "health": 1995}}, {"oujda": 2000}, NEVER, {})
    few = rules.matrix({"oujda": {"housing": 15}}, {"oujda": 15_000}, NEVER, {})

    told = [(one.all.value, one.all.is_trace) for one in (*many.rows, *few.rows)]
    assert told == [(100, False), (1, False), (0, True)]


def test_nothing_said_gives_no_rows() -> None:
    assert rules.matrix({}, {}, NEVER, {}).rows == ()
    assert rules.matrix({"oujda": {}}, {"oujda": 100}, NEVER, {}).rows == ()


def test_theme_leads_to_the_highest_one_above_it_even_in_a_ring() -> None:
    parents = {
        "housing": None,
        "price": "housing",
        "loan": "price",
        "a": "b",
        "b": "a",
        "c": "gone",
    }

    tops = rules.top_themes(parents)

    assert [tops[code] for code in ("housing", "loan", "c")] == ["housing", "housing", "c"]
    assert {tops["a"], tops["b"]} <= {"a", "b"}


def test_time_to_answer_is_told_from_five_answers_on() -> None:
    day = date(2027, 4, 9)
    took = [("bank", day, day + timedelta(days=n)) for n in (1, 2, 3, 30, 4)]

    assert rules.waited([*took, ("health", day, day)]) == [
        rules.Waited("bank", 5, 3, 30),
        rules.Waited("health", 1, None, None),
    ]


def test_owner_with_most_late_promises_comes_first() -> None:
    made = [("A", False, "kept"), ("A", False, "open"), ("B", True, "late"), ("B", True, "kept")]

    [first, second] = rules.ledgers(made)

    assert (first.owner, first.is_partner, first.kept, first.late) == ("B", True, 1, 1)
    assert (second.owner, second.made, second.late) == ("A", 2, 0)


def test_share_of_the_voices_is_told_where_neither_sum_is_small() -> None:
    came = {"oujda": 400, "fes": 400}
    everybody = rules.matrix({"oujda": {"housing": 60}, "fes": {"health": 58}}, came, NEVER, {})
    named = rules.matrix({"oujda": {"housing": 31}}, came, NEVER, {})
    few = rules.matrix({"oujda": {"housing": 9}}, came, NEVER, {})

    assert (everybody.voices, named.voices, few.voices) == (120, 30, None)
    assert [one.share_of(everybody) for one in (named, few)] == [25, None]
    assert named.share_of(rules.matrix({}, {}, NEVER, {})) is None
