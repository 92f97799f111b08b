"""A list of invitations read row by row: every row that can be taken, and every fault."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from caravan.kernel import phones
from caravan.kernel.forms import tidy_line
from caravan.kernel.refusal import Refusal
from caravan.kernel.terminal import Progress
from caravan.registration import rules as registration
from caravan.registration.imports import rules, sheet
from caravan.registration.imports.rules import Fault, Invited, Reading

_RULES: Mapping[str, Callable[[str], object]] = {
    "full_name": registration.read_name,
    "latin_name": registration.read_latin_name,
    "category": rules.read_category,
    "phone": phones.read_phone,
    "companions": registration.read_companions,
}


def read(content: bytes, progress: Progress | None = None) -> Reading:
    """The list in a CSV or XLSX file; `progress` is told how many of all lines are read.

    Refused: NoFile, UnreadableFile, FileTooLarge. All other faults are in what is given back.
    """
    rows: list[Invited] = []
    faults: list[Fault] = []
    lines: list[sheet.Line] = []
    try:
        lines.extend(sheet.read_lines(content))
    except sheet.BadLine as bad:
        faults.append(Fault(bad.line, "", bad.refusal))
    if len(lines) < 2 and not faults:
        raise rules.NoFile
    heads = [tidy_line(head) or "" for head in lines[0][1]] if lines else []
    faults += _head_faults(heads, lines[0][0] if lines else 1)
    places = {rules.column_of(head): place for place, head in enumerate(heads)}
    ignored = tuple(head for head in heads if head and rules.column_of(head) is None)
    if "full_name" not in places:
        return Reading((), tuple(faults), ignored)
    for done, (line, cells) in enumerate(islice(lines, 1, None), 1):
        said, wrong = _read_line(line, cells, heads, places)
        faults += wrong
        if not wrong:
            rows.append(Invited(line=line, **said))
        if progress is not None and (done % 500 == 0 or done == len(lines) - 1):
            progress(done, len(lines) - 1)
    return Reading(tuple(rows), tuple(sorted(faults, key=lambda one: one.line)), ignored)


def _head_faults(heads: list[str], line: int) -> Iterator[Fault]:
    columns = [rules.column_of(head) for head in heads]
    if "full_name" not in columns:
        yield Fault(line, "", rules.NoNameColumn())
    for place, column in enumerate(columns):
        if column is not None and column in columns[:place]:
            yield Fault(line, heads[place], rules.SameColumnTwice())


def _read_line(
    line: int, cells: list[str], heads: list[str], places: Mapping[str | None, int]
) -> tuple[dict[str, Any], list[Fault]]:
    said: dict[str, Any] = {}
    faults = []
    for column, rule in _RULES.items():
        place = places.get(column, len(cells))
        text = tidy_line(cells[place]) or "" if place < len(cells) else ""
        try:
            said[column] = rule(text)
        except Refusal as refusal:
            faults.append(Fault(line, heads[place] if place < len(heads) else column, refusal))
    return said, faults
