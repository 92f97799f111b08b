"""Changes of the agenda: sessions that come, go, move, and what is said of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caravan.tour.changes.change import Change, Office
from caravan.tour.changes.wording import Words
from caravan.tour.stop_plan import Room, SessionPlan, Speaker, StopPlan


def session_changes(old: StopPlan, new: StopPlan, words: Words) -> Iterator[Change]:
    """What changed of the public sessions, by the new agenda; then what is no longer on it."""
    before = {session.key: session for session in old.sessions if not session.internal}
    after = {session.key: session for session in new.sessions if not session.internal}
    yield from _renamed(old, new, words)
    for key, session in after.items():
        earlier = before.get(key)
        if earlier is None or earlier.withdrawn or session.withdrawn:
            yield from _coming_or_going(earlier, session, _told(new, session, words))
        else:
            yield from _Pair(old, earlier, new, session, words).changes()
    for key, session in before.items():
        if key not in after and not session.withdrawn:
            told = _told(old, session, words)
            yield Change("dropped", key, told, concerns=offices_of(session))


def offices_of(*sessions: SessionPlan | None) -> frozenset[Office]:
    """The speakers and partners that the sessions name."""
    there = [session for session in sessions if session]
    speakers = {("speaker", key) for session in there for key in session.speakers}
    partners = {("partner", key) for session in there for key in session.partners}
    return frozenset(speakers | partners)


def _told(plan: StopPlan, session: SessionPlan, words: Words) -> dict[str, str]:
    return {
        "title": words.text(session.title),
        "day": words.day(session.day),
        "starts": words.clock(session.starts),
        "ends": words.clock(session.ends),
        "place": words.text(plan.place_of(session)),
    }


def _coming_or_going(
    earlier: SessionPlan | None, session: SessionPlan, params: dict[str, str]
) -> Iterator[Change]:
    kind = ""
    if earlier is None and not session.withdrawn:
        kind = "added_place" if params["place"] else "added"
    elif earlier is not None and session.withdrawn != earlier.withdrawn:
        kind = "withdrawn" if session.withdrawn else "restored"
    if kind:
        yield Change(kind, session.key, params, concerns=offices_of(earlier, session))


def _renamed(old: StopPlan, new: StopPlan, words: Words) -> Iterator[Change]:
    """Rooms and offices with another name, where a session of the new agenda names them."""
    shown = [one for one in new.sessions if not one.internal and not one.withdrawn]
    for was, now in _both(old.rooms, new.rooms):
        there = [session for session in shown if session.room == now.key]
        if there and words.text(was.name) != words.text(now.name):
            yield _renaming(was, now, words, offices_of(*there))
    for speaker, again in _both(old.speakers, new.speakers):
        speaks = any(again.key in session.speakers for session in shown)
        if speaks and words.text(speaker.name) != words.text(again.name):
            yield _renaming(speaker, again, words, frozenset({("speaker", again.key)}))


def _both(
    before: Iterable[Room | Speaker], after: Iterable[Room | Speaker]
) -> Iterator[tuple[Room | Speaker, Room | Speaker]]:
    was = {one.key: one for one in before}
    return ((was[one.key], one) for one in after if one.key in was)


def _renaming(
    was: Room | Speaker, now: Room | Speaker, words: Words, concerns: frozenset[Office]
) -> Change:
    params = {"name": words.text(now.name), "old_name": words.text(was.name)}
    return Change("renamed", params=params, concerns=concerns)


@dataclass(frozen=True)
class _Pair:
    """One session, held in both plans, as it was and as it is."""

    old: StopPlan
    earlier: SessionPlan
    new: StopPlan
    session: SessionPlan
    words: Words

    def changes(self) -> Iterator[Change]:
        yield from self._moves()
        yield from self._speakers()
        yield from self._partners()
        yield from self._matters()

    def _change(self, kind: str, params: dict[str, str], **codes: tuple[str, ...]) -> Change:
        told = _told(self.new, self.session, self.words) | params
        concerns = offices_of(self.earlier, self.session)
        return Change(kind, self.session.key, told, codes, concerns)

    def _moves(self) -> Iterator[Change]:
        """Title, day, hours and room; what follows from another change is not said again."""
        was = _told(self.old, self.earlier, self.words)
        now = _told(self.new, self.session, self.words)
        changed = {name for name in now if now[name] != was[name]}
        if self.session.room == self.earlier.room:
            changed -= {"place"}  # the room has another name, which is a sentence of its own
        kinds = ["title"] if "title" in changed else []
        if "day" in changed:
            kinds.append("day")
            changed -= {"starts", "ends"}
        if {"starts", "place"} <= changed and was["place"] and now["place"]:
            kinds.append("starts_place")
            changed -= {"starts", "place", "ends"}
        if "starts" in changed:
            changed -= {"ends"}  # the hour of the end moves along; one sentence is enough
        kinds += [name for name in ("starts", "place", "ends") if name in changed]
        before = {f"old_{name}": value for name, value in was.items()}
        for kind in kinds:
            if kind == "place" and not (was["place"] and now["place"]):
                kind = "place_known" if now["place"] else "place_gone"  # noqa: PLW2901 - the same change, said otherwise
            yield self._change(kind, before)

    def _speakers(self) -> Iterator[Change]:
        was, now = self._names(self.old, self.earlier), self._names(self.new, self.session)
        come = {key: name for key, name in now.items() if key not in was}
        gone = {key: name for key, name in was.items() if key not in now}
        new_names = [name for name in come.values() if name not in gone.values()]
        old_names = [name for name in gone.values() if name not in come.values()]
        params = {
            "speaker": self.words.joined(new_names),
            "old_speaker": self.words.joined(old_names),
        }
        if new_names and old_names:
            yield self._change("speaker_instead", params)
        elif new_names or old_names:
            yield self._change("speaker" if new_names else "speaker_gone", params)

    def _names(self, plan: StopPlan, session: SessionPlan) -> dict[str, str]:
        named = {speaker.key: self.words.text(speaker.name) for speaker in plan.speakers}
        return {key: named[key] for key in session.speakers if key in named}

    def _partners(self) -> Iterator[Change]:
        """Who takes part and no longer does; whoever left the whole stop is told of elsewhere."""
        named = {partner.key: self.words.text(partner.name) for partner in self.new.partners}
        was, now = self.earlier.partners, self.session.partners
        for kind, those, others in (("joined", now, was), ("left", was, now)):
            names = [named[key] for key in those if key not in others and key in named]
            if names:
                yield self._change(kind, {"partners": self.words.joined(names)})

    def _matters(self) -> Iterator[Change]:
        """For whom, about what, in which languages."""
        was, now = self.earlier, self.session
        if set(now.audience) != set(was.audience):
            kind = "audience" if now.audience else "audience_all"
            yield self._change(kind, {}, audience=now.audience)
        if set(now.services) != set(was.services):
            services = {"services": self.words.services(now.services)}
            yield self._change("subject" if now.services else "subject_open", services)
        languages = now.languages or ("ar",)
        if set(languages) != set(was.languages or ("ar",)):
            yield self._change("languages", {}, languages=languages)
