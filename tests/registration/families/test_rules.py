"""Who comes along: counted or named, children only with somebody who answers for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.registration.families import rules
from caravan.registration.families.rules import ADULT, HELPER, MINOR, Companion
from caravan.registration.rules import NameMissing, NameTooLong, TooManyCompanions


def test_counts_give_companions_without_names() -> None:
    told = rules.gather({ADULT: 1, HELPER: 1}, {}, guardian=False)

    assert told == (Companion(ADULT), Companion(HELPER))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_names_count_where_they_are_more_than_was_counted(count: int) -> None:
    told = rules.gather({ADULT: count}, {ADULT: ["سعاد", "علي"]}, guardian=False)

    assert told == (Companion(ADULT, "سعاد"), Companion(ADULT, "علي"))


def test_children_need_somebody_who_answers_for_them() -> None:
    with pytest.raises(rules.GuardianMissing):
        rules.gather({MINOR: 1}, {}, guardian=False)

    assert rules.gather({MINOR: 1}, {}, guardian=True) == (Companion(MINOR),)


def test_more_than_one_person_can_bring_is_refused() -> None:
    with pytest.raises(TooManyCompanions):
        rules.gather({ADULT: 5, HELPER: 5}, {}, guardian=False)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("سعاد 0612345678", rules.NameWithContact),
        ("سعاد ٠٦١٢٣٤٥٦٧٨", rules.NameWithContact),
        ("souad@example.org", rules.NameWithContact),
        ("سعاد\nx", NameMissing),
        ("س" * 81, NameTooLong),
        ("سعاد\n" * 10, TooManyCompanions),
    ],
)
def test_name_that_is_none_is_refused(text: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        rules.read_names(text)


def test_names_stand_one_a_line() -> None:
    assert rules.read_names("  سعاد   العلوي \r\n\n علي") == ("سعاد العلوي", "علي")


@given(st.dictionaries(st.sampled_from(rules.KINDS), st.integers(0, 9)), st.integers(0, 9))
def test_total_is_never_less_than_what_was_told(counts: dict[str, int], said: int) -> None:
    try:
        told = rules.gather(counts, {}, guardian=True)
    except TooManyCompanions:
        assert sum(counts.values()) > 9
    else:
        assert rules.total(said, told) == max(said, sum(counts.values()))
