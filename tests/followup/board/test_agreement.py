"""How far two coders agree."""

import pytest

from caravan.followup.board.agreement import agreement, by_coders


def pairs(**counts: int) -> list[tuple[str, str]]:
    """`pairs(yy=20)` are twenty items to which both gave y."""
    return [(two[0], two[1]) for two, number in counts.items() for _ in range(number)]


@pytest.mark.parametrize(
    ("given", "share", "kappa"),
    [
        (pairs(yy=20, yn=5, ny=10, nn=15), 0.7, 0.4),  # the usual example of textbooks
        (pairs(yy=45, yn=15, ny=25, nn=15), 0.6, 0.1304),
        (pairs(yy=25, yn=35, ny=5, nn=35), 0.6, 0.2593),
        # three themes by hand: 29 of 40 alike, by chance (13*14 + 17*16 + 10*10) / 1600 = 0.34625
        (pairs(aa=10, ab=2, ac=1, ba=3, bb=12, bc=2, ca=1, cb=2, cc=7), 0.725, 0.5793),
        (pairs(yy=3, yn=1), 0.75, 0.0),  # one coder gave one theme to all: no more than by lot
        (pairs(yy=3, nn=2), 1.0, 1.0),
        (pairs(yn=1, ny=1), 0.0, -1.0),
    ],
)
def test_kappa_is_what_is_shared_beyond_chance(
    given: list[tuple[str, str]], share: float, kappa: float
) -> None:
    found = agreement(given)
    assert (found.items, found.share) == (len(given), pytest.approx(share))
    assert found.kappa == pytest.approx(kappa, abs=0.0001)


@pytest.mark.parametrize("given", [[], pairs(yy=7)])
def test_kappa_says_nothing_where_no_theme_could_differ(given: list[tuple[str, str]]) -> None:
    assert agreement(given).kappa is None


def test_every_two_coders_are_compared_on_what_both_coded() -> None:
    codings = [
        ("one", 1, "price"),
        ("one", 2, "housing"),
        ("two", 2, "health"),
        ("two", 1, "health"),
        ("three", 1, "health"),
        ("four", 3, "price"),
        ("four", 2, "price"),
    ]
    tops = {"price": "housing"}

    found = by_coders(codings, lambda code: tops.get(code, code))

    assert [(one.first, one.second, one.themes.items) for one in found] == [(1, 2, 2), (2, 3, 1)]
    assert (found[0].themes.share, found[0].tops.share) == (0.5, 1.0)
