"""The shapes that a value in a file of `events/` can have, and what is wrong with the others."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time

from caravan.tour.faults import Path
from caravan.tour.stop_plan import LANGUAGES, NEEDED_LANGUAGES

Trouble = tuple[Path, str, dict[str, object]]
"""Where in the value, the code of the fault, what its message is filled with."""

CODE = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")


@dataclass(frozen=True)
class Field:
    """One key that a table may have.

    `shape` is a key of SHAPES; `limit` counts letters, or is the greatest whole number; `choices`
    are the values that a word or a list may hold; `among` names the list of codes that the reader
    is given ("prefecture", "service", "level").
    """

    key: str
    shape: str
    required: bool = False
    limit: int = 200
    choices: tuple[str, ...] = ()
    among: str = ""


def _string(value: object, field: Field) -> Iterator[Trouble]:
    if not isinstance(value, str):
        yield (), "not_string", {}
    elif len(value) > field.limit:
        yield (), "too_long", {"length": len(value), "limit": field.limit}
    elif any(unicodedata.category(sign) == "Cc" for sign in value):
        yield (), "control_character", {}


def _code(value: object, field: Field) -> Iterator[Trouble]:
    if not isinstance(value, str):
        yield (), "not_string", {}
    elif len(value) > field.limit or not CODE.fullmatch(value):
        yield (), "bad_code", {"limit": field.limit}


def _choice(value: object, field: Field) -> Iterator[Trouble]:
    if not isinstance(value, str):
        yield (), "not_string", {}
    elif field.choices and value not in field.choices:
        yield ((), "unknown_choice", {"value": value, "choices": ", ".join(field.choices)})


def _choices(value: object, field: Field) -> Iterator[Trouble]:
    yield from _list_of(_choice, value, field)


def _strings(value: object, field: Field) -> Iterator[Trouble]:
    yield from _list_of(_string, value, field)


def _codes(value: object, field: Field) -> Iterator[Trouble]:
    yield from _list_of(_code, value, field)


def _list_of(
    shape: Callable[[object, Field], Iterator[Trouble]], value: object, field: Field
) -> Iterator[Trouble]:
    if not isinstance(value, list):
        yield (), "not_list", {}
        return
    if field.required and not value:
        yield (), "empty_list", {}
    for each in value:
        yield from shape(each, field)


def _text(value: object, field: Field) -> Iterator[Trouble]:
    """A text by language on one line each."""
    if not isinstance(value, dict):
        yield (), "not_texts", {}
        return
    for language, text in value.items():
        if language not in LANGUAGES:
            yield (language,), "unknown_language", {}
        else:
            yield from (((language,), code, params) for _, code, params in _string(text, field))
    for language in NEEDED_LANGUAGES:
        text = value.get(language, "")
        if isinstance(text, str) and not text.strip():
            yield (language,), f"missing_{language}", {}


def _prose(value: object, field: Field) -> Iterator[Trouble]:
    """A text by language that may have several lines."""
    flat = value
    if isinstance(value, dict):
        flat = {
            language: text.replace("\n", " ") if isinstance(text, str) else text
            for language, text in value.items()
        }
    yield from _text(flat, field)


def _texts(value: object, field: Field) -> Iterator[Trouble]:
    """A list of texts by language."""
    if not isinstance(value, list):
        yield (), "not_list", {}
        return
    for place, each in enumerate(value):
        yield from (((place, *below), code, params) for below, code, params in _text(each, field))


def _whole(value: object, field: Field) -> Iterator[Trouble]:
    if type(value) is not int or not 1 <= value <= field.limit:
        yield (), "not_whole", {"limit": field.limit}


def _date(value: object, _field: Field) -> Iterator[Trouble]:
    if type(value) is not date:
        yield (), "not_date", {}


def _time(value: object, _field: Field) -> Iterator[Trouble]:
    if not isinstance(value, time) or value.second or value.microsecond:
        yield (), "not_time", {}


def _yes_no(value: object, _field: Field) -> Iterator[Trouble]:
    if not isinstance(value, bool):
        yield (), "not_yes_no", {}


SHAPES: dict[str, Callable[[object, Field], Iterator[Trouble]]] = {
    "code": _code,
    "codes": _codes,
    "choice": _choice,
    "choices": _choices,
    "string": _string,
    "strings": _strings,
    "text": _text,
    "prose": _prose,
    "texts": _texts,
    "whole": _whole,
    "date": _date,
    "time": _time,
    "yes_no": _yes_no,
}
