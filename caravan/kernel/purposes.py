"""The register of purposes: why personal data are kept, for how long, who receives them.

Law 09-08 asks that each purpose is declared before its data are taken. So a form that takes data
of people names its purpose (`collects`), and is not there while the register lacks it.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import JSON, String, select
from sqlalchemy.orm import Mapped, mapped_column

from caravan.kernel.db import Base, db
from caravan.kernel.refusal import Refusal
from caravan.kernel.versions import kept

TOPIC = "purposes"
View = TypeVar("View", bound=Callable[..., Any])
Texts = dict[str, str]


class Purpose(Base):
    """One purpose; `number` is the data protection commission's, "" while the declaration runs.

    Data are kept for `days` after the stop or after the act, as `counted_from` says.
    """

    __tablename__ = "purposes"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[Texts] = mapped_column(JSON)
    data: Mapped[Texts] = mapped_column(JSON)
    basis: Mapped[Texts] = mapped_column(JSON)
    recipients: Mapped[Texts] = mapped_column(JSON)
    days: Mapped[int]
    counted_from: Mapped[str] = mapped_column(String(10))
    note: Mapped[Texts] = mapped_column(JSON, default=dict)
    number: Mapped[str] = mapped_column(String(40), default="")
    declared: Mapped[date | None]
    position: Mapped[int]


class Stands(NamedTuple):
    """A purpose as it stands in the register."""

    code: str
    name: Texts
    data: Texts
    basis: Texts
    recipients: Texts
    days: int
    counted_from: str
    note: Texts
    number: str
    declared: date | None

    def kept_until(self, last_day: date) -> date:
        """The last day on which its data are kept, counted from `last_day`."""
        return last_day + timedelta(days=self.days)

    def due_before(self, moment: datetime) -> datetime:
        """What was done before this instant is older than its retention at `moment`."""
        return moment - timedelta(days=self.days)


class NoPurpose(Refusal):
    """A form whose purpose the register does not have is not published."""

    message = (
        "This form is closed: the purpose of its data is not in the register yet. The organisers "
        "load it with the file of purposes."
    )
    status = 503


_COLUMNS = [getattr(Purpose, name) for name in Stands._fields]


def register() -> list[Stands]:
    """Every purpose in the order of the register, at most a second old."""
    return kept(TOPIC, "register", _read)


def _read() -> list[Stands]:
    with db.engine.connect() as connection:
        chosen = select(*_COLUMNS).order_by(Purpose.position, Purpose.code)
        return [Stands._make(row) for row in connection.execute(chosen)]


def get_purpose(code: str) -> Stands:
    """The purpose with this code; refused when the register lacks it: NoPurpose."""
    found = next((one for one in register() if one.code == code), None)
    if found is None:
        raise NoPurpose
    return found


def collects(code: str) -> Callable[[View], View]:
    """Says of a view that its form takes personal data for this purpose; see `refuse_unlinked`."""

    def link(view: View) -> View:
        vars(view)["purpose"] = code
        return view

    return link


def refuse_unlinked(view: Callable[..., Any]) -> None:
    """Refused where `view` takes data for a purpose that the register does not have."""
    code: str | None = getattr(view, "purpose", None)
    if code is not None:
        get_purpose(code)
