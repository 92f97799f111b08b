"""When a batch comes out, and what a change of mode asks for."""

from datetime import date

import pytest

from caravan.kernel.refusal import Refusal
from caravan.voice.rounds import rules

MORNING, AFTERNOON = (date(2025, 2, 7), "am"), (date(2025, 2, 7), "pm")


@pytest.mark.parametrize(
    ("waiting", "comes"),
    [
        ([], False),
        ([MORNING] * 4, False),
        ([MORNING] * 5, True),
        ([MORNING] * 6, True),
        ([AFTERNOON], True),
        ([MORNING, (date(2025, 2, 6), "am")], True),
    ],
)
def test_batch_comes_out_with_the_fifth_or_when_its_half_day_is_over(
    waiting: list[rules.HalfDay], comes: bool
) -> None:
    assert rules.comes_out(waiting, MORNING) is comes


@pytest.mark.parametrize(
    ("seen", "sure", "refusal"),
    [("named", True, rules.RoundChanged), ("unnamed", False, rules.NotConfirmed)],
)
def test_mode_is_not_changed_unseen_or_by_mistake(
    seen: str, sure: bool, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        rules.check_change(seen, "unnamed", sure=sure)


def test_each_mode_has_the_other() -> None:
    assert [rules.other_mode(mode) for mode in rules.MODES] == ["named", "unnamed"]
