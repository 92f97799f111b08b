"""Writing the tables of a file in `events/` by their fields, as the readers take them."""

import json
from datetime import date, time

from caravan.tour.file_shapes import Field


def table(header: str, values: object, names: tuple[Field, ...]) -> str:
    """One table under its `header` ("" for the head of the file); what is empty is left out."""
    lines = [header] if header else []
    for field in names:
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
    return json.dumps(value, ensure_ascii=False)
