"""Reading families: who comes along with whom."""

from sqlalchemy import select

from caravan.kernel.db import session
from caravan.registration.families import rules
from caravan.registration.families.models import Companion


def companions_of(registration_id: int) -> list[rules.Companion]:
    """Those who were told of, in the order of telling."""
    chosen = select(Companion.kind, Companion.name).where(
        Companion.registration_id == registration_id
    )
    rows = session().execute(chosen.order_by(Companion.id))
    return [rules.Companion(kind, name) for kind, name in rows]


def told_of(registration_id: int, companions: int) -> list[rules.Companion]:
    """The same; nobody is looked for where nobody comes along."""
    return companions_of(registration_id) if companions else []
