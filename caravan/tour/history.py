"""The releases of a stop: what each told, how two of them differ, what restoring one would do."""

from dataclasses import dataclass
from datetime import datetime

from caravan.accounts import queries as accounts
from caravan.kernel.clock import to_wall
from caravan.tour import drafting, queries
from caravan.tour.comparison import Row, compare
from caravan.tour.models import Release, Stop
from caravan.tour.stop_plan import StopPlan, Text


@dataclass(frozen=True)
class Past:
    """A release: its number, when (wall time) and by whom, the sentences by language, a headline.

    `by` is "" for the command line.
    """

    number: int
    published_at: datetime
    by: str
    sentences: dict[str, list[str]]
    headline: Text


@dataclass(frozen=True)
class Difference:
    """Two releases side by side; `rows` is None where the file of one is no longer readable."""

    earlier: int
    later: int
    rows: list[Row] | None


def past_releases(stop: Stop) -> list[Past]:
    """Every release of the stop, the newest first."""
    found = queries.releases(stop.id)
    names = accounts.names_of(release.staff_id for release in found)
    return [_past(release, names) for release in found]


def _past(release: Release, names: dict[int, str]) -> Past:
    return Past(
        number=release.number,
        published_at=to_wall(release.published_at),
        by=names.get(release.staff_id or 0, ""),
        sentences=release.changes["sentences"],
        headline=release.changes.get("headline", {}),
    )


def compare_releases(key: str, earlier: int, later: int) -> Difference:
    """How release `later` of the stop differs from `earlier`. Refused for an unknown one."""
    known = queries.known_codes()
    found = [queries.get_release(key, number) for number in (earlier, later)]
    old, new = (queries.find_plan(release, key, known) for release in found)
    return Difference(earlier, later, compare(old, new, known) if old and new else None)


def compare_restored(stop: Stop, number: int) -> Difference:
    """What would change for everybody if release `number` were restored and published."""
    known = queries.known_codes()
    standing = queries.find_plan(queries.find_release(stop.id), stop.key, known)
    earlier = queries.find_plan(queries.get_release(stop.key, number), stop.key, known)
    rows = None
    if standing and earlier:
        rows = compare(standing, _restored(stop, earlier, standing), known)
    return Difference(stop.release, number, rows)


def restored_plan(key: str, number: int) -> StopPlan:
    """Release `number` of the stop as it would be published after the one that stands.

    Refused: NotFound for an unknown release, BadStopFile where its file names what is not known
    any more.
    """
    stop, known = queries.get_stop(key), queries.known_codes()
    earlier = queries.plan_of(queries.get_release(key, number), key, known)
    standing = queries.find_plan(queries.find_release(stop.id), key, known)
    return _restored(stop, earlier, standing or earlier)


def _restored(stop: Stop, earlier: StopPlan, standing: StopPlan) -> StopPlan:
    return drafting.restore(earlier, standing, queries.spoken_about(stop))
