"""A list of invitations read row by row: every row that can be taken, and every fault."""

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
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


Steps = Generator[tuple[int, int], None, Reading]
_STEP = 500


def read(content: bytes, progress: Progress | None = None) -> Reading:
    """The list in a CSV or XLSX file; `progress` is told how many of all lines are read.

    Refused: NoFile, UnreadableFile, FileTooLarge. All other faults are in what is given back.
    """
    steps = read_steps(content)
    while True:
        try:
            done, every = next(steps)
        except StopIteration as end:
            whole: Reading = end.value
            return whole
        if progress is not None and every:
            progress(done, every)


def read_steps(content: bytes) -> Steps:
    """The same in steps: gives (lines opened, 0), then (lines read, all), and returns the list."""
    lines: list[sheet.Line] = []
    broken: list[Fault] = []
    try:
        for line in sheet.read_lines(content):
            lines.append(line)
            if len(lines) % _STEP == 0:
                yield len(lines), 0
    except sheet.BadLine as bad:
        broken.append(Fault(bad.line, "", bad.refusal))
    if len(lines) < 2 and not broken:
        raise rules.NoFile
    read = yield from _read_all(lines)
    faults = sorted((*read.faults, *broken), key=lambda one: one.line)
    return replace(read, faults=tuple(faults))


def _read_all(lines: list[sheet.Line]) -> Steps:
    heads = [tidy_line(head) or "" for head in lines[0][1]] if lines else []
    faults = list(_head_faults(heads, lines[0][0] if lines else 1))
    places = {rules.column_of(head): place for place, head in enumerate(heads)}
    ignored = tuple(head for head in heads if head and rules.column_of(head) is None)
    rows: list[Invited] = []
    every = len(lines) - 1 if "full_name" in places else 0
    for done, (line, cells) in enumerate(islice(lines, 1, every + 1), 1):
        said, wrong = _read_line(line, cells, heads, places)
        faults += wrong
        if not wrong:
            rows.append(Invited(line=line, **said))
        if done % _STEP == 0 or done == every:
            yield done, every
    return Reading(tuple(rows), tuple(faults), ignored)


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
        text = cells[place] if place < len(cells) else ""
        try:
            if len(text) > rules.MOST_SIGNS:
                raise rules.UnreadableLine
            said[column] = rule(tidy_line(text) or "")
        except Refusal as refusal:
            faults.append(Fault(line, heads[place] if place < len(heads) else column, refusal))
    return said, faults
