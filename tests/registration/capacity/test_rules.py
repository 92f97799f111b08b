"""Who has a place and who is next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.registration.capacity import rules
from caravan.registration.capacity.rules import Hall, Waits


def queue(*people: int) -> list[Waits]:
    return [Waits(number, size) for number, size in enumerate(people, 1)]


@pytest.mark.parametrize(
    ("people", "taken", "somebody_waits", "has"),
    [(1, 9, False, True), (2, 9, False, False), (1, 10, False, False), (1, 5, True, False)],
)
def test_has_place(people: int, taken: int, somebody_waits: bool, has: bool) -> None:
    found = rules.has_place(people, taken=taken, limit=10, somebody_waits=somebody_waits)
    assert found == has


@pytest.mark.parametrize(
    ("waiting", "limit", "given_to"),
    [
        ((1, 1, 1), 9, [1]),
        ((1, 1, 1), 10, [1, 2]),
        ((3, 1), 10, []),  # the family of three is next: who is alone does not overtake it
        ((11, 1), 10, [2]),  # no hall for eleven: they hold nobody up
        ((3, 1), None, [1, 2]),
        ((1,), 5, []),  # the limit was lowered
        ((), 10, []),
    ],
)
def test_next_in(waiting: tuple[int, ...], limit: int | None, given_to: list[int]) -> None:
    assert rules.next_in(queue(*waiting), taken=8, limit=limit) == given_to


@given(st.lists(st.integers(1, 10)), st.integers(0, 60), st.integers(1, 60))
def test_next_in_never_passes_the_limit_nor_anybody_who_fits(
    people: list[int], taken: int, limit: int
) -> None:
    waiting = queue(*people)
    given_to = rules.next_in(waiting, taken=taken, limit=limit)

    came = sum(waits.people for waits in waiting if waits.registration_id in given_to)
    fitting = [waits.registration_id for waits in waiting if waits.people <= limit]
    assert came == 0 or taken + came <= limit
    assert given_to == fitting[: len(given_to)]


@pytest.mark.parametrize(
    ("hall", "free", "over", "is_full"),
    [
        (Hall(12, 0, 10, None), None, 2, False),
        (Hall(12, 0, None, 10), 0, 0, True),
        (Hall(9, 0, 10, 10), 1, 0, False),
        (Hall(9, 4, 10, 10), 1, 0, True),
    ],
)
def test_hall_tells_how_full_it_is(hall: Hall, free: int | None, over: int, is_full: bool) -> None:
    assert (hall.free, hall.over, hall.is_full) == (free, over, is_full)
