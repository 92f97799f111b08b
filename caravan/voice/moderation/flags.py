"""Hints for moderators: strong words, and what looks like a personal case. They only flag.

The list is `words.toml`; nothing leaves the machine, and nothing is kept of what was found.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caravan.kernel.names import fold

_FILE = Path(__file__).with_name("words.toml")
_WORD = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){5,}|\b[a-z]{1,2}\d{5,}\b")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_SPELLED = re.compile(r"(?<!\w)(?:\w[\s.*_-]+){2,}\w(?!\w)")
_LEADING = re.compile(r"^(?:[وف]?(?:ال|لل|[بكل])|[وف])(?=\w{3})")
# Numerals that stand for letters where Darija is written in Latin ones.
_NUMERALS = str.maketrans({"2": "a", "3": "a", "5": "kh", "7": "h", "8": "gh", "9": "q"})


@dataclass(frozen=True)
class Flags:
    """What a text made the list think of: its strong words as they were typed; a personal case."""

    strong: tuple[str, ...] = ()
    is_personal: bool = False

    def __bool__(self) -> bool:
        return bool(self.strong) or self.is_personal


def flags(text: str) -> Flags:
    """The hints that `text` gives; most texts give none.

    Arabic, French and Darija in Latin letters alike; stretched ("حماااار"), spelled ("c o n") and
    accented words too.
    """
    lists = _lists()
    bare = fold(text)
    is_personal = any(part in f" {bare} " for part in lists["personal"]) or bool(
        _LONG_NUMBER.search(bare)
    )
    return Flags(tuple(_strong(text, lists["insult"])), is_personal)


def _strong(text: str, listed: frozenset[str]) -> Iterable[str]:
    joined = _SPELLED.sub(lambda spelled: "".join(_WORD.findall(spelled.group())), text)
    typed = dict.fromkeys(_WORD.findall(joined))
    return [word for word in typed if _forms(word) & listed]


def _forms(word: str) -> set[str]:
    """The ways in which the list may know a word."""
    plain = _STRETCHED.sub(r"\1", fold(word))
    latin = plain.translate(_NUMERALS) if re.search("[a-z]", plain) else plain
    bare = _LEADING.sub("", plain)
    return {plain, latin, bare, plain.removesuffix("s")}


@cache
def _lists() -> dict[str, frozenset[str]]:
    read = tomllib.loads(_FILE.read_text())
    insults = {fold(word) for words in read["insult"].values() for word in words}
    spoken = {f" {fold(part)} " for parts in read["personal"].values() for part in parts}
    return {"insult": frozenset(insults), "personal": frozenset(spoken)}
