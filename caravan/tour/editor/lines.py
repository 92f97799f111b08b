"""A part of a plan as lines, one value each: what a form shows, takes, and compares."""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from caravan.kernel.refusal import Refusal
from caravan.tour.faults import Fault
from caravan.tour.file_fields import TableReader
from caravan.tour.file_shapes import Field
from caravan.tour.stop_plan import LANGUAGES
from caravan.tour.toml_lines import Document

Line = str | bool | tuple[str, ...]
"""A text, a yes or no, or several codes; dates and times in ISO form, numbers as digits."""
Lines = dict[str, Line]
"""Lines by name: "title_ar", "title_fr" … of a text, the field's own key otherwise."""

_BY_LANGUAGE = ("text", "prose")
_INCOMPLETE = ("missing_ar", "missing_fr")  # a draft may lack them, a release may not
_HOUR = re.compile(r"(\d{1,2})(?:[:.hH]?(\d{2})|[hH])?")


class BadLines(Refusal):
    """Lines that say what cannot be; `faults` by the name of the line, each a code with values."""

    message = "Nothing is saved yet. Mend the lines that are marked."

    def __init__(self, faults: Mapping[str, list[Fault]]) -> None:
        self.faults = faults
        super().__init__()


@dataclass(frozen=True)
class Choice:
    """Lines that belong together and differ: `whose` is "mine", "theirs", or "" to be chosen."""

    names: tuple[str, ...]
    whose: str


def names_of(fields: Sequence[Field]) -> list[str]:
    """The names of the lines that `fields` give, in their order."""
    return [
        f"{field.key}_{language}" if language else field.key
        for field in fields
        for language in (LANGUAGES if field.shape in _BY_LANGUAGE else ("",))
    ]


def write(values: Mapping[str, Any], fields: Sequence[Field]) -> Lines:
    """The lines of a part whose values are `values`; what is empty is an empty line."""
    lines: Lines = {}
    for field in fields:
        value = values[field.key]
        if field.shape in _BY_LANGUAGE:
            texts = {language: value.get(language, "") for language in LANGUAGES}
            lines |= {f"{field.key}_{language}": text for language, text in texts.items()}
        elif isinstance(value, bool | tuple):
            lines[field.key] = value
        elif isinstance(value, time):
            lines[field.key] = f"{value:%H:%M}"
        else:
            lines[field.key] = "" if value is None else str(value)
    return lines


def read(
    lines: Lines, fields: Sequence[Field], codes: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    """The values that `lines` give, by the key of the field; what is empty is left out.

    Held against the rules of the stop file, but a text may still lack a language. `codes` has, by
    name, what the fields' `among` may refer to. Refused with every fault: BadLines.
    """
    node = {field.key: _value(lines, field) for field in fields}
    node = {key: value for key, value in node.items() if value not in (None, "", [], {})}
    document = Document("")
    TableReader(document, codes).read(("part",), node, tuple(fields))
    refuse(document, fields)
    return {key: tuple(value) if isinstance(value, list) else value for key, value in node.items()}


def refuse(document: Document, fields: Sequence[Field]) -> None:
    """Raise BadLines with what was reported of the part ("part.title.fr"), by line."""
    names = names_of(fields)
    faults: dict[str, list[Fault]] = {}
    for fault in document.faults:
        if fault.code not in _INCOMPLETE:
            name = "_".join(fault.key.split(".")[1:])
            faults.setdefault(name if name in names else f"{name}_ar", []).append(fault)
    if faults:
        raise BadLines(faults)


def _value(lines: Lines, field: Field) -> Any:
    if field.shape in _BY_LANGUAGE:
        texts = {language: lines.get(f"{field.key}_{language}", "") for language in LANGUAGES}
        return {language: text for language, text in texts.items() if text}
    line = lines.get(field.key, "")
    if isinstance(line, tuple):
        return list(line)
    if isinstance(line, bool):
        return line
    return _PARSERS.get(field.shape, str)(line)


def _date(line: str) -> date | str:
    """The day, or what was written: the rules of the file say then what is wrong with it."""
    with suppress(ValueError):
        return date.fromisoformat(line)
    return line


def _time(line: str) -> time | str:
    """09:30 from "9:30", "9.30", "9h30", "930", 09:00 from "9", or what was written."""
    if found := _HOUR.fullmatch(line):
        with suppress(ValueError):
            return time(int(found[1]), int(found[2] or 0))
    return line


def _whole(line: str) -> int | str:
    return int(line) if line.isascii() and line.isdigit() and len(line) < 10 else line


_PARSERS = {"date": _date, "time": _time, "whole": _whole}


def pack(lines: Lines) -> str:
    """`lines` as a form carries them, hidden."""
    return json.dumps(lines, ensure_ascii=False)


def unpack(text: str) -> Lines:
    """The lines that `pack` wrote; none where the text is not of its making."""
    with suppress(ValueError, RecursionError):
        found = json.loads(text)
        pack(found).encode()  # half a sign, as only an escape can write it, could not be kept
        if isinstance(found, dict):
            read_back = {name: _line(value) for name, value in found.items()}
            return {name: line for name, line in read_back.items() if line is not None}
    return {}


def _line(value: object) -> Line | None:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    return value if isinstance(value, str | bool) else None


def compare(
    opened: Lines, mine: Lines, theirs: Lines, together: Sequence[tuple[str, ...]]
) -> list[Choice]:
    """What differs between `mine` and `theirs`, and whose alone it is where one side changed it.

    `opened` are the lines as I opened them; `together` names lines that are chosen as one. Only
    lines that I have are compared, in my order.
    """
    choices = []
    for names in groups(mine, together):
        my, their, was = (_take(lines, names) for lines in (mine, theirs, opened))
        if my != their:
            whose = "theirs" if my == was else "mine" if their == was else ""
            choices.append(Choice(names, whose))
    return choices


def _take(lines: Lines, names: tuple[str, ...]) -> list[Line | None]:
    return [lines.get(name) for name in names]


def groups(lines: Lines, together: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The names of `lines` in their order, those that belong together as one."""
    of = {name: group for group in together for name in group}
    found = (tuple(n for n in of.get(name, (name,)) if n in lines) for name in lines)
    return list(dict.fromkeys(found))
