"""Reading where help is wanted."""

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.registration.kiosk.models import HelpCall


def open_calls(stop_id: int) -> list[HelpCall]:
    """The kiosks of the stop where nobody has gone yet, the longest waiting first."""
    chosen = select(HelpCall).where(HelpCall.stop_id == stop_id, HelpCall.answered_at.is_(None))
    return list(session().scalars(chosen.order_by(HelpCall.called_at, HelpCall.kiosk)))
