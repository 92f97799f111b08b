"""The summary as a workbook: every count of it in a cell of its own, protected as on paper."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from caravan.kernel.texts import gettext as _
from caravan.press.summary.details import printed
from caravan.press.summary.facts import Cell, StopSummary
from caravan.press.words import labels

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME_LENGTH = 31
"""A sheet's name is no longer."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

Row = Sequence[Cell | str]


@dataclass(frozen=True)
class Leaf:
    """One sheet: its name, the heads of its columns, its rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Row]


def draw_workbook(summary: StopSummary) -> bytes:
    """The workbook; gettext must speak the language of the summary."""
    from openpyxl import Workbook  # noqa: PLC0415 - 8 MB, wanted once in a long while

    book, out = Workbook(write_only=True), io.BytesIO()
    book.properties.creator, book.properties.identifier = "Caravan", summary.digest
    names: set[str] = set()
    for leaf in leaves(summary):
        _write(book, leaf, _name(_brief(leaf.name), names), summary)
    book.save(out)
    return out.getvalue()


def leaves(summary: StopSummary) -> list[Leaf]:
    """The sheets that have rows, the main figures first."""
    words = labels(summary.lang)
    found = [
        Leaf(
            words["overview"],
            (_("Figure"), _("Count"), _("Note")),
            [(one.label, one.value, one.note) for one in summary.figures],
        ),
        Leaf(words["by_hour"], (_("Day"), _("Hour"), _("Arrivals")), list(_hours(summary))),
        Leaf(
            words["by_category"],
            (_("Situation"), _("Came"), _("People registered")),
            [
                (one.name or one.title, one.count, one.registered)
                for one in summary.attendance.categories
            ],
        ),
        Leaf(
            words["by_service"],
            (_("The subject"), _("Questions"), _("Answered")),
            [(one.title, one.asked, one.answered) for one in summary.services],
        ),
        *(Leaf(one.title, one.heads, one.rows) for one in summary.tables),
        Leaf(
            words["suggestions"],
            (_("State"), _("Count")),
            [(one.title, one.count) for one in summary.suggestions],
        ),
        Leaf(words["owed"], _owed_heads(), list(_owed(summary))),
        *(Leaf(one.title, one.heads, one.rows) for one in (summary.done,) if one),
        Leaf(_("Agenda"), (_("Day"), _("Hour"), _("What"), _("State")), list(_agenda(summary))),
        Leaf(_("Method"), (_("About"), _("Text")), list(_method(summary))),
    ]
    return [leaf for leaf in found if leaf.rows]


def _owed_heads() -> tuple[str, ...]:
    return (_("What"), _("The subject"), _("Office"), _("Until"), _("State"))


def _hours(summary: StopSummary) -> Iterator[Row]:
    for day in summary.attendance.days:
        yield (day.title, "", day.total)
        for hour in day.hours:
            yield (day.title, f"{hour.hour:02d}:00", hour.count)


def _owed(summary: StopSummary) -> Iterator[Row]:
    for one in summary.owed:
        yield (one.text, one.owed_to, one.office, one.due, one.state_text)


def _agenda(summary: StopSummary) -> Iterator[Row]:
    withdrawn = labels(summary.lang)["withdrawn"]
    for day in summary.agenda:
        for row in day.rows:
            state = row.state_text or (withdrawn if row.withdrawn else "")
            yield (day.title, row.time, row.title, state)


def _method(summary: StopSummary) -> Iterator[Row]:
    for line in summary.method:
        yield (line.label, line.text)
    yield (_("Prepared"), summary.prepared)
    if summary.digest:
        yield (labels(summary.lang)["digest"], summary.digest)


def _brief(title: str) -> str:
    """What a sheet is called whose title on paper is longer than its name may be."""
    brief = {
        _("Compared with the last visit and the tour"): _("Comparison"),
        _("What was done, what was not possible"): _("Done or not possible"),
    }
    return str(brief.get(title, title))


def _name(title: str, taken: set[str]) -> str:
    """A name that a sheet may have, and no other one of the book has.

    The name of a session, which may be of any length, ends with a whole word and "…".
    """
    base = " ".join(title.translate(_FORBIDDEN).split()).strip("' ") or "1"
    name, number = _fitting(base), 2
    while name.casefold() in taken:
        name = f"{_fitting(base, NAME_LENGTH - 1 - len(str(number)))} {number}"
        number += 1
    taken.add(name.casefold())
    return name


def _fitting(base: str, most: int = NAME_LENGTH) -> str:
    cut = shorten(base, most, placeholder="…")
    return cut if cut != "…" else f"{base[: most - 1]}…"


def _write(book: Any, leaf: Leaf, name: str, summary: StopSummary) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    sheet = book.create_sheet(name)
    sheet.sheet_view.rightToLeft = summary.lang == "ar"
    sheet.freeze_panes = "A2"
    for at, wide in enumerate(_widths(leaf)):
        sheet.column_dimensions["ABCDEFGHIJ"[at]].width = wide
    for number, row in enumerate((leaf.heads, *leaf.rows)):
        cells = []
        for value in row:
            shown = value if isinstance(value, int) else printed(value, summary.lang)
            one = WriteOnlyCell(sheet, shown)
            if isinstance(shown, str):
                one.data_type = "s"  # text, whatever it looks like
            if number == 0:
                one.font = Font(bold=True)
            cells.append(one)
        sheet.append(cells)


def _widths(leaf: Leaf) -> Iterable[int]:
    """As wide as the longest text of the column, within reason."""
    columns = zip(leaf.heads, *leaf.rows, strict=True)
    return [min(max(len(str(value)) for value in column) + 2, 60) for column in columns]
