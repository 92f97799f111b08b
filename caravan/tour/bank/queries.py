"""Reading the bank of questions."""

from collections.abc import Sequence

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.tour.bank.models import BankQuestion


def current_questions() -> list[BankQuestion]:
    """The questions that can be chosen, each in its newest version, in the order of the file."""
    chosen = select(BankQuestion).where(BankQuestion.is_current)
    return list(session().scalars(chosen.order_by(BankQuestion.position, BankQuestion.code)))


def proposed(about: str) -> list[BankQuestion]:
    """The current questions that the file proposes for a "stop" or a "session"."""
    return [one for one in current_questions() if about in one.about]


def questions_named(names: Sequence[str]) -> list[BankQuestion]:
    """The versions with these names ("welcome.2"), in this order; unknown ones are left out."""
    codes = {name.rpartition(".")[0] for name in names}
    chosen = select(BankQuestion).where(BankQuestion.code.in_(codes))
    known = {one.name: one for one in session().scalars(chosen)}
    return [known[name] for name in names if name in known]
