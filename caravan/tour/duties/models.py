"""Tables of the duties: themes, answering bodies, which body answers what, lines of the plan."""

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base

Texts = dict[str, str]


class Theme(Base):
    """What a question or suggestion is about; `parent` is the theme above it.

    `service` is the one whose questions have this theme until somebody codes them.
    """

    __tablename__ = "themes"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Texts] = mapped_column(JSON)
    parent: Mapped[str | None] = mapped_column(String(40))
    service: Mapped[str | None] = mapped_column(String(40))
    position: Mapped[int]


class AnsweringBody(Base):
    """Who answers: a department, the mutual, the health inspection, a command, a partner.

    `days` is how many working days an answer may take; `organisation` the partner's code. One that
    the file names no longer is withdrawn: what it answered keeps its name, nothing more is given to
    it, and its link opens nothing.
    """

    __tablename__ = "answering_bodies"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[Texts] = mapped_column(JSON)
    days: Mapped[int]
    organisation: Mapped[str | None] = mapped_column(ForeignKey("organisations.code"))
    position: Mapped[int]
    is_withdrawn: Mapped[bool] = mapped_column(default=False)


class AnswerRoute(Base):
    """The body that answers for a service, in one prefecture or ("") wherever no other is named."""

    __tablename__ = "answer_routes"

    service: Mapped[str] = mapped_column(String(40), primary_key=True)
    prefecture: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    body_code: Mapped[str] = mapped_column(ForeignKey("answering_bodies.code"))


class PlanLine(Base):
    """A line of the five-year action plan; `service` is the one that it serves, if one.

    `theme` is the one whose wordings lead to it; without it, those about the service do.
    """

    __tablename__ = "plan_lines"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Texts] = mapped_column(JSON)
    service: Mapped[str | None] = mapped_column(String(40))
    theme: Mapped[str | None] = mapped_column(String(40))
    position: Mapped[int]
