"""Tables of the staff: people, their roles by stop, sign-in links and open sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from caravan.accounts import rules
from caravan.kernel.db import Base, Instant


class Staff(Base):
    """One person who signs in. The TOTP secret is derived, never stored (docs/decisions/)."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_round: Mapped[int] = mapped_column(default=0)
    totp_confirmed: Mapped[bool] = mapped_column(default=False)
    totp_last_step: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    roles: Mapped[list["StaffRole"]] = relationship(back_populates="staff", lazy="selectin")

    def may(self, right: str, stop_key: str | None = None) -> bool:
        """Whether one of the roles gives `right` for the stop (without one: for any stop)."""
        return self.closed_at is None and rules.may(
            [(role.role, role.stop_key) for role in self.roles], right, stop_key
        )

    def may_everywhere(self, right: str) -> bool:
        """Whether one of the roles gives `right` for all stops."""
        roles = [(role.role, role.stop_key) for role in self.roles]
        return self.closed_at is None and rules.stops_with(roles, right) is None


class StaffRole(Base):
    """A role for one stop, or for all stops when `stop_key` is None."""

    __tablename__ = "staff_roles"
    __table_args__ = (UniqueConstraint("staff_id", "role", "stop_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[str] = mapped_column(String(20))
    stop_key: Mapped[str | None] = mapped_column(String(60))
    staff: Mapped[Staff] = relationship(back_populates="roles")


class StaffSession(Base):
    """An open sign-in; the browser holds the token, we hold its hash. Ending it is a date."""

    __tablename__ = "staff_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class SignInLink(Base):
    """A link that opens one account once, to set its password and its code application."""

    __tablename__ = "sign_in_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
