"""Two plans of a stop side by side: each thing that differs, as it was, as it is, who is told."""

from collections.abc import Iterator
from dataclasses import dataclass

from caravan.kernel.i18n import in_lang
from caravan.tour.catalogue import Catalogue
from caravan.tour.changes import Office
from caravan.tour.changes.of_sessions import offices_of
from caravan.tour.changes.of_stop import offices_of as all_offices_of
from caravan.tour.plan_facts import Fact, Item, Key, items_of
from caravan.tour.stop_plan import SessionPlan, StopPlan

_NOTHING = Fact("")
_FOR_STAFF = {"seats", "safety_limit", "team", "sources", "prayer"}
"""What no page of the public shows of a stop or a day."""
_FOR_EVERYBODY = {"when", "hours", "status", "reason", "venue", "address", "command"}
"""What, said of the whole stop, concerns everybody who comes to serve there."""


@dataclass(frozen=True)
class Line:
    """One thing that differs: in what, before and after.

    `aspect` is a code ("when", "title") or "" where the item as a whole came or went; `lang` the
    language of the two texts, "" for that of the page.
    """

    aspect: str
    lang: str
    before: str
    after: str
    is_public: bool


@dataclass(frozen=True)
class Row:
    """One item that differs, by name, with all that differs of it.

    `kind` and `key` are as in `plan_facts.Key`; `told` are the offices that come for it.
    """

    kind: str
    key: str
    name: str
    lines: list[Line]
    told: frozenset[Office]

    @property
    def is_public(self) -> bool:
        """Whether anything of it is shown to the public."""
        return any(line.is_public for line in self.lines)


def compare(old: StopPlan, new: StopPlan, known: Catalogue) -> list[Row]:
    """Everything in which `new` differs from `old`, for the public or not, in the page's language.

    The order is that of the new plan; what is no longer there comes last.
    """
    before, after = items_of(old, known), items_of(new, known)
    readers = _Readers(old, new)
    pairs = ((key, before.get(key), after.get(key)) for key in {**after, **before})
    rows = (readers.row(key, was, now) for key, was, now in pairs)
    return [row for row in rows if row.lines]


def _differing(was: Item | None, now: Item | None) -> Iterator[tuple[str, Fact, Fact]]:
    """Each aspect that differs, before and after; "" for an item that came or went."""
    if was is None or now is None:
        yield "", Fact(was.whole if was else ""), Fact(now.whole if now else "")
        return
    for aspect in {**was.facts, **now.facts}:
        before, after = was.facts.get(aspect, _NOTHING), now.facts.get(aspect, _NOTHING)
        if not before.is_like(after):
            yield aspect, before, after


@dataclass(frozen=True)
class _Readers:
    """Who reads of a difference: the public or not, and the offices that come for it."""

    old: StopPlan
    new: StopPlan

    def row(self, key: Key, was: Item | None, now: Item | None) -> Row:
        lines, told = [], frozenset[Office]()
        for name, before, after in _differing(was, now):
            aspect, _, language = name.partition(".")
            is_public = self._is_public(key, aspect)
            lines.append(Line(aspect, language, before.text, after.text, is_public))
            told |= self._told(key, aspect) if is_public else frozenset()
        item = now or was
        return Row(*key, in_lang(item.name) if item else "", lines, told)

    def _is_public(self, key: Key, aspect: str) -> bool:
        kind, _name = key
        if kind in ("stop", "day"):
            return aspect not in _FOR_STAFF
        if kind == "session":
            return any(not one.internal for one in self._sessions(key))
        if kind in ("room", "speaker"):
            return aspect != "seats" and any(not one.internal for one in self._sessions(key))
        return kind == "partner"

    def _told(self, key: Key, aspect: str) -> frozenset[Office]:
        kind, name = key
        if kind in ("stop", "day"):
            everybody = all_offices_of(self.old) | all_offices_of(self.new)
            return everybody if aspect in _FOR_EVERYBODY or kind == "day" else frozenset()
        if kind in ("session", "room"):
            public = [one for one in self._sessions(key) if not one.internal]
            return offices_of(*public)
        return frozenset({(kind, name)})

    def _sessions(self, key: Key) -> list[SessionPlan]:
        """The sessions, old and new, that are the item or take place with it."""
        sessions = [*self.old.sessions, *self.new.sessions]
        return [one for one in sessions if key in _items_of(one)]


def _items_of(session: SessionPlan) -> set[Key]:
    speakers = {("speaker", key) for key in session.speakers}
    return {("session", session.key), ("room", session.room), *speakers}
