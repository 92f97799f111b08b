"""Tables of families: who comes along with a registered person."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base


class Companion(Base):
    """One person who comes along, as far as it was told; goes with the registration.

    There is no column for a number or an address, and none may be added: a child has none here.
    """

    __tablename__ = "companions"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registrations.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str | None] = mapped_column(String(120))
