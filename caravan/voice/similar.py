"""Which questions say the same: in Arabic, in French, in Moroccan Arabic in Latin letters.

All of it happens here, by a list of words (lexicon.toml) and by sound; nothing is sent anywhere,
and a person decides what is the same.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from heapq import nlargest
from pathlib import Path
from typing import Protocol, TypeVar

from rapidfuzz import fuzz, process

from caravan.kernel.names import fold, is_arabic, skeleton

_LEXICON = Path(__file__).parent / "lexicon.toml"
_WORD = re.compile(r"[^\W_]+")
_ARABIC_FRONT = re.compile(r"^(?:[وف]?(?:بال|كال|لل|ال)|[وفبلك](?=\w{3}))")
_ARABIC_BACK = re.compile(r"(?<=\w{3})(?:هما|هم|ها|نا|كم|ات|ون|ين|يه|ه|ي)$")
# Digits that stand for Arabic letters between Latin ones: 3 is ع, 7 is ح, 9 is ق.
_SPOKEN_DIGITS = str.maketrans(
    {"2": "", "3": "", "5": "kh", "6": "t", "7": "h", "8": "h", "9": "k"}
)
_LATIN_FRONT = re.compile(r"^(?:el|al|l)(?=[bcdfghjkmnpqrstvwxz379]\w{2})")
_CONCEPT, _WORD_WEIGHT = (
    1.0,
    0.6,
)  # a thing that has a name in the list counts more than a mere word
_SOUNDS_ALIKE = 86  # of 100, between two skeletons
_ENOUGH = 0.5  # of 1: what two texts share, of all that they say
MOST = 5
_COMPARED = 40


class Said(Protocol):
    """A text that others may have written too."""

    @property
    def body(self) -> str: ...


Text = TypeVar("Text", bound=Said)
Key = frozenset[tuple[str, float]]


def similar(body: str, among: Iterable[Text], most: int = MOST) -> list[Text]:
    """Of the texts `among` those that seem to say the same as `body`, the most alike first."""
    key = key_of(body)
    rated = [(likeness(key, key_of(one.body)), one) for one in among]
    alike = [(score, one) for score, one in rated if score >= _ENOUGH]
    return [one for _, one in sorted(alike, key=lambda pair: -pair[0])[:most]]


def nearest(body: str, among: Iterable[Text], most: int = MOST) -> list[Text]:
    """The same among thousands: only those that share most things are compared word by word."""
    own = key_of(body)
    keyed = ((own & key_of(one.body), one) for one in among)
    shared = ((sum(weight for _, weight in both), one) for both, one in keyed if both)
    few = nlargest(_COMPARED, shared, key=lambda pair: pair[0])
    return similar(body, [one for _, one in few], most)


def likeness(one: Key, other: Key) -> float:
    """How much two keys share, from 0 to 1; mere words may be spelled a little differently."""
    whole = sum(weight for _, weight in one) + sum(weight for _, weight in other)
    if not one or not other:
        return 0.0
    rest = dict(other)
    shared = 0.0
    for thing, weight in one:
        found = _same(thing, list(rest))
        if found:
            shared += weight + rest.pop(found)
    return shared / whole


@lru_cache(maxsize=4000)  # a hall's questions, looked through anew for each one that is asked
def key_of(body: str) -> Key:
    """What `body` speaks of: concepts as "=name", other words by their sound."""
    things: dict[str, float] = {}
    for word in _WORD.findall(fold(body)):
        thing = _thing(word)
        if thing:
            things[thing] = _CONCEPT if thing.startswith("=") else _WORD_WEIGHT
    return frozenset(things.items())


def _same(thing: str, others: Sequence[str]) -> str | None:
    if thing in others:
        return thing
    if thing.startswith("="):
        return None
    words = [one for one in others if not one.startswith("=")]
    found = process.extractOne(thing, words, scorer=fuzz.ratio, score_cutoff=_SOUNDS_ALIKE)
    return found[0] if found else None


def _thing(word: str) -> str:
    """What a folded word means: "=concept", else its sound; "" where it says nothing."""
    concepts, silent, sounds = _lexicon()
    spellings = _spellings(word)
    if any(one in silent for one in spellings):
        return ""
    for one in spellings:
        if one in concepts:
            return f"={concepts[one]}"
    sound = _sound(spellings[-1])
    if len(sound) >= 3 and sound in sounds:
        return f"={sounds[sound]}"
    return sound if len(sound) >= 2 else ""


def _spellings(word: str) -> list[str]:
    """The word as it is, then without what is joined to it before and behind."""
    if not is_arabic(word):
        return list(dict.fromkeys([word, _LATIN_FRONT.sub("", word)]))
    bare = _ARABIC_FRONT.sub("", word)
    return list(dict.fromkeys([word, bare, _ARABIC_BACK.sub("", bare)]))


def _sound(word: str) -> str:
    if word.isdigit():
        return word
    return skeleton(word.translate(_SPOKEN_DIGITS)).replace(" ", "")


@cache
def _lexicon() -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    """The concept of each word, the words that say nothing, the concept of each sound.

    A sound that two concepts share is none of either's.
    """
    written = tomllib.loads(_LEXICON.read_text())
    concepts: dict[str, str] = {}
    sounds: dict[str, set[str]] = {}
    for name, words in written["concept"].items():
        for word in words:
            for spelling in _spellings(fold(word)):
                concepts.setdefault(spelling, name)
            sounds.setdefault(_sound(_spellings(fold(word))[-1]), set()).add(name)
    silent = frozenset(fold(word) for word in written["stop"]["words"])
    sole = {sound: names.pop() for sound, names in sounds.items() if len(names) == 1}
    return concepts, silent, sole
