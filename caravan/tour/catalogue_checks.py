"""What must be true between the rows of a catalogue file: a tree of commands, spans of days."""

from caravan.tour.file_fields import Row
from caravan.tour.season.moroccan_holidays import calculated, is_near
from caravan.tour.toml_lines import Document


def check_commands(document: Document, commands: list[Row]) -> None:
    """Report each command that stands below itself, or ends before it begins."""
    check_spans(document, commands, "since", "until")
    parents = {
        row.values["code"]: row.values.get("parent") for row in commands if "code" in row.values
    }
    for row in commands:
        code = row.values.get("code")
        if code and is_below(row.values.get("parent"), code, parents):
            document.report((*row.path, "parent"), "below_itself", value=parents[code])


def is_below(code: str | None, above: str, parents: dict[str, str | None]) -> bool:
    """Whether the command `code` is `above`, or stands anywhere below it."""
    seen: set[str] = set()
    while code and code not in seen:
        if code == above:
            return True
        seen.add(code)
        code = parents.get(code)
    return False


def check_spans(document: Document, rows: list[Row], first: str, last: str) -> None:
    """Report each row whose `last` day comes before its `first`."""
    for row in rows:
        begins, ends = row.values.get(first), row.values.get(last)
        if begins and ends and ends < begins:
            document.report((*row.path, last), "last_before_first")


def check_moved(document: Document, rows: list[Row]) -> None:
    """Report each lunar date that lies far from where it is calculated."""
    for row in rows:
        feast, year, day = (row.values.get(name) for name in ("feast", "hijri_year", "date"))
        if feast and year and day and not is_near(feast, year, day):
            expected = calculated(feast, year)
            document.report((*row.path, "date"), "not_near", day=expected or year)
