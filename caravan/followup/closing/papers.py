"""The files of a summary: what kinds there are, and how each is drawn from its content."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caravan.followup.closing.content import Both
from caravan.followup.closing.workbook import TYPE, draw_workbook
from caravan.kernel.i18n import in_language
from caravan.kernel.texts import lazy_gettext as _l
from caravan.press import summary
from caravan.press.summary.facts import StopSummary
from caravan.press.summary.large import draw_large
from caravan.press.summary.poster import draw_poster
from caravan.press.words import Lang

PDF = "application/pdf"
Draw = Callable[[StopSummary, datetime], bytes]


@dataclass(frozen=True)
class Kind:
    """A file: its name in addresses, what it is called, its type and how it is drawn."""

    code: str
    lang: Lang
    label: Any
    mimetype: str
    ending: str
    draw: Draw


def _report(facts: StopSummary, made_at: datetime) -> bytes:
    return summary.draw(facts, made_at=made_at)


def _one_ink(facts: StopSummary, made_at: datetime) -> bytes:
    return summary.draw(facts, made_at=made_at, one_ink=True)


def _large(facts: StopSummary, made_at: datetime) -> bytes:
    return draw_large(facts, made_at=made_at)


def _poster(facts: StopSummary, made_at: datetime) -> bytes:
    return draw_poster(facts, made_at=made_at)


def _workbook(facts: StopSummary, _made_at: datetime) -> bytes:
    with in_language(facts.lang):
        return draw_workbook(facts)


KINDS: tuple[Kind, ...] = (
    Kind("summary-ar", "ar", _l("Summary, in Arabic"), PDF, "pdf", _report),
    Kind("summary-fr", "fr", _l("Summary, in French"), PDF, "pdf", _report),
    Kind("black-ar", "ar", _l("Summary in one ink, in Arabic"), PDF, "pdf", _one_ink),
    Kind("black-fr", "fr", _l("Summary in one ink, in French"), PDF, "pdf", _one_ink),
    Kind("large-ar", "ar", _l("Summary in large letters, in Arabic"), PDF, "pdf", _large),
    Kind("large-fr", "fr", _l("Summary in large letters, in French"), PDF, "pdf", _large),
    Kind("poster-ar", "ar", _l("Wall poster, in Arabic"), PDF, "pdf", _poster),
    Kind("poster-fr", "fr", _l("Wall poster, in French"), PDF, "pdf", _poster),
    Kind("workbook-ar", "ar", _l("Workbook of counts, in Arabic"), TYPE, "xlsx", _workbook),
    Kind("workbook-fr", "fr", _l("Workbook of counts, in French"), TYPE, "xlsx", _workbook),
)
BY_CODE = {kind.code: kind for kind in KINDS}


def draw(kind: Kind, both: Both, made_at: datetime) -> bytes:
    """The file of that kind; `made_at` with its zone. The same content gives the same PDF."""
    return kind.draw(both[kind.lang], made_at)
