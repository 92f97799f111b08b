"""How long people stay: with everything that hangs on their registration, they go together.

So do those who were invited and never registered, and lists that nobody took.
"""

from sqlalchemy import and_, or_

from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.registration.exports.models import ExportRequest
from caravan.registration.imports.models import Invitation, InvitationList
from caravan.registration.imports.rules import LIST_WAITS
from caravan.registration.models import Registration
from caravan.tour import queries as tour

_TABLES = Base.metadata.tables

RETENTION = (
    Rule(
        "stop",
        _TABLES["registrations"],
        lambda limit: Registration.stop_id.in_(tour.ids_ended_before(limit.day)),
        is_person=True,
    ),
    Rule(
        "stop",
        _TABLES["invitations"],
        lambda limit: Invitation.stop_id.in_(tour.ids_ended_before(limit.day)),
    ),
    Rule(
        "stop",
        _TABLES["invitation_lists"],
        lambda limit: or_(
            InvitationList.stop_id.in_(tour.ids_ended_before(limit.day)),
            and_(
                InvitationList.taken_at.is_(None),
                InvitationList.sent_at < limit.moment - LIST_WAITS,
            ),
        ),
    ),
    Rule(
        "staff",
        _TABLES["export_requests"],
        lambda limit: ExportRequest.asked_at < limit.instant,
    ),
)
