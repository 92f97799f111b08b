"""Writing calls for help, and that somebody goes there."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from caravan.kernel.db import row_transaction, rows, transaction
from caravan.registration.kiosk.models import HelpCall

_DIALECTS = (("sqlite", sqlite), ("postgresql", postgresql))


def call_help(stop_id: int, kiosk: int, *, now: datetime) -> None:
    """Call somebody to the kiosk; called again before anybody went, it is the same call."""
    row = {"stop_id": stop_id, "kiosk": kiosk, "called_at": now, "answered_at": None}
    with row_transaction() as name:
        insert = dict(_DIALECTS)[name].insert(HelpCall)
        anew = insert.on_conflict_do_update(
            index_elements=[HelpCall.stop_id, HelpCall.kiosk],
            set_={"called_at": insert.excluded.called_at, "answered_at": None},
            where=HelpCall.answered_at.is_not(None),
        )
        rows(anew, row)


def answer_help(stop_id: int, kiosk: int, *, now: datetime) -> None:
    """Somebody goes to the kiosk; twice is once."""
    chosen = update(HelpCall).where(HelpCall.stop_id == stop_id, HelpCall.kiosk == kiosk)
    with transaction() as writing:
        writing.execute(chosen.where(HelpCall.answered_at.is_(None)).values(answered_at=now))
