"""What the summary of a stop is written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from caravan.followup.people import Headcount
from caravan.kernel.i18n import in_lang
from caravan.kernel.small_numbers import Shown
from caravan.kernel.texts import gettext as _
from caravan.press.summary.facts import Cell, Hidden
from caravan.press.words import Lang, number
from caravan.tour.models import AgendaSession, Service, Stop
from caravan.voice.models import Question, Suggestion


class Answered(Protocol):
    """An answer, as far as it is printed; texts by language."""

    @property
    def body(self) -> dict[str, str]: ...


class Promised(Protocol):
    """A promise, as far as it is printed; `state` is late, open or kept; texts by language."""

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


@dataclass(frozen=True)
class Material:
    """A stop and what happened there; people only as protected counts.

    `questions` are the shown ones, most shared first; `asked` counts those not shown by state;
    `private` counts the personal cases by service; `categories` names those of people.
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
    private: Mapping[str, int]
    answers: Mapping[str, Answered]
    promises: Sequence[Promised]
    suggestions: Sequence[Suggestion]
    categories: Mapping[str, str]

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
