"""Taking over the bank's file: another wording is another version, the former ones stay."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.tour.bank.models import BankQuestion
from caravan.tour.bank.plan import BankPlan

_WORDED = ("kind", "text", "choices", "low", "high")
"""What makes a version: with another one of these it is another question to whoever answers."""


def take_over(writing: Session, plans: Sequence[BankPlan]) -> None:
    """Make the file's questions the current ones, each with a new version where it is worded anew.

    What the file no longer names can be chosen no more; surveys that ask it go on.
    """
    newest: dict[str, BankQuestion] = {}
    for row in writing.scalars(select(BankQuestion).order_by(BankQuestion.version)):
        row.is_current = False
        newest[row.code] = row
    for position, plan in enumerate(plans):
        row = _version(newest.get(plan.code), plan)
        row.about, row.position, row.is_current = list(plan.about), position, True
        writing.add(row)


def _version(last: BankQuestion | None, plan: BankPlan) -> BankQuestion:
    """The last version where it says the same, else the next one."""
    said = vars(replace(plan, choices=())) | {"choices": list(plan.choices)}
    worded = {name: said[name] for name in _WORDED}
    if last is not None and all(getattr(last, name) == worded[name] for name in _WORDED):
        return last
    return BankQuestion(code=plan.code, version=last.version + 1 if last else 1, **worded)
