"""A TOML file read statement by statement, so that each fault has its line and none hides another.

`tomllib` stops at the first fault and keeps no line numbers. Here each statement (`key = value` or
`[table]`) is read by `tomllib` alone and put in its place; what cannot be read is remembered as
spoiled, so that nobody is told "missing" about a line that is there but broken.
"""

import re
import tomllib
from typing import Any

from caravan.tour.faults import Fault, Path, key_of
from caravan.tour.toml_statements import statements

MOST_SIGNS = 1_000_000  # a stop with 300 sessions takes a fifth of it
_KEY = re.compile(r"\s*\[{0,2}\s*([\w.-]+)")
_SHORT_TIME = re.compile(r"=\s*(\d{1,2}:\d{2})\s*(?:#.*)?$")
_DATE_OR_TIME = re.compile(r"=\s*\d+[-:]\d+[-:\d]*\s*(?:#.*)?$")
_AT_LINE = re.compile(r"at line (\d+)")
_BIDI = "061[cC]|200[eEfF]|202[a-eA-E]|206[6-9]"
HIDDEN = re.compile(
    rf"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\\u(?:{_BIDI})|\\U0000(?:{_BIDI})"
)


class _ClashError(Exception):
    """A table header that names something which is not a table."""


class Document:
    """A TOML file as data, with the line of every key and the faults of its writing.

    `raw` is the file's text, or its bytes (UTF-8, a leading mark is passed over). `data` holds
    what could be read, in the types of `tomllib`.
    """

    def __init__(self, raw: str | bytes) -> None:
        self.data: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self._lines: dict[Path, int] = {(): 1}
        self._spoiled: set[Path] = set()
        self._path: Path = ()
        self._node: dict[str, Any] | None = self.data
        if len(raw) > MOST_SIGNS:
            self.report((), "too_big", limit=MOST_SIGNS // 1_000_000)
            self._spoiled.add(())
            return
        text = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        if "\0" in text:  # UTF-16, or no text at all: line by line it would be noise
            self.report((), "encoding")
            self._spoiled.add(())
            return
        for line, statement in statements(text):
            self._take(line, statement)
        if not self.faults:
            self._confirm(text)

    def line_of(self, path: Path) -> int:
        """The line (from 1) where `path` is written, or where the nearest table above it is."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def holds(self, path: Path) -> bool:
        """Whether something stands at `path`, be it right, wrong or on a line not readable."""
        return path in self._lines or self.is_spoiled(path)

    def is_spoiled(self, path: Path) -> bool:
        """Whether `path` may well be in the file, on a line that could not be read."""
        return any(path[: len(spoiled)] == spoiled[: len(path)] for spoiled in self._spoiled)

    def report(self, path: Path, code: str, **params: object) -> None:
        """Remember one more fault, at the line of `path`."""
        self.report_at(self.line_of(path), path, code, **params)

    def report_at(self, line: int, path: Path, code: str, **params: object) -> None:
        """Remember one more fault, at a line known otherwise."""
        self.faults.append(Fault(line, key_of(path), code, params))

    def _take(self, line: int, statement: str) -> None:
        try:
            piece = tomllib.loads(statement)
        except (ValueError, RecursionError) as error:
            path = self._spoil(line, statement, str(error))
        else:
            path, is_array = _first_key(piece)
            if statement.lstrip().startswith("["):
                self._open(path, is_array, line)
            elif self._node is not None:
                self._merge(self._node, piece, self._path, line)
                path = (*self._path, *path)
        self._look_for_hidden(path, line, statement)

    def _spoil(self, line: int, statement: str, error: str) -> Path:
        """Report a statement that cannot be read; the path that it seems to be about."""
        name = _KEY.match(statement)
        path: Path = (*self._path, *name[1].split(".")) if name else self._path
        if statement.lstrip().startswith("["):
            # -1: one row of that table, nobody knows which.
            path = (*name[1].split("."), -1) if name else ()
            self._leave(path)
        at = _AT_LINE.search(error)
        line += int(at[1]) - 1 if at else 0
        if short := _SHORT_TIME.search(statement):
            self.report_at(line, path, "short_time", value=short[1])
        elif _DATE_OR_TIME.search(statement):
            self.report_at(line, path, "no_such_date")
        else:
            self.report_at(line, path, "syntax")
        # Several lines in one broken statement: it may have swallowed other keys of its table.
        self._spoiled.add(self._path if "\n" in statement else path)
        return path

    def _open(self, names: Path, is_array: bool, line: int) -> None:
        """Go to the table that a header names: [venue], or one more of [[session]]."""
        path: Path = ()
        node = self.data
        try:
            for name in names[:-1]:
                node, path = _child(node, path, str(name))
            siblings = node.setdefault(str(names[-1]), []) if is_array else None
            if isinstance(siblings, list):
                self._lines.setdefault((*path, names[-1]), line)
                siblings.append({})
            node, path = _child(node, path, str(names[-1]))
        except _ClashError:
            self.report_at(line, names, "duplicate_key", first=self.line_of(names))
            self._leave(names)
            return
        if path in self._lines:
            self.report_at(line, path, "duplicate_key", first=self.line_of(path))
        self._lines.setdefault(path, line)
        self._node, self._path = node, path

    def _leave(self, path: Path) -> None:
        """Pass over what follows: it belongs to a table that we do not know."""
        self._node, self._path = None, path

    def _merge(self, node: dict[str, Any], piece: dict[str, Any], path: Path, line: int) -> None:
        for name, value in piece.items():
            here = (*path, name)
            if isinstance(value, dict) and isinstance(node.get(name), dict):
                self._merge(node[name], value, here, line)
            elif name in node:
                self.report_at(line, here, "duplicate_key", first=self.line_of(here))
            else:
                node[name] = value
                self._mark(here, value, line)

    def _mark(self, path: Path, value: object, line: int) -> None:
        self._lines.setdefault(path, line)
        if isinstance(value, dict):
            for name, child in value.items():
                self._mark((*path, name), child, line)

    def _look_for_hidden(self, path: Path, first: int, statement: str) -> None:
        for line, text in enumerate(statement.split("\n"), first):
            if sign := HIDDEN.search(text):
                shown = sign[0] if len(sign[0]) > 1 else f"U+{ord(sign[0]):04X}"
                self.report_at(line, path, "direction_sign", sign=shown)
            if "\ufffd" in text:
                self.report_at(line, path, "encoding")

    def _confirm(self, text: str) -> None:
        """Let `tomllib` judge the whole, for the rare rules that statements alone cannot break."""
        try:
            tomllib.loads(text)
        except ValueError as error:
            at = _AT_LINE.search(str(error))
            self.report_at(int(at[1]) if at else text.count("\n") + 1, (), "syntax")


def _child(node: dict[str, Any], path: Path, name: str) -> tuple[dict[str, Any], Path]:
    """The table `name` in `node`, made where there is none; of an array, its last table."""
    child = node.setdefault(name, {})
    path = (*path, name)
    if isinstance(child, list) and child:
        path = (*path, len(child) - 1)
        child = child[-1]
    if not isinstance(child, dict):
        raise _ClashError
    return child, path


def _first_key(piece: dict[str, Any]) -> tuple[Path, bool]:
    """The path of the first key that a statement gives, and whether an array stands there."""
    path: Path = ()
    node: Any = piece
    while isinstance(node, dict) and node:
        name, node = next(iter(node.items()))
        path = (*path, name)
    return path, isinstance(node, list)
