"""When two registrations may be one person; a person decides, the program only proposes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from caravan.kernel.refusal import Refusal

MOST_ALIKE = 12
"""Of a name that more people of a stop have, the first so many are compared with each other."""
_BONES = re.compile(r"([/~])([^/~.]+)\.")


class AlreadyDecided(Refusal):
    """One of the two is part of another decision, or gone."""

    message = "Somebody has decided about one of these two meanwhile. Take that back first."
    status = 409


class OtherHasThePlace(Refusal):
    """Who is to count waits for a place, and the other one has it: it would be lost."""

    message = "This one still waits for a place, and the other one has it: keep the other one."
    status = 409


class Face(NamedTuple):
    """What is compared of a registration; `key` as `names.search_key` gives it."""

    id: int
    key: str
    phone: str | None


class Pair(NamedTuple):
    """Two registrations, the older first, and why they may be one person.

    `reasons`: "spelled" or "sounds" (the name), "phone" (the same number).
    """

    first: int
    second: int
    reasons: tuple[str, ...]


def propose(faces: Iterable[Face], decided: set[tuple[int, int]]) -> list[Pair]:
    """The pairs that may be one person, surest first; `decided` pairs (smaller id first) not.

    A number alone is no reason: families share one. Then one word of the name is wanted too.
    """
    known = sorted(faces)
    pairs = {}
    for first, second in _alike(known):
        if (first.id, second.id) not in decided and (reasons := _reasons(first, second)):
            pairs[first.id, second.id] = Pair(first.id, second.id, reasons)
    return sorted(pairs.values(), key=lambda pair: (-len(pair.reasons), pair.reasons, pair))


def _alike(faces: list[Face]) -> Iterator[tuple[Face, Face]]:
    groups: dict[object, list[Face]] = defaultdict(list)
    for face in faces:
        for bones in set(_spellings(face.key)):
            if len(bones) > 1:
                groups[bones].append(face)
        if face.phone:
            groups[face.phone].append(face)
    for group in groups.values():
        yield from combinations(group[:MOST_ALIKE], 2)


def _reasons(first: Face, second: Face) -> tuple[str, ...]:
    ours, theirs = _spellings(first.key), _spellings(second.key)
    same_phone = first.phone is not None and first.phone == second.phone
    if _folded(first.key) == _folded(second.key):
        why: tuple[str, ...] = ("spelled",)
    elif any(len(bones) > 1 and bones in theirs for bones in ours):
        why = ("sounds",)
    elif same_phone and any(set(one) & set(two) for one in ours for two in theirs):
        return ("phone",)
    else:
        return ()
    return (*why, "phone") if same_phone else why


def _spellings(key: str) -> list[tuple[str, ...]]:
    """The words of each script's spelling by their consonants, in whichever order."""
    by_script: dict[str, list[str]] = defaultdict(list)
    for mark, bone in _BONES.findall(key):
        by_script[mark].append(bone)
    return [tuple(sorted(bones)) for bones in by_script.values()]


def _folded(key: str) -> list[str]:
    return sorted(_BONES.sub("", key).split())
