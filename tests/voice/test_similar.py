"""The same question in three ways of writing: found by a local list of words."""

import itertools
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from caravan.voice import similar

GROUPS: list[list[str]] = tomllib.loads((Path(__file__).parent / "similar.toml").read_text())[
    "group"
]


@dataclass(frozen=True)
class Text:
    body: str


def found(body: str, among: list[str]) -> list[str]:
    return [one.body for one in similar.similar(body, [Text(other) for other in among])]


def test_80_of_100_true_duplicates_are_among_the_first_5() -> None:
    everything = list(itertools.chain(*GROUPS))
    pairs = [(body, other) for group in GROUPS for body, other in itertools.permutations(group, 2)]
    hits = [
        other in found(body, [one for one in everything if one != body]) for body, other in pairs
    ]

    assert sum(hits) / len(hits) >= 0.8


def test_few_of_those_shown_ask_something_else() -> None:
    everything = list(itertools.chain(*GROUPS))
    shown = [
        (body, other)
        for body in everything
        for other in found(body, [one for one in everything if one != body])
    ]
    wrong = [pair for pair in shown if not any(set(pair) <= set(group) for group in GROUPS)]

    assert len(wrong) / len(shown) <= 0.15


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("متى تُسلَّم مساكن وجدة؟", "متى  تسلم مساكن وجده"),
        ("Quand seront livrés les logements ?", "QUAND SERONT LIVRES LES LOGEMENTS"),
        ("fo9ach ytslmo dyour", "fou9ach ytslmou diour"),
    ],
)
def test_spelling_makes_no_difference(one: str, other: str) -> None:
    assert found(one, [other]) == [other]


@pytest.mark.parametrize("nothing", ["", "؟؟؟", "في من على", "123", "le la les", "س" * 500])
def test_what_says_nothing_is_like_nothing(nothing: str) -> None:
    assert found(nothing, ["متى تُسلَّم مساكن وجدة؟"]) == []


def test_most_alike_is_first() -> None:
    near, far = "متى تُسلَّم مساكن وجدة؟", "متى تسلم مساكن الرباط والناظور"
    assert found("تسليم السكن في وجدة متى", [far, near])[0] == near


def test_500_questions_are_looked_through_in_time() -> None:
    many = [f"{body} {number}" for number in range(9) for group in GROUPS for body in group]
    found("متى", many)
    began = time.perf_counter()
    found("متى تُسلَّم مساكن وجدة؟", many)

    assert time.perf_counter() - began < 0.5


def test_nearest_of_thousands_are_as_good_as_those_of_all() -> None:
    everything = [Text(body) for body in itertools.chain(*GROUPS)]
    pairs = [(body, other) for group in GROUPS for body, other in itertools.permutations(group, 2)]
    hits = [
        Text(other)
        in similar.nearest(body, [one for one in everything if one.body != body], similar.MOST)
        for body, other in pairs
    ]

    assert sum(hits) / len(hits) >= 0.8
