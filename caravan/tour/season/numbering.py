"""The running number of each stop in its tour, through all editions: Kenitra 2025 is the eighth."""

from collections.abc import Collection, Iterable
from datetime import date

from caravan.tour.season.cautions import is_held
from caravan.tour.stop_plan import StopPlan


def running_numbers(
    plans: Iterable[StopPlan], tour: str, *, announced: Collection[str]
) -> dict[str, int]:
    """The number of each stop of `tour` by its key, in the order of its days.

    The numbers of the stops `announced` (keys of published ones) hold where they leave a gap: not
    every stop of the past is in the program. What does not take place counts nothing.
    """
    counted = [plan for plan in plans if plan.tour == tour and is_held(plan)]
    number, numbers = 0, {}
    for plan in sorted(counted, key=lambda one: (one.first_day, one.key)):
        known = plan.stage or 0 if plan.key in announced else 0
        number = max(number + 1, known)
        numbers[plan.key] = number
    return numbers


def number_on(
    plans: Iterable[StopPlan], tour: str, day: date, *, announced: Collection[str]
) -> int:
    """The number of a stop of `tour` that would begin on `day`."""
    before = [plan for plan in plans if plan.days and plan.first_day <= day]
    return max(running_numbers(before, tour, announced=announced).values(), default=0) + 1


def misnumbered(plans: Collection[StopPlan], *, announced: Collection[str]) -> dict[str, int]:
    """The stops whose number is not the running one, with the one that would be."""
    tours = {plan.tour for plan in plans}
    numbers = {
        key: number
        for tour in sorted(tours)
        for key, number in running_numbers(plans, tour, announced=announced).items()
    }
    return {
        plan.key: numbers[plan.key]
        for plan in plans
        if plan.key in numbers and plan.stage != numbers[plan.key]
    }
