"""The tables of a file in `events/` written by their fields, as they are read."""

import json
from datetime import date, time

from caravan.tour.file_shapes import Field


def table(header: str, values: object, fields: tuple[Field, ...]) -> str:
    """The lines of one table under `header` ("" for the head of the file).

    `values` has an attribute for each field. What is empty is left out, unless it is needed.
    """
    lines = [header] if header else []
    for field in fields:
        value = getattr(values, field.key)
        if isinstance(value, dict):
            lines += [f"{field.key}.{lang} = {_written(text)}" for lang, text in value.items()]
        elif field.required or value not in (None, "", (), False):
            lines.append(f"{field.key} = {_written(value)}")
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """A value as TOML writes it; the escapes of JSON strings are all TOML escapes too."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_written(one)}" for key, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
