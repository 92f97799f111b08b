"""What still keeps a plan in progress from being published: the faults that its file would have."""

from collections.abc import Iterator
from typing import Any

from caravan.tour import agenda_file
from caravan.tour.catalogue import Catalogue
from caravan.tour.faults import Fault, Path
from caravan.tour.file_shapes import Field
from caravan.tour.stop_fields import LISTS, STOP, VENUE
from caravan.tour.stop_plan import StopPlan, Venue
from caravan.tour.toml_lines import HIDDEN, Document

_ATTRIBUTES = {name: f"{name}s" for name in LISTS} | {"kept": "kept"}


def faults_of(plan: StopPlan, known: Catalogue) -> list[Fault]:
    """The faults of the file of `plan`, as reading it would find them; their line says nothing.

    The file itself is not written: with hundreds of sessions, reading it line by line again after
    every move would be felt.
    """
    document = Document("")
    document.data = _data(plan)
    agenda_file.check(document, known)
    for path, text in _texts((), document.data):
        if sign := HIDDEN.search(text):
            shown = sign[0] if len(sign[0]) > 1 else f"U+{ord(sign[0]):04X}"
            document.report(path, "direction_sign", sign=shown)
        if "\ufffd" in text:
            document.report(path, "encoding")
    return list(dict.fromkeys(document.faults))


def _data(plan: StopPlan) -> dict[str, Any]:
    """What `tomllib` would read in the file of `plan`."""
    data = _table(plan, STOP)
    if plan.venue != Venue():
        data["venue"] = _table(plan.venue, VENUE)
    for name, fields in LISTS.items():
        if rows := getattr(plan, _ATTRIBUTES[name]):
            data[name] = [_table(row, fields) for row in rows]
    return data


def _table(values: object, fields: tuple[Field, ...]) -> dict[str, Any]:
    table = {}
    for field in fields:
        value = getattr(values, field.key)
        if value not in (None, "", (), False, {}) or (field.required and value != {}):
            table[field.key] = list(value) if isinstance(value, tuple) else value
    return table


def _texts(path: Path, node: object) -> Iterator[tuple[Path, str]]:
    """Every text in `node`, with where it stands; those of a list stand where the list does."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, child in node.items():
            yield from _texts((*path, key), child)
    elif isinstance(node, list):
        for place, child in enumerate(node):
            yield from _texts((*path, place) if isinstance(child, dict) else path, child)
