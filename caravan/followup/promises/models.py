"""Tables of promises: what each is held to, its steps, what askers say of those that were kept."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class Commitment(Base):
    """What a promise is held to, and how far it has come; a promise without one is planned.

    `stage` is one of rules.STAGES. `body_code` is who owes it; `measure` says, by language, by what
    one sees that it is done. It may serve a line of the action plan, and a clause of an agreement:
    a facility at a site, whose delivery the register of agreements tells.
    """

    __tablename__ = "commitments"

    promise_id: Mapped[str] = mapped_column(ForeignKey("promises.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(String(10), default="planned")
    body_code: Mapped[str | None] = mapped_column(ForeignKey("answering_bodies.code"), index=True)
    measure: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    plan_line: Mapped[str | None] = mapped_column(ForeignKey("plan_lines.code"), index=True)
    agreement_key: Mapped[str | None] = mapped_column(ForeignKey("agreements.key"), index=True)
    site: Mapped[str | None] = mapped_column(String(60))
    facility: Mapped[str | None] = mapped_column(String(60))


class PromiseStep(Base):
    """A step in the life of a promise; none is changed, the last one stands.

    `kind` is one of rules.KINDS, `due` the day that held from then on, `note` the reason or the
    evidence by language. `staff_id` is empty for what askers and the clock did, and no hour is
    kept: an asker's would tell when somebody looked.
    """

    __tablename__ = "promise_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    promise_id: Mapped[str] = mapped_column(ForeignKey("promises.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    due: Mapped[date]
    note: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    day: Mapped[date]


class PromiseVerdict(Base):
    """One asker's word on a promise that was said to be kept; `mark` seals promise, text, occasion.

    It names no text: whoever reads the table cannot tell whose question it was.
    """

    __tablename__ = "promise_verdicts"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: Mapped[str] = mapped_column(String(32), primary_key=True)
    promise_id: Mapped[str] = mapped_column(ForeignKey("promises.id"), index=True)
    is_solved: Mapped[bool]
    day: Mapped[date]


class PlainAnswer(Base):
    """An answer that names a day or a figure and promises nothing: somebody looked and said so."""

    __tablename__ = "plain_answers"

    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), primary_key=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    looked_at: Mapped[datetime] = mapped_column(Instant)
