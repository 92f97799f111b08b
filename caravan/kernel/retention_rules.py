"""What the ground itself keeps of people, and how it goes: messages that are done, the audit."""

from sqlalchemy import and_, or_

from caravan.kernel.audit import AuditEntry
from caravan.kernel.db import Base
from caravan.kernel.outbox import Message
from caravan.kernel.retention import Rule

_TABLES = Base.metadata.tables

RETENTION = (
    Rule(
        "messages",
        _TABLES["outbox"],
        lambda limit: and_(
            Message.queued_at < limit.instant,
            or_(Message.sent_at.is_not(None), Message.given_up_at.is_not(None)),
        ),
    ),
    Rule("staff", _TABLES["audit_entries"], lambda limit: AuditEntry.at < limit.instant),
)
