"""Tables of invitations: lists that wait to be taken, and whoever is invited."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, Instant


class InvitationList(Base):
    """A list that was sent and read without fault, until somebody takes it or a day has passed.

    `rows` holds what was read (JSON, packed), and is emptied once the list is taken.
    """

    __tablename__ = "invitation_lists"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"), index=True)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    sent_at: Mapped[datetime] = mapped_column(Instant)
    taken_at: Mapped[datetime | None] = mapped_column(Instant)
    rows: Mapped[bytes] = mapped_column(LargeBinary)


class Invitation(Base):
    """One person invited to a stop; `mark` makes the same person of a second list this row.

    `code` is in the personal link, whose seal nobody else can make. Invited is not registered:
    the person opens the link, agrees, and sends the form.
    """

    __tablename__ = "invitations"
    __table_args__ = (UniqueConstraint("stop_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("stops.id"))
    mark: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(26), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    latin_name: Mapped[str | None] = mapped_column(String(120))
    name_folded: Mapped[str] = mapped_column(String(260))
    category: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str | None] = mapped_column(String(20))
    companions: Mapped[int] = mapped_column(default=0)
    until: Mapped[date]
    invited_at: Mapped[datetime] = mapped_column(Instant)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registrations.id"), unique=True)
