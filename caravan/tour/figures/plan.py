"""Figures of a year as their file says them, and whether their parts add up."""

from collections.abc import Iterable
from dataclasses import dataclass

from caravan.tour.stop_plan import Text


@dataclass(frozen=True)
class PartPlan:
    """One part of a figure: how many of it, and which."""

    name: Text
    value: int


@dataclass(frozen=True)
class FigurePlan:
    """A figure of one year, from a published text; the same `code` in another year is compared.

    `source` says where it stands. `parts` are those that the text gives, in its order.
    """

    code: str
    year: int
    name: Text
    value: int
    source: str
    parts: tuple[PartPlan, ...] = ()


def gap(value: int, parts: Iterable[int]) -> int:
    """By how much a figure is more than its parts together; 0 where none are given."""
    known = list(parts)
    return value - sum(known) if known else 0
