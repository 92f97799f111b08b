"""A plan taken apart: for each item of a stop what is said of it, in words that can be compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from caravan.kernel.i18n import LANGUAGES, clock, day, in_lang, lang
from caravan.kernel.texts import gettext as _
from caravan.tour.catalogue import Catalogue
from caravan.tour.season_words import RULES
from caravan.tour.stop_plan import COMMAS, SessionPlan, StopPlan, Text
from caravan.tour.telling import (
    AUDIENCES,
    PARTNER_KINDS,
    SESSION_KINDS,
    STATUSES,
    worded,
)
from caravan.tour.telling import LANGUAGES as HELD_IN

Key = tuple[str, str]
"""An item of a stop: ("session", its key), ("room", its key) … ("stop", "")."""


@dataclass(frozen=True)
class Fact:
    """One thing that is said of an item.

    `text` is in the language of the page, or in `lang` where that is given. Two facts are the same
    when their `mark` is (the text where there is none).
    """

    text: str
    lang: str = ""
    mark: str = ""

    def is_like(self, other: "Fact") -> bool:
        """Whether the two say the same."""
        return (self.mark or self.text) == (other.mark or other.text)


@dataclass(frozen=True)
class Item:
    """A session, room … with its name, the facts by aspect, and one line that tells it whole."""

    name: Text
    facts: Mapping[str, Fact]
    whole: str = ""


def items_of(plan: StopPlan, known: Catalogue) -> dict[Key, Item]:
    """Everything in `plan` by item, in the order of its file; `known` has names for codes."""
    reader = _Reader(plan, known, COMMAS[lang()])
    return dict(
        chain(
            [(("stop", ""), reader.stop())],
            reader.days(),
            reader.sessions(),
            reader.places(),
            reader.partners(),
            reader.kept(),
        )
    )


def _texts(aspect: str, texts: Text) -> dict[str, Fact]:
    """A text as one fact for each language in which it is written or needed."""
    languages = [language for language in LANGUAGES if texts.get(language)]
    return {f"{aspect}.{language}": Fact(texts[language], language) for language in languages}


@dataclass(frozen=True)
class _Reader:
    plan: StopPlan
    known: Catalogue
    comma: str

    def stop(self) -> Item:
        plan, known = self.plan, self.known
        command, tour = known.prefectures.get(plan.prefecture), known.tours.get(plan.tour)
        edition = known.editions.get((plan.tour, plan.edition))
        facts = {
            **_texts("title", plan.title),
            **_texts("host", plan.host),
            "command": Fact(in_lang(command.label) if command else plan.prefecture),
            "tour": Fact(in_lang(tour.name) if tour else plan.tour),
            "edition": Fact(in_lang(edition.name) if edition else plan.edition),
            "stage": Fact(str(plan.stage or "")),
            "status": Fact(str(STATUSES.get(plan.status, plan.status))),
            **_texts("reason", plan.reason),
            **_texts("venue", plan.venue.name),
            **_texts("address", plan.venue.address),
            "services": self._services(plan.services),
            "seats": Fact(str(plan.seats or "")),
            "safety_limit": Fact(str(plan.safety_limit or "")),
            "team": Fact(plan.team),
            "rehearsal": Fact(_("yes") if plan.rehearsal else ""),
            **_texts("note", plan.note),
            "sources": Fact(self.comma.join(plan.sources)),
        }
        return Item(plan.title, facts)

    def days(self) -> Iterator[tuple[Key, Item]]:
        for one in self.plan.days:
            hours = _hours(clock(one.opens), clock(one.closes))
            block = self.plan.block_of(one)
            facts = {
                "hours": Fact(hours),
                "prayer": Fact(_hours(clock(block[0]), clock(block[1])) if block else ""),
            }
            name = {language: day(one.date, language) for language in ("ar", "fr", "en")}
            yield ("day", one.date.isoformat()), Item(name, facts, hours)

    def sessions(self) -> Iterator[tuple[Key, Item]]:
        for session in self.plan.sessions:
            when = f"{day(session.day)}{self.comma}" + _hours(
                clock(session.starts), clock(session.ends)
            )
            place = in_lang(self.plan.place_of(session))
            facts = {
                **_texts("title", session.title),
                "when": Fact(when),
                "room": Fact(place, mark=session.room),
                **self._offices(session),
                **self._matters(session),
            }
            whole = f"{place}{self.comma}{when}" if place else when
            yield ("session", session.key), Item(session.title, facts, whole)

    def _offices(self, session: SessionPlan) -> dict[str, Fact]:
        speakers = {one.key: in_lang(one.name) for one in self.plan.speakers}
        partners = {one.key: in_lang(one.name) for one in self.plan.partners}
        return {
            aspect: Fact(self.comma.join(names.get(key, key) for key in keys), mark=" ".join(keys))
            for aspect, names, keys in (
                ("speakers", speakers, session.speakers),
                ("partners", partners, session.partners),
            )
        }

    def _matters(self, session: SessionPlan) -> dict[str, Fact]:
        return {
            "audience": Fact(worded(AUDIENCES, session.audience)),
            "services": self._services(session.services),
            "languages": Fact(worded(HELD_IN, session.languages)),
            "kind": Fact(str(SESSION_KINDS.get(session.kind, session.kind))),
            "readers": Fact(_("Staff only") if session.internal else _("everybody")),
            "state": Fact(_("Will not take place") if session.withdrawn else _("takes place")),
        }

    def places(self) -> Iterator[tuple[Key, Item]]:
        for room in self.plan.rooms:
            facts = {**_texts("name", room.name), "seats": Fact(str(room.seats or ""))}
            yield ("room", room.key), Item(room.name, facts, in_lang(room.name))
        for speaker in self.plan.speakers:
            item = Item(speaker.name, _texts("name", speaker.name), in_lang(speaker.name))
            yield ("speaker", speaker.key), item

    def partners(self) -> Iterator[tuple[Key, Item]]:
        for partner in self.plan.partners:
            facts = {
                **_texts("name", partner.name),
                "kind": Fact(str(PARTNER_KINDS.get(partner.kind, partner.kind))),
                "stand": Fact(partner.stand),
                "services": self._services(partner.services),
                **_texts("note", partner.note),
            }
            parts = (in_lang(partner.name), partner.stand)
            whole = self.comma.join(part for part in parts if part)
            yield ("partner", partner.key), Item(partner.name, facts, whole)

    def kept(self) -> Iterator[tuple[Key, Item]]:
        meant = {session.key: in_lang(session.title) for session in self.plan.sessions}
        meant |= {one.date.isoformat(): day(one.date) for one in self.plan.days}
        for one in self.plan.kept:
            rule, subject = str(RULES.get(one.rule, one.rule)), meant.get(one.subject, one.subject)
            subject = self._overlap(one.subject) if one.rule == "overlap" else subject
            whole = self.comma.join(part for part in (rule, subject, one.by, one.reason) if part)
            key = f"{one.rule}\n{one.subject}\n{one.by}\n{one.reason}"
            yield ("kept", key), Item({}, {}, whole)

    def _overlap(self, subject: str) -> str:
        """The other stop by its key, and the partner that both have by its name."""
        stop, _, partner = subject.partition("/")
        names = {one.key: in_lang(one.name) for one in self.plan.partners}
        return self.comma.join(part for part in (stop, names.get(partner, partner)) if part)

    def _services(self, codes: tuple[str, ...]) -> Fact:
        named = self.known.services
        names = [in_lang(named[code].name) if code in named else code for code in codes]
        return Fact(self.comma.join(names), mark=" ".join(codes))


def _hours(first: str, last: str) -> str:
    return str(_("from %(first)s to %(last)s", first=first, last=last))
