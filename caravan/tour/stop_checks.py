"""What must be true between the lines of a stop file: days in order, sessions inside their day."""

import re
from collections.abc import Collection, Mapping
from datetime import date, time
from itertools import pairwise
from typing import Any

from caravan.tour.catalogue import Catalogue
from caravan.tour.file_fields import Row
from caravan.tour.stop_plan import FRIDAY, MOST_DAYS, OFF, PRAYER
from caravan.tour.toml_lines import Document

Values = Mapping[str, Any]
_OTHER_STOP = re.compile(r"[a-z0-9-]+(/[a-z0-9_-]+)?")


def check_stop(
    document: Document, stop: Row, rows: Mapping[str, list[Row]], known: Catalogue
) -> None:
    """Report to `document` each day, session, reason and edition that does not fit the others.

    `rows` are the file's lists by name. They hold only values that are right in themselves; what
    is absent was reported already.
    """
    _check_reason(document, stop)
    _check_edition(document, stop, known)
    check_days(document, rows["day"])
    by_date = {row.values["date"]: row.values for row in rows["day"] if "date" in row.values}
    _check_kept(document, rows, by_date)
    if document.is_spoiled(("day",)) or any("date" not in row.values for row in rows["day"]):
        return
    kept = {
        row.values.get("subject")
        for row in rows["kept"]
        if row.values.get("rule") == "friday_prayer"
    }
    for session in rows["session"]:
        check_session(document, session, by_date, kept)


def _check_reason(document: Document, stop: Row) -> None:
    needs_reason = stop.values.get("status") in OFF
    if needs_reason and "reason" not in document.data and not document.is_spoiled(("reason",)):
        document.report(("status",), "reason_missing")


def _check_edition(document: Document, stop: Row, known: Catalogue) -> None:
    tour, edition = stop.values.get("tour"), stop.values.get("edition")
    if tour and edition and (tour, edition) not in known.editions:
        document.report(("edition",), "unknown_edition", value=edition, tour=tour)


def check_days(document: Document, days: list[Row]) -> None:
    """Report days that are too many, out of order, or whose hours or prayer block run backwards."""
    if not days and "day" not in document.data and not document.is_spoiled(("day",)):
        document.report(("day",), "missing")
    for day in days[MOST_DAYS:]:
        document.report(day.path, "too_many_days", limit=MOST_DAYS)
    dates = [(day.path, day.values["date"]) for day in days if "date" in day.values]
    for (_, earlier), (path, later) in pairwise(dates):
        if later <= earlier:
            document.report((*path, "date"), "days_out_of_order")
    for day in days:
        opens, closes = day.values.get("opens"), day.values.get("closes")
        if opens and closes and closes <= opens:
            document.report((*day.path, "closes"), "closes_before_opens")
        starts, ends = _block(day.values)
        if ends <= starts:
            key = "prayer_ends" if "prayer_ends" in day.values else "prayer_starts"
            document.report((*day.path, key), "block_ends_before_starts")


def _check_kept(
    document: Document, rows: Mapping[str, list[Row]], by_date: Mapping[date, Values]
) -> None:
    """What was set aside names a session or a day of this stop; an overlap names another stop."""
    known = {row.values.get("key") for row in rows["session"]}
    known |= {day.isoformat() for day in by_date}
    for row in rows["kept"]:
        subject = row.values.get("subject")
        if row.values.get("rule") == "overlap" and _OTHER_STOP.fullmatch(subject or ""):
            continue
        if subject and subject not in known and not document.is_spoiled(("session",)):
            document.report((*row.path, "subject"), "unknown_subject", value=subject)


def check_session(
    document: Document,
    session: Row,
    by_date: Mapping[date, Values],
    kept: Collection[str | None],
) -> None:
    """Report a session that is not on a day of the stop, within its hours, beside its prayer block.

    `kept` are the keys of the sessions that somebody keeps in the block.
    """
    values, path = session.values, session.path
    starts, ends = values.get("starts"), values.get("ends")
    if starts is not None and ends is not None and ends <= starts:
        document.report(
            (*path, "ends"), "ends_before_starts", starts=f"{starts:%H:%M}", ends=f"{ends:%H:%M}"
        )
        return
    if "day" not in values:
        return
    if values["day"] not in by_date:
        document.report((*path, "day"), "no_such_day", value=values["day"].isoformat())
        return
    day = by_date[values["day"]]
    if _is_within_hours(document, session, day) and values.get("key") not in kept:
        _check_prayer(document, session, day)


def _is_within_hours(document: Document, session: Row, day: Values) -> bool:
    opens, closes = day.get("opens"), day.get("closes")
    starts, ends = session.values.get("starts"), session.values.get("ends")
    if opens is None or closes is None or closes <= opens:
        return True
    hours = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
    if starts is not None and not opens <= starts < closes:
        document.report((*session.path, "starts"), "outside_hours", **hours)
        return False
    if ends is not None and ends > closes:
        document.report((*session.path, "ends"), "outside_hours", **hours)
        return False
    return True


def _check_prayer(document: Document, session: Row, day: Values) -> None:
    """On a Friday only a pause stands in the prayer block (docs/scheduling.md)."""
    values = session.values
    if day["date"].isoweekday() != FRIDAY or values.get("kind") in (None, "pause"):
        return
    if values.get("withdrawn") or "starts" not in values or "ends" not in values:
        return
    starts, ends = _block(day)
    if values["starts"] < ends and starts < values["ends"]:
        hours = {"starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
        document.report((*session.path, "starts"), "inside_prayer", **hours)


def _block(day: Values) -> tuple[time, time]:
    starts, ends = PRAYER
    return day.get("prayer_starts", starts), day.get("prayer_ends", ends)
