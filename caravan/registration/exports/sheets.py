"""Rows of text into the bytes of an XLSX or CSV file, Arabic intact."""

import csv
import io
from collections.abc import Iterable, Sequence

from caravan.registration.exports import rules

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
Rows = Iterable[Sequence[str]]


def write(form: str, heads: Sequence[str], rows: Rows, *, mark: str, to_left: bool) -> bytes:
    """The file in `form` ("xlsx" or "csv"); every cell is text.

    `mark` says in the properties of a workbook which request it comes from; `to_left` lets its
    columns run from the right.
    """
    safe = ([rules.cell(value) for value in row] for row in (heads, *rows))
    return _csv(safe) if form == "csv" else _xlsx(safe, mark, to_left=to_left)


def _csv(rows: Rows) -> bytes:
    """UTF-8 with its mark and semicolons, as the spreadsheets of the country open it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(rows: Rows, mark: str, *, to_left: bool) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - 8 MB, wanted once in a long while
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book, out = Workbook(write_only=True), io.BytesIO()
    book.properties.creator, book.properties.identifier = "Caravan", mark
    sheet = book.create_sheet()
    sheet.sheet_view.rightToLeft = to_left
    sheet.freeze_panes = "A2"
    for row in rows:
        cells = [WriteOnlyCell(sheet, value) if value else None for value in row]
        for one in filter(None, cells):
            one.data_type = "s"  # text, whatever it looks like
        sheet.append(cells)
    book.save(out)
    return out.getvalue()
