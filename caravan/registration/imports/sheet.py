"""CSV and XLSX files into lines of plain text, whatever program wrote them."""

import csv
import io
import re
import zipfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

from caravan.kernel.refusal import Refusal
from caravan.registration.imports import rules

Line = tuple[int, list[str]]
_DELIMITERS = (";", "\t", ",", "|")
_MOST_CELLS = 40
# What a workbook of so many rows unpacks to; a bomb of zeros would be thousands of times its size.
_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_PARTS = 300
_LAST_ROW = 1_048_576  # of any workbook
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_LATIN = re.compile(rb"[A-Za-z]")


class BadLine(Exception):
    """A line that ends the reading of its file, and why."""

    def __init__(self, line: int, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.line, self.refusal = line, refusal


def read_lines(content: bytes) -> Iterator[Line]:
    """The lines of a file, each with its number as a spreadsheet counts, empty ones left out.

    Refused: UnreadableFile, FileTooLarge; BadLine says where a CSV breaks.
    """
    if len(content) > rules.MOST_BYTES:
        raise rules.FileTooLarge(rows=rules.MOST_ROWS)
    lines = _workbook(content) if content.startswith(b"PK") else _text(decode(content))
    count = 0
    for number, cells in lines:
        if any(cells):
            count += 1
            if count > rules.MOST_ROWS + 1:
                raise rules.FileTooLarge(rows=rules.MOST_ROWS)
            yield number, cells


def decode(content: bytes) -> str:
    """The text of a CSV: UTF-16 and UTF-8, with a mark of it or without, else of old Windows."""
    try:
        if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            text = content.decode("utf-16")
        elif b"\0" in content[:200]:
            # The empty halves of Latin signs come second where the small half comes first.
            is_small_first = content[1::2].count(0) >= content[::2].count(0)
            text = content.decode("utf-16-le" if is_small_first else "utf-16-be")
        else:
            text = content.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as fault:
        if b"\0" in content[:200] or content.startswith(BOM_UTF8):
            raise rules.UnreadableFile from fault
        text = _WORD.sub(_of_old_windows, content).decode()
    if "\0" in text:
        raise rules.UnreadableFile
    return text


def _of_old_windows(word: re.Match[bytes]) -> bytes:
    """A word of Windows-1256, or of Windows-1252 where it has Latin letters, in UTF-8.

    The two have the small French letters at the same places, but «É» of one is «ة» of the other.
    """
    written = word[0]
    if _LATIN.search(written):
        with suppress(UnicodeDecodeError):
            return written.decode("cp1252").encode()
    return written.decode("cp1256").encode()


def _text(text: str) -> Iterator[Line]:
    head, _, rest = text.partition("\n")
    skipped = 0
    if head.strip().lower().startswith("sep=") and len(head.strip()) == 5:
        text, skipped, delimiter = rest, 1, head.strip()[4]
    else:
        delimiter = max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise BadLine(number, rules.UnreadableLine()) from fault
        yield number, [cell.strip() for cell in cells[:_MOST_CELLS]]


def _workbook(content: bytes) -> Iterator[Line]:
    """The one sheet of a workbook that has something in it, values only, row by row."""
    from openpyxl import load_workbook  # noqa: PLC0415 - 8 MB, wanted once in a long while

    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for number, row in enumerate(_rows_of(_only_sheet(book)), 1):
            _refuse_beyond(number)
            if row.count(None) < len(row):  # a million empty ones may lie before the last
                yield number, [_as_text(cell) for cell in row]
    except Refusal:
        raise
    except Exception as fault:  # a broken workbook breaks the library in any way
        raise rules.UnreadableFile from fault


def _refuse_beyond(row: int) -> None:
    """Refuse a row that no workbook has: the library gives every empty one before it."""
    if row > _LAST_ROW:
        raise rules.UnreadableFile


def _only_sheet(book: Any) -> Any:
    """The sheet that can be seen and is not empty; refused when there are several."""
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    filled = [sheet for sheet in seen if any(any(row) for row in islice(_rows_of(sheet), 50))]
    if len(filled) > 1:
        raise rules.SeveralSheets
    return (filled or seen or book.worksheets)[0]


def _rows_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_col=_MOST_CELLS, values_only=True)
    return rows


def _refuse_bombs(content: bytes) -> None:
    """Refuse what unpacks to more than a list has, before anything is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise rules.UnreadableFile from fault
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise rules.FileTooLarge(rows=rules.MOST_ROWS)


def _as_text(cell: Any) -> str:
    """What the cell shows; a telephone number that became a number has lost its zero only.

    A text that is far too long is not touched: thousands of cells may share one of megabytes.
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = str(cell)
    return text if len(text) > rules.MOST_SIGNS else text.strip()
