"""Rows into the bytes of an XLSX or CSV file, Arabic intact and nothing that a program runs."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, Any

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
_STEP = 500
# What begins a formula somewhere, in its wide forms too, and what stands before it unseen.
_UNSEEN = (
    "\\s\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_BEGINS = re.compile(f"^[{_UNSEEN}]*[=+\\-@＝＋－＠|%]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
Value = str | int | None
"""Text, which no spreadsheet may take for a formula, or a number; None is an empty cell."""
Rows = Iterable[Sequence[Value]]


def write(form: str, heads: Sequence[str], rows: Rows, *, mark: str, to_left: bool) -> bytes:
    """The file in `form` ("xlsx" or "csv"); every cell is text, but for plain numbers.

    `mark` says in the properties of a workbook which request it comes from; `to_left` lets its
    columns run from the right.
    """
    out = io.BytesIO()
    for _done in write_steps(out, form, heads, rows, mark=mark, to_left=to_left):
        pass
    return out.getvalue()


def write_steps(
    out: IO[bytes], form: str, heads: Sequence[str], rows: Rows, *, mark: str, to_left: bool
) -> Iterator[int]:
    """The same into `out`, in steps: gives how many rows are written so far."""
    safe = ([_safe(value) for value in row] for row in chain((heads,), rows))
    return _csv(out, safe) if form == "csv" else _xlsx(out, safe, mark, to_left=to_left)


def cell(value: str) -> str:
    """`value` as one line of text that no spreadsheet takes for a formula."""
    line = _CONTROLS.sub(" ", value)
    return f"'{line}" if _BEGINS.match(line) else line


def _safe(value: Value) -> str | int:
    """A number is none that text could pass for: "-3" as text is guarded, -3 is not."""
    return value if isinstance(value, int) else cell(value or "")


def _csv(out: IO[bytes], rows: Iterable[Sequence[str | int]]) -> Iterator[int]:
    """UTF-8 with its mark and semicolons, as the spreadsheets of the country open it."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    try:
        for number, row in enumerate(rows):
            lines.writerow(row)
            if number and number % _STEP == 0:
                yield number
    finally:
        text.detach()


def _xlsx(
    out: IO[bytes], rows: Iterable[Sequence[str | int]], mark: str, *, to_left: bool
) -> Iterator[int]:
    """Row by row through a file of openpyxl's own: a long list never lies in memory whole."""
    from openpyxl import Workbook  # noqa: PLC0415 - 8 MB, wanted once in a long while

    book = Workbook(write_only=True)
    book.properties.creator, book.properties.identifier = "Caravan", mark
    sheet = book.create_sheet()
    sheet.sheet_view.rightToLeft = to_left
    sheet.freeze_panes = "A2"
    try:
        for number, row in enumerate(rows):
            sheet.append([_text(sheet, value) for value in row])
            if number and number % _STEP == 0:
                yield number
    except GeneratorExit:  # nobody waits any more: saving takes the library's own file away
        book.save(io.BytesIO())
        raise
    book.save(out)


def _text(sheet: Any, value: str | int) -> Any:
    """A cell that is text whatever it looks like, "#N/A" too: the library would guess.

    Made cells take the library a fifth longer than plain text: only those that it could mistake.
    """
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if isinstance(value, int) or not value.startswith(("#", "=")):
        return None if value == "" else value
    made = WriteOnlyCell(sheet, value)
    made.data_type = "s"
    return made
