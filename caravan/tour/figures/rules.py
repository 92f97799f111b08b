"""Decisions about figures that staff enter."""

from caravan.kernel.refusal import Refusal

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years of which figures are entered."""


class FigureChanged(Refusal):
    """Whoever corrects a figure has seen what it says."""

    message = (
        "A colleague changed this figure since you opened it. Theirs is kept; compare the two."
    )
    status = 409
