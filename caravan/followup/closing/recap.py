"""The recap with which a stop opens: what earlier closed stops asked for, and what was done."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from caravan.followup import queries, rules, words
from caravan.followup.closing.models import StopClosing
from caravan.followup.items import queries as items
from caravan.followup.items import rules as item_rules
from caravan.followup.queries.answers import Promised
from caravan.kernel.clock import now, to_wall
from caravan.kernel.db import session
from caravan.kernel.i18n import days, in_lang, in_language
from caravan.kernel.texts import gettext as _
from caravan.press.summary.large import Chapter, Said, draw_chapters
from caravan.press.words import Lang
from caravan.tour.duties import queries as duties
from caravan.tour.models import Stop


@dataclass(frozen=True)
class Owned:
    """So many items lie with an answering body (its name by language), the last due on a day."""

    body: Mapping[str, str]
    count: int
    due: date


@dataclass(frozen=True)
class Earlier:
    """A closed stop as it is told at a later one: its items by outcome then and now."""

    stop: Stop
    closing: StopClosing
    counts: Mapping[str, int]
    promises: list[Promised]
    owned: list[Owned]

    @property
    def answered_since(self) -> int:
        """How many items have an answer, or a reason, that had none when the stop was closed."""
        said = (item_rules.ANSWERED, item_rules.REFUSED)
        then = sum(self.closing.counts.get(one, 0) for one in said)
        return max(sum(self.counts.get(one, 0) for one in said) - then, 0)


def recap(stop: Stop) -> list[Earlier]:
    """The last closed stop of the tour before `stop`, then the last one in its prefecture.

    One where both are the same, none where no stop was closed before.
    """
    chosen = (
        select(StopClosing, Stop)
        .join(Stop, Stop.id == StopClosing.stop_id)
        .where(Stop.last_day < stop.first_day, Stop.is_rehearsal == stop.is_rehearsal)
        .order_by(Stop.last_day.desc(), Stop.key)
    )
    closed = [(closing, other) for closing, other in session().execute(chosen)]
    of_tour = [pair for pair in closed if pair[1].tour == stop.tour][:1]
    here = [pair for pair in closed if pair[1].prefecture_code == stop.prefecture_code][:1]
    return [_earlier(other, closing) for closing, other in dict.fromkeys([*of_tour, *here])]


def _earlier(stop: Stop, closing: StopClosing) -> Earlier:
    found = items.items(stop.id)
    outcomes = items.outcomes(found)
    counts = Counter(outcomes.values())
    return Earlier(
        stop=stop,
        closing=closing,
        counts={one: counts[one] for one in item_rules.OUTCOMES},
        promises=queries.promises(stop.id),
        owned=_owned([one for one, outcome in outcomes.items() if outcome == item_rules.OWNED]),
    )


def _owned(item_ids: list[str]) -> list[Owned]:
    names = {one.code: one.name for one in duties.bodies()}
    by_body: dict[str, list[date]] = {}
    for one in items.assignments_of(item_ids).values():
        by_body.setdefault(one.body_code, []).append(one.due)
    return [Owned(names[code], len(dues), max(dues)) for code, dues in sorted(by_body.items())]


def print_recap(stop: Stop, lang: Lang) -> bytes:
    """The recap as a PDF in large letters, to be read out when `stop` opens."""
    with in_language(lang):
        title = _("What became of it")
        chapters = [_chapter(one, lang) for one in recap(stop)]
        if not chapters:
            chapters = [Chapter(title, (Said(_("No stop was closed before this one.")),))]
        dates = days(stop.first_day, stop.last_day, lang)
        heading = f"{in_lang(stop.name, lang)} · {dates}"
        return draw_chapters(title, heading, chapters, lang, made_at=to_wall(now()))


def _chapter(one: Earlier, lang: Lang) -> Chapter:
    dates = days(one.stop.first_day, one.stop.last_day, lang)
    return Chapter(f"{in_lang(one.stop.name, lang)} · {dates}", tuple(_said(one, lang)))


def _said(one: Earlier, lang: Lang) -> Iterator[Said]:
    yield Said(counted(one))
    for promise in one.promises:
        yield Said(in_lang(promise.body, lang), strong=True)
        day = promise.kept_on or promise.due
        yield Said(
            " · ".join(
                (
                    in_lang(promise.owner, lang),
                    str(words.PROMISES[promise.state]),
                    days(day, day, lang),
                )
            )
        )
        if promise.state == rules.KEPT:
            yield Said(in_lang(promise.evidence, lang))
    for some in one.owned:
        yield Said(waiting(some, lang))


def counted(one: Earlier) -> str:
    """The items of the stop by outcome in one sentence."""
    return str(
        _(
            "Answered: %(answered)s. Refused with a reason: %(refused)s. With an office until a "
            "date: %(owned)s. Answered since the closing: %(since)s.",
            answered=one.counts[item_rules.ANSWERED],
            refused=one.counts[item_rules.REFUSED],
            owned=one.counts[item_rules.OWNED],
            since=one.answered_since,
        )
    )


def waiting(some: Owned, lang: Lang) -> str:
    """Who has how many items, until when."""
    return str(
        _(
            "%(body)s: %(count)s still to be answered, the last by %(day)s",
            body=in_lang(dict(some.body), lang),
            count=some.count,
            day=days(some.due, some.due, lang),
        )
    )
