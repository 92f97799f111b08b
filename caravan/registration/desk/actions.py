"""Writing at the desk: register somebody by word of mouth."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from caravan.kernel import audit
from caravan.kernel.db import rows
from caravan.registration import actions
from caravan.registration import rules as registration
from caravan.registration.desk.models import Assistance
from caravan.registration.families import actions as families
from caravan.registration.families.rules import Companion

_HELP = insert(Assistance).inline()


def register(
    stop: registration.Known,
    details: registration.Details,
    family: Sequence[Companion],
    *,
    staff_id: int,
    now: datetime,
) -> actions.Registered:
    """Register a person who agreed aloud after all was read back, marked as helped by `staff_id`.

    Sent again, it is the same registration.
    """

    def also(registration_id: int) -> None:
        families.bring(registration_id, family, now)
        helped = {"registration_id": registration_id, "staff_id": staff_id, "assisted_at": now}
        rows(_HELP, helped)
        audit.record(
            "registration.assist",
            staff_id=staff_id,
            stop_key=stop.key,
            subject=str(registration_id),
        )

    return actions.register(stop, details, now=now, also=also)
