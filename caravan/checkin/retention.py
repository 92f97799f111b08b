"""How long arrivals stay as rows of persons; `followup` keeps their numbers before."""

from caravan.checkin.models import Arrival, BadgePrint
from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.tour import queries as tour

_TABLES = Base.metadata.tables

ARRIVALS = Rule(
    "arrivals",
    _TABLES["arrivals"],
    lambda limit: Arrival.stop_id.in_(tour.ids_ended_before(limit.day)),
)
BADGE_PRINTS = Rule(
    "arrivals",
    _TABLES["badge_prints"],
    lambda limit: BadgePrint.stop_id.in_(tour.ids_ended_before(limit.day)),
)
