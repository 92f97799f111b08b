"""What time it is, in UTC and on Moroccan clocks."""

import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# The system's zone data may be old: Morocco moved to GMT for good on 20 September 2026, and
# Debian 12 does not know. The pinned `tzdata` package is asked alone.
zoneinfo.reset_tzpath(to=[])
ZoneInfo.clear_cache()

ZONE = ZoneInfo("Africa/Casablanca")


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The date on Moroccan clocks."""
    return now().astimezone(ZONE).date()


def to_wall(instant: datetime) -> datetime:
    """The aware `instant` as Moroccan clocks show it."""
    return instant.astimezone(ZONE)


def zone_minutes() -> int:
    """How far Moroccan clocks are ahead of UTC at present."""
    offset = now().astimezone(ZONE).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def to_instant(day: date, wall: time) -> datetime:
    """The UTC instant at which Moroccan clocks show `wall` on `day`."""
    return datetime.combine(day, wall, tzinfo=ZONE).astimezone(UTC)
