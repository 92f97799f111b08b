"""Scales of charts, and what a chart shows of a hidden count."""

import pytest

from caravan.press.charts import ticks


@pytest.mark.parametrize(
    ("top", "marks"),
    [(4, (2, 4)), (11, (5, 10)), (99, (20, 40)), (231, (100, 200)), (1, (1,)), (407, (200, 400))],
)
def test_scale_bears_two_round_marks(top: int, marks: tuple[int, ...]) -> None:
    assert ticks(top) == marks
