"""How long ended sign-ins stay."""

from caravan.accounts.models import SignInLink, StaffSession
from caravan.kernel.db import Base
from caravan.kernel.retention import Rule

_TABLES = Base.metadata.tables

RETENTION = (
    Rule("staff", _TABLES["staff_sessions"], lambda limit: StaffSession.expires_at < limit.instant),
    Rule("staff", _TABLES["sign_in_links"], lambda limit: SignInLink.expires_at < limit.instant),
)
