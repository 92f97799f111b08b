"""When a batch comes out, and what a change of mode asks for."""

from datetime import date

import pytest

from caravan.kernel.refusal import Refusal
from caravan.voice.rounds import rules

EARLIER, MORNING = (date(2025, 2, 6), "pm"), (date(2025, 2, 7), "am")


@pytest.mark.parametrize(
    ("waiting", "comes"),
    [
        ([], set()),
        ([MORNING] * 4, set()),
        ([MORNING] * 5, {MORNING}),
        ([MORNING] * 6, {MORNING}),
        ([EARLIER], {EARLIER}),
        ([MORNING, EARLIER], {EARLIER}),
        ([*[MORNING] * 4, EARLIER], {EARLIER}),
        ([*[MORNING] * 5, EARLIER], {MORNING, EARLIER}),
    ],
)
def test_batch_comes_out_with_the_fifth_or_when_its_half_day_is_over(
    waiting: list[rules.HalfDay], comes: set[rules.HalfDay]
) -> None:
    assert rules.coming_out(waiting, MORNING) == comes


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
