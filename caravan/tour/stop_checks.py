"""What must be true between the lines of a stop file: days in order, sessions inside their day."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from caravan.tour.file_fields import Row
from caravan.tour.toml_lines import Document


def check_stop(document: Document, stop: Row, days: list[Row], sessions: list[Row]) -> None:
    """Report to `document` each session, day and reason that does not fit the others.

    Rows hold only values that are right in themselves; what is absent was reported already.
    """
    _check_reason(document, stop)
    _check_days(document, days)
    by_date = {day.values["date"]: day.values for day in days if "date" in day.values}
    are_days_known = not document.is_spoiled(("day",)) and all("date" in day.values for day in days)
    for session in sessions if are_days_known else ():
        _check_session(document, session, by_date)


def _check_reason(document: Document, stop: Row) -> None:
    needs_reason = stop.values.get("status", "announced") != "announced"
    if needs_reason and "reason" not in document.data and not document.is_spoiled(("reason",)):
        document.report(("status",), "reason_missing")


def _check_days(document: Document, days: list[Row]) -> None:
    if not days and "day" not in document.data and not document.is_spoiled(("day",)):
        document.report(("day",), "missing")
    dates = [(day.path, day.values["date"]) for day in days if "date" in day.values]
    for (_, earlier), (path, later) in pairwise(dates):
        if later <= earlier:
            document.report((*path, "date"), "days_out_of_order")
    for day in days:
        opens, closes = day.values.get("opens"), day.values.get("closes")
        if opens and closes and closes <= opens:
            document.report((*day.path, "closes"), "closes_before_opens")


def _check_session(
    document: Document, session: Row, by_date: Mapping[date, Mapping[str, Any]]
) -> None:
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
    opens, closes = (by_date[values["day"]].get("opens"), by_date[values["day"]].get("closes"))
    if opens is None or closes is None or closes <= opens:
        return
    hours = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
    if starts is not None and not opens <= starts < closes:
        document.report((*path, "starts"), "outside_hours", **hours)
    elif ends is not None and ends > closes:
        document.report((*path, "ends"), "outside_hours", **hours)
