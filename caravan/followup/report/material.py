"""What the summary of a stop is written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from caravan.followup import rules
from caravan.followup.closing.rules import fill
from caravan.followup.people import Headcount
from caravan.followup.report.beside import Beside
from caravan.kernel.heads import Heads
from caravan.kernel.i18n import in_lang
from caravan.kernel.small_numbers import Shown, protect, rounded
from caravan.kernel.texts import gettext as _
from caravan.press.summary.facts import Cell, Hidden
from caravan.press.words import Lang, number
from caravan.tour.models import AgendaSession, Service, Stop
from caravan.voice.models import Question, Suggestion


class Answered(Protocol):
    """An answer, as far as it is printed; texts by language."""

    @property
    def body(self) -> dict[str, str]: ...
    @property
    def is_refusal(self) -> bool: ...


class Promised(Protocol):
    """A promise, as far as it is printed; texts by language.

    `state` is one of PROMISE_STATES, `standing` the same or "planned" where nobody has begun.
    """

    @property
    def item_id(self) -> str | None: ...
    @property
    def service_code(self) -> str: ...
    @property
    def body(self) -> dict[str, str]: ...
    @property
    def owner(self) -> dict[str, str]: ...
    @property
    def due(self) -> date: ...
    @property
    def state(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def kept_on(self) -> date | None: ...
    @property
    def proof(self) -> dict[str, str]: ...


@dataclass(frozen=True)
class Given:
    """The answering body that has a question, by its name in each language, and until when."""

    body: dict[str, str]
    due: date


@dataclass(frozen=True)
class Material:
    """A stop and what happened there; people only as protected counts.

    `questions` are the shown ones, most shared first; `asked` counts those not shown by state;
    `private` counts the personal cases by service; `categories` names those of people; `given`
    says who has an open question, by its id.
    `moment` is the aware instant of writing, `public_url` the address of the site.
    """

    stop: Stop
    lang: Lang
    moment: datetime
    public_url: str
    headcount: Headcount
    sessions: Sequence[AgendaSession]
    services: Sequence[Service]
    questions: Sequence[Question]
    asked: Mapping[str, int]
    private: Mapping[str, Heads]
    answers: Mapping[str, Answered]
    promises: Sequence[Promised]
    suggestions: Sequence[Suggestion]
    categories: Mapping[str, str]
    given: Mapping[str, Given] = field(default_factory=dict)
    beside: Beside = field(default_factory=Beside)

    def block(self, name: str, written: str) -> str:
        """A text block: as staff wrote it, with its numbers as they stand, else as `written`."""
        own = self.beside.texts.get(name)
        return fill(own, self.numbers) if own else written

    @property
    def counts(self) -> dict[str, Shown]:
        """The main figures, protected as everywhere: people, texts that all can read, promises."""
        states = [one.state for one in self.promises]
        answered = sum(one.state == rules.ANSWERED for one in self.questions)
        return {
            "came": self.headcount.came,
            "registered": self.headcount.registered,
            "questions": len(self.questions),
            "answered": answered,
            "suggestions": sum(one.state != rules.RECEIVED for one in self.suggestions),
            "promises": len(states),
            "kept": states.count(rules.KEPT),
            "late": states.count(rules.LATE),
            "open": len(self.questions) - answered,
        }

    @property
    def numbers(self) -> dict[str, str]:
        """What a text block may name in braces: the main figures as a sentence has them."""
        return {name: self.count(count) for name, count in self.counts.items()}

    @property
    def cases(self) -> tuple[list[tuple[str, Shown]], Shown]:
        """The personal cases: service and count of each, by code; their total. Protected.

        Whatever tells of them tells this: two ways of hiding could be set against each other.
        """
        codes = sorted(self.private)
        line = protect([self.private[code] for code in codes])
        return list(zip(codes, map(rounded, line.counts), strict=True)), rounded(line.total)

    def text(self, texts: dict[str, str] | None) -> str:
        """The text in the language of the summary, else the nearest there is."""
        return in_lang(texts, self.lang)

    def count(self, count: Shown) -> str:
        """A count as it stands in a sentence."""
        return str(_("not shown")) if count is None else number(count, self.lang)

    def service(self, code: str) -> str:
        """The name of a service."""
        return next((self.text(one.name) for one in self.services if one.code == code), code)


def cell(count: Shown) -> Cell:
    """A count as it stands in a table or chart."""
    return Hidden(str(_("not shown"))) if count is None else count
