"""The table of the bank: every version of every question that was ever taken over."""

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base

Texts = dict[str, str]


class BankQuestion(Base):
    """One version of a question; its words never change. `is_current`: it can be chosen anew."""

    __tablename__ = "bank_questions"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[Texts] = mapped_column(JSON)
    choices: Mapped[list[Texts]] = mapped_column(JSON)
    low: Mapped[Texts] = mapped_column(JSON)
    high: Mapped[Texts] = mapped_column(JSON)
    about: Mapped[list[str]] = mapped_column(JSON)
    is_current: Mapped[bool]
    position: Mapped[int]

    @property
    def name(self) -> str:
        """Code and version as one word, "welcome.2"."""
        return f"{self.code}.{self.version}"
