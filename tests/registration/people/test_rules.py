"""Who is proposed as one person, and who never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.kernel import names
from caravan.registration.people import rules
from caravan.registration.people.rules import Face, Pair

PHONE = "+212612345678"


def face(number: int, name: str, phone: str | None = None, latin: str | None = None) -> Face:
    return Face(number, names.search_key(name, latin), phone)


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        (("أحمد العلوي", None), ("احمد العلوى", None), ("spelled",)),
        (("أحمد العلوي", PHONE), ("العلوي أحمد", PHONE), ("spelled", "phone")),
        (("عبد الرحيم المنصوري", None), ("Abderrahim El Mansouri", PHONE), ("sounds",)),
        (("عبد الرحيم المنصوري", None), ("عبدالرحيم المنصوري", None), ("sounds",)),
        (("سلمى بناني", PHONE), ("Salma", PHONE), ("phone",)),
    ],
)
def test_pairs_are_proposed_with_their_reasons(
    first: tuple[str, str | None], second: tuple[str, str | None], reasons: tuple[str, ...]
) -> None:
    assert rules.propose([face(1, *first), face(2, *second)], set()) == [Pair(1, 2, reasons)]


def test_latin_spelling_of_an_arabic_name_is_compared() -> None:
    faces = [face(1, "قدور الشياظمي", latin="Kaddour Chiadmi"), face(2, "Kaddour Chiadmi")]

    assert [pair[:2] for pair in rules.propose(faces, set())] == [(1, 2)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("سلمى بناني", PHONE), ("Ahmed Alaoui", PHONE)),  # a couple with one telephone
        (("سلمى", None), ("سلمى", None)),
        (("أحمد العلوي", None), ("أحمد البقالي", None)),
    ],
)
def test_others_are_not_proposed(
    first: tuple[str, str | None], second: tuple[str, str | None]
) -> None:
    assert rules.propose([face(1, *first), face(2, *second)], set()) == []


def test_decided_pairs_are_not_proposed_again() -> None:
    faces = [face(number, "أحمد العلوي") for number in (1, 2, 3)]

    assert [pair[:2] for pair in rules.propose(faces, {(1, 3)})] == [(1, 2), (2, 3)]


def test_surest_come_first() -> None:
    faces = [face(1, "أحمد العلوي"), face(2, "Ahmed Alaoui", PHONE), face(3, "أحمد العلوي", PHONE)]

    assert [pair[:2] for pair in rules.propose(faces, set())] == [(2, 3), (1, 2), (1, 3)]


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from([None, PHONE])), max_size=8))
def test_any_names_give_each_pair_once_and_the_older_first(
    people: list[tuple[str, str | None]],
) -> None:
    faces = [face(number, *one) for number, one in enumerate(people)]

    pairs = [pair[:2] for pair in rules.propose(faces, set())]

    assert len(set(pairs)) == len(pairs)
    assert all(first < second for first, second in pairs)
