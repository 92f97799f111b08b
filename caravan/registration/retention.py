"""How long people stay: with everything that hangs on their registration, they go together."""

from caravan.kernel.clock import now
from caravan.kernel.db import Base
from caravan.kernel.retention import Rule
from caravan.registration.exports.models import ExportRequest
from caravan.registration.imports import rules as imports
from caravan.registration.imports.models import Invitation, InvitationList
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
    # Who was invited and never came has no registration to go with.
    Rule(
        "stop",
        _TABLES["invitations"],
        lambda limit: Invitation.stop_id.in_(tour.ids_ended_before(limit.day)),
    ),
    Rule(
        "stop",
        _TABLES["invitation_lists"],
        lambda limit: (
            InvitationList.stop_id.in_(tour.ids_ended_before(limit.day))
            | (InvitationList.taken_at.is_(None) & (InvitationList.sent_at < imports.old(now())))
        ),
    ),
    Rule(
        "staff",
        _TABLES["export_requests"],
        lambda limit: ExportRequest.asked_at < limit.instant,
    ),
)
