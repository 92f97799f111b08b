"""Reading the closing: texts, figures and versions of the summary, whether a stop may be closed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from caravan.followup.closing import rules
from caravan.followup.closing.models import (
    StopClosing,
    SummaryFigure,
    SummaryPaper,
    SummaryText,
    SummaryVersion,
)
from caravan.followup.items import queries as items
from caravan.followup.items import rules as item_rules
from caravan.kernel.clock import now, today
from caravan.kernel.db import session
from caravan.kernel.refusal import NotFound
from caravan.tour.models import Stop
from caravan.voice.rounds import queries as rounds


def texts(stop_id: int) -> dict[tuple[str, str], SummaryText]:
    """The texts written by hand, by block and language."""
    chosen = select(SummaryText).where(SummaryText.stop_id == stop_id)
    return {(one.block, one.language): one for one in session().scalars(chosen)}


def figures(stop_id: int) -> dict[str, list[SummaryFigure]]:
    """What was entered, by key in the order of their keys; of each the newest entry first."""
    chosen = select(SummaryFigure).where(SummaryFigure.stop_id == stop_id)
    ordered = chosen.order_by(SummaryFigure.key, SummaryFigure.number.desc())
    found: dict[str, list[SummaryFigure]] = {}
    for one in session().scalars(ordered):
        found.setdefault(one.key, []).append(one)
    return found


def standing(stop_id: int) -> dict[str, tuple[int, str]]:
    """Value and source of each figure that holds, by key."""
    newest = {key: entries[0] for key, entries in figures(stop_id).items()}
    return {key: (one.value, one.source) for key, one in newest.items() if one.value is not None}


def versions(stop_id: int) -> list[SummaryVersion]:
    """The draft and the signed versions of the summary, the newest number first."""
    chosen = select(SummaryVersion).where(SummaryVersion.stop_id == stop_id)
    return list(session().scalars(chosen.order_by(SummaryVersion.number.desc())))


def get_version(stop_id: int, number: int) -> SummaryVersion:
    """The version of that number; NotFound where there is none."""
    chosen = select(SummaryVersion).where(
        SummaryVersion.stop_id == stop_id, SummaryVersion.number == number
    )
    found = session().scalar(chosen)
    if found is None:
        raise NotFound
    return found


def papers(version_id: int) -> dict[str, tuple[str, int]]:
    """The digest and the bytes' number of each file of a version, by kind."""
    chosen = select(SummaryPaper).where(SummaryPaper.version_id == version_id)
    found = session().scalars(chosen.order_by(SummaryPaper.kind))
    return {one.kind: (one.digest, len(one.content)) for one in found}


def get_paper(version: SummaryVersion, kind: str) -> bytes:
    """The file as it was drawn; NotFound where there is none, or where it was erased."""
    found = session().get(SummaryPaper, (version.id, kind))
    if found is None:
        raise NotFound
    return found.content


def find_closing(stop_id: int) -> StopClosing | None:
    """That the stop was closed, or None."""
    return session().get(StopClosing, stop_id)


@dataclass(frozen=True)
class Checklist:
    """What is left to do before a stop is closed. `counts` are its items by outcome.

    `open_items` have neither answer, nor owner with a date, nor reason; `signed` is the newest
    signed version, None before the first.
    """

    is_over: bool
    takes_questions: bool
    counts: Mapping[str, int]
    open_items: list[items.Item]
    signed: SummaryVersion | None
    closing: StopClosing | None

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left."""
        return self.is_over and not (self.takes_questions or self.open_items) and bool(self.signed)

    @property
    def is_open_again(self) -> bool:
        """Whether the stop was closed, and something has come or lost its outcome since."""
        return self.closing is not None and (self.takes_questions or bool(self.open_items))

    @property
    def is_fresh(self) -> bool:
        """Whether the stop was closed in this half-day: a few last texts come out when it is over.

        Whether there are any is told to nobody, so this is a matter of the clock alone.
        """
        return self.closing is not None and rounds.may_wait(self.closing.closed_at, now=now())

    def check(self) -> None:
        """Refuse as rules.check_close does."""
        rules.check_close(
            is_over=self.is_over,
            takes_questions=self.takes_questions,
            open_items=len(self.open_items),
            is_signed=self.signed is not None,
        )


def hold(stop_id: int) -> None:
    """Inside a transaction: two who press for the same stop wait for each other."""
    session().execute(select(Stop.id).where(Stop.id == stop_id).with_for_update())


def checklist(stop: Stop) -> Checklist:
    """The checklist of the stop, in a number of statements that does not grow with it."""
    found = items.items(stop.id)
    outcomes = items.outcomes(found)
    counts = Counter(outcomes.values())
    signed = [one for one in versions(stop.id) if one.number != rules.DRAFT]
    return Checklist(
        is_over=stop.last_day <= today(),
        takes_questions=rounds.find_open(stop.id) is not None,
        counts={one: counts[one] for one in item_rules.OUTCOMES},
        open_items=[one for one in found if outcomes[one.id] == item_rules.OPEN],
        signed=signed[0] if signed else None,
        closing=find_closing(stop.id),
    )
