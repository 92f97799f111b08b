"""How long offices' addresses and representatives' shifts stay: as long as their stop's people."""

from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.tour import queries
from caravan.tour.models import Contact
from caravan.tour.offers.models import StandShift

_TABLES = Base.metadata.tables

RETENTION = (
    Rule(
        "offices",
        _TABLES["contacts"],
        lambda limit: Contact.stop_key.in_(queries.keys_ended_before(limit.day)),
    ),
    Rule(
        "offices",
        _TABLES["stand_shifts"],
        lambda limit: StandShift.stop_id.in_(queries.ids_ended_before(limit.day)),
    ),
)
