"""The tables of a file in `events/`, read by their fields; every fault is reported, none raised."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from caravan.tour.faults import Path
from caravan.tour.file_shapes import SHAPES, Field, Trouble
from caravan.tour.toml_lines import Document


@dataclass(frozen=True)
class Row:
    """One table of a file: where it stands, and its values that are without fault."""

    path: Path
    values: dict[str, Any]


class TableReader:
    """Reads the tables of `document` by their fields; every fault is reported to the document.

    `codes` holds, by name, the codes that the fields' `among` may refer to.
    """

    def __init__(self, document: Document, codes: Mapping[str, Collection[str]]) -> None:
        self.document = document
        self._codes = codes

    def read(self, path: Path, node: object, fields: tuple[Field, ...], tables: str = "") -> Row:
        """The values of one table; `tables` names the keys that are tables, read elsewhere."""
        if not isinstance(node, dict):
            code = "not_tables" if isinstance(path[-1], int) else "not_table"
            self.document.report(path, code, table=header_of(path))
            return Row(path, {})
        self._refuse_unknown(path, node, [field.key for field in fields] + tables.split())
        values = {}
        for field in fields:
            here = (*path, field.key)
            if field.key in node:
                troubles = [*SHAPES[field.shape](node[field.key], field)]
                troubles += self._not_listed(node[field.key], field)
                for below, code, params in troubles:
                    self._report((*here, *below), code, params)
                if field.required and node[field.key] == "":
                    self._report(here, "missing", {})
                elif not troubles:
                    values[field.key] = _plain(node[field.key])
            elif field.required:
                self._report(here, "missing", {})
        return Row(path, values)

    def read_all(
        self, name: str, fields: tuple[Field, ...], tables: str = "", within: Path = ()
    ) -> list[Row]:
        """The values of every [[name]] of the file (of its table at `within`), in its order."""
        path = (*within, name)
        return [
            self.read((*path, place), node, fields, tables)
            for place, node in enumerate(self.nodes(path))
        ]

    def nodes(self, path: Path) -> list[Any]:
        """The tables [[…]] at `path` as they stand in the file; none where there is another thing.

        The other thing is reported.
        """
        node: Any = self.document.data
        for part in path:
            if isinstance(part, int):
                node = node[part]
            else:
                node = node.get(part, []) if isinstance(node, dict) else []
        if not isinstance(node, list):
            self.document.report(path, "not_tables", table=header_of(path))
            return []
        return node

    def refuse_repeated(self, rows: list[Row], key: str, within: str = "") -> None:
        """Report each row whose `key` an earlier row has, with the same value in `within`."""
        first: dict[tuple[object, object], int] = {}
        for row in rows:
            value = row.values.get(key)
            place = row.values.get(within), value
            if place in first:
                self.document.report(
                    (*row.path, key), "duplicate_code", value=value, first=first[place]
                )
            elif value is not None:
                first[place] = self.document.line_of((*row.path, key))

    def _report(self, path: Path, code: str, params: dict[str, object]) -> None:
        if not (code.startswith("missing") and self.document.is_spoiled(path)):
            self.document.report(path, code, **params)

    def _refuse_unknown(self, path: Path, node: dict[str, Any], names: list[str]) -> None:
        for name in node:
            if name not in names:
                near = get_close_matches(name, names, n=1, cutoff=0.75)
                if near:
                    self.document.report((*path, name), "unknown_key_near", near=near[0])
                else:
                    self.document.report((*path, name), "unknown_key")

    def _not_listed(self, value: object, field: Field) -> Iterator[Trouble]:
        if field.among:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str) and each not in self._codes[field.among]:
                    yield (), f"unknown_{field.among}", {"value": each}


def codes_of(document: Document, table: str, key: str) -> list[str]:
    """The codes that the file's own tables give under `key`, for its references to itself."""
    nodes = document.data.get(table, [])
    return [str(node.get(key)) for node in nodes if isinstance(node, dict)]


def header_of(path: Path) -> str:
    """The header that a table at `path` has in its file: "agreement.site"."""
    return ".".join(part for part in path if isinstance(part, str))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
