"""How long people stay: with everything that hangs on their registration, they go together."""

from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.registration.models import Registration
from caravan.tour import queries as tour

RETENTION = (
    Rule(
        "stop",
        Base.metadata.tables["registrations"],
        lambda limit: Registration.stop_id.in_(tour.ids_ended_before(limit.day)),
        is_person=True,
    ),
)
