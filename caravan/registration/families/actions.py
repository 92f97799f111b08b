"""Writing families: a registration and those who come along, together or not at all."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert

from caravan.kernel.db import rows, transaction
from caravan.registration import actions
from caravan.registration import rules as registration
from caravan.registration.families import rules
from caravan.registration.families.models import Companion
from caravan.registration.models import Consent

_BRING = insert(Companion).inline()
_ANSWER_FOR = insert(Consent).inline()


def register(
    stop: registration.Known,
    details: registration.Details,
    family: Sequence[rules.Companion],
    *,
    now: datetime,
) -> actions.Registered:
    """Register a person with the family; sent again, it is the same registration and family.

    Where children come along, it is kept that the person answers for them, since `now` (UTC).
    """
    if not family:
        return actions.register(stop, details, now=now)
    return actions.register(
        stop, details, now=now, also=lambda registration_id: bring(registration_id, family, now)
    )


def bring(registration_id: int, family: Sequence[rules.Companion], now: datetime) -> None:
    """Keep who comes along with a registration of this transaction."""
    with transaction():
        for one in family:
            value = {"registration_id": registration_id, "kind": one.kind, "name": one.name}
            rows(_BRING, value)
        if any(one.kind == rules.MINOR for one in family):
            consent = {
                "registration_id": registration_id,
                "purpose": rules.GUARDIAN_PURPOSE,
                "notice_version": registration.NOTICE_VERSION,
                "agreed_at": now,
            }
            rows(_ANSWER_FOR, consent)
