"""The file `events/agreements.toml`: from its text to plans, every fault at once, and back."""

from collections.abc import Collection, Iterable
from typing import Any

from caravan.tour.agreements.checks import check_agreement
from caravan.tour.agreements.fields import DELIVERIES, EVERY_PART, HEAD, Part
from caravan.tour.agreements.plan import AgreementPlan
from caravan.tour.faults import BadAgreements, Path
from caravan.tour.file_fields import Row, TableReader
from caravan.tour.file_shapes import Field
from caravan.tour.file_writing import table
from caravan.tour.toml_lines import Document

FILE = (Field("format", "whole", required=True),)
_TABLES = " ".join(part.name for part in EVERY_PART)
_NAMED = ("source", "party", "site", "facility")  # what other rows refer to by key


def read(
    text: str | bytes, *, source: str, organisations: Collection[str] = ()
) -> tuple[AgreementPlan, ...]:
    """The agreements of a file, in its order; bytes are UTF-8.

    `source` is the file's name, for the refusal; `organisations` are the codes of the partners that
    parties may name. Refused, with every fault: BadAgreements.
    """
    document = Document(text)
    if document.data.get("format", 1) != 1:  # a later format would only look full of faults
        document.report(("format",), "format", value=document.data["format"])
        raise BadAgreements(source, document.faults)
    reader = TableReader(document, {})
    reader.read((), document.data, FILE, tables="agreement")
    heads = reader.read_all("agreement", HEAD, tables=_TABLES)
    reader.refuse_repeated(heads, "key")
    parts = [_read_parts(document, head.path, organisations) for head in heads]
    if document.faults:
        raise BadAgreements(source, document.faults)
    return tuple(_plan(head, rows) for head, rows in zip(heads, parts, strict=True))


def _read_parts(
    document: Document, at: Path, organisations: Collection[str]
) -> dict[str, list[Row]]:
    """The rows of the agreement at `at`, by the plural of their part."""
    codes: dict[str, Collection[str]] = {name: _codes(document, (*at, name)) for name in _NAMED}
    codes["organisation"] = organisations
    reader = TableReader(document, codes)
    rows = {part.plural: _read_part(reader, part, at) for part in EVERY_PART}
    check_agreement(document, rows)
    return rows


def _read_part(reader: TableReader, part: Part, at: Path) -> list[Row]:
    rows = reader.read_all(part.name, part.fields, within=at)
    if part is not DELIVERIES:  # which is known by two keys, and checked with the facilities
        reader.refuse_repeated(rows, part.fields[0].key)
    return rows


def _codes(document: Document, path: Path) -> list[str]:
    """The keys that the agreement's own tables at `path` give."""
    nodes = TableReader(document, {}).nodes(path)
    return [str(node.get("key")) for node in nodes if isinstance(node, dict)]


def _plan(head: Row, rows: dict[str, list[Row]]) -> AgreementPlan:
    parts: dict[str, Any] = {
        part.plural: tuple(part.row(**row.values) for row in rows[part.plural])
        for part in EVERY_PART
    }
    return AgreementPlan(**head.values, **parts)


def write(plans: Iterable[AgreementPlan]) -> str:
    """The file of `plans`: reading it gives equal plans. What is empty is left out."""
    tables = ["format = 1\n"]
    for one in plans:
        tables.append(table("[[agreement]]", one, HEAD))
        for part in EVERY_PART:
            rows = getattr(one, part.plural)
            tables += [table(f"[[agreement.{part.name}]]", row, part.fields) for row in rows]
    return "\n".join(tables)
