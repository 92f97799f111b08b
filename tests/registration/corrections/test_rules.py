"""How many come after a correction: the number follows those told of."""

import pytest

from caravan.registration.corrections import rules
from caravan.registration.rules import TooManyCompanions


@pytest.mark.parametrize(
    ("said", "told", "before", "told_before", "number"),
    [
        (3, 2, 3, 3, 2),  # one of those told of was taken away, the number left as it stood
        (3, 4, 3, 3, 4),  # one was added
        (3, 1, 3, 0, 4),  # one more is told of beside three who were only counted
        (2, 0, 3, 0, 2),  # the number was lowered
        (5, 3, 3, 3, 5),  # and raised
        (0, 2, 0, 0, 2),
    ],
)
def test_number_follows_who_is_told_of(
    said: int, told: int, before: int, told_before: int, number: int
) -> None:
    assert rules.coming(said, told, before=before, told_before=told_before) == number


def test_lowering_one_of_two_numbers_is_refused() -> None:
    with pytest.raises(rules.FewerThanTold):
        rules.coming(2, 3, before=3, told_before=3)
    with pytest.raises(rules.FewerThanTold):
        rules.refuse_contradiction(1, 2, ("سلمى بناني", "آدم بناني"))
    rules.refuse_contradiction(2, 2, ("سلمى بناني", "آدم بناني", "هبة بناني"))


def test_more_than_one_can_bring_is_refused() -> None:
    with pytest.raises(TooManyCompanions):
        rules.coming(5, 6, before=5, told_before=0)


@pytest.mark.parametrize(("more", "waits"), [(2, False), (1, True)])
def test_more_than_the_hall_holds_is_refused(more: int, waits: bool) -> None:
    rules.refuse_beyond(1, taken=9, limit=10, somebody_waits=False)
    with pytest.raises(rules.NoPlaceForMore):
        rules.refuse_beyond(more, taken=9, limit=10, somebody_waits=waits)
