"""The summary in both languages as one value that is kept, signed and drawn again."""

from dataclasses import asdict, replace
from typing import Any

from cattrs import Converter

from caravan.followup.closing import rules
from caravan.press.summary.facts import Cell, Hidden, StopSummary
from caravan.press.words import LANGS, Lang

Both = dict[Lang, StopSummary]

_CONVERTER = Converter(forbid_extra_keys=False)


def _cell(value: Any, _type: object) -> Any:
    """A hidden count is kept as a mapping, a shown one as a number, a text as a text."""
    return Hidden(value["text"]) if isinstance(value, dict) else value


_CONVERTER.register_structure_hook(Cell, _cell)
_CONVERTER.register_structure_hook(Cell | str, _cell)


def to_json(both: Both) -> dict[str, Any]:
    """Plain mappings, lists, numbers and texts."""
    return {lang: asdict(both[lang]) for lang in LANGS}


def from_json(content: dict[str, Any]) -> Both:
    """What `to_json` gave."""
    return {lang: _CONVERTER.structure(content[lang], StopSummary) for lang in LANGS}


def seen(both: Both) -> str:
    """The mark of what somebody reads on the page: the same as long as nothing but the hour is."""
    timeless: Both = {lang: replace(one, prepared="") for lang, one in both.items()}
    return rules.digest_of(to_json(timeless))


def digest(both: Both) -> str:
    """The SHA-256 of the whole content."""
    return rules.digest_of(to_json(both))


def signed(both: Both, names: dict[Lang, str]) -> Both:
    """The content with its digest on every page; `names` say in each language which version it is.

    The digest is that of the content before: whoever takes both marks out again can check it.
    """
    mark = digest(both)
    return {lang: replace(one, digest=mark, signed=names[lang]) for lang, one in both.items()}


def is_intact(kept: dict[str, Any], mark: str) -> bool:
    """Whether a kept content still gives its digest; of an erased one nothing can be said."""
    if not kept:
        return False
    return (
        rules.digest_of({lang: one | {"digest": "", "signed": ""} for lang, one in kept.items()})
        == mark
    )
