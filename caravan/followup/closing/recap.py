"""The recap with which a stop opens, in words and in large letters."""

from collections.abc import Iterator

from caravan.followup import rules, words
from caravan.followup.closing.queries.recap import Earlier, Owned, recap
from caravan.followup.items import rules as item_rules
from caravan.kernel.clock import now, to_wall
from caravan.kernel.i18n import days, in_lang, in_language
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.press.summary.large import Chapter, Said, draw_chapters
from caravan.press.words import Lang
from caravan.tour.models import Stop


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
    if lost := unanswered(one):
        yield Said(lost, strong=True)
    for promise in one.promises:
        yield Said(in_lang(promise.body, lang), strong=True)
        day = promise.kept_on or promise.due
        when = () if promise.state == rules.GIVEN_UP else (days(day, day, lang),)
        state = str(words.PROMISES[promise.standing])
        yield Said(" · ".join((in_lang(promise.owner, lang), state, *when)))
        if promise.proof:
            yield Said(in_lang(promise.proof, lang))
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


def unanswered(one: Earlier) -> str:
    """What came since the closing, or lost its outcome, and has none; "" where there is nothing."""
    count = one.counts[item_rules.OPEN]
    return (
        ngettext(
            "%(num)s item has no outcome: it came, or lost it, after the closing.",
            "%(num)s items have no outcome: they came, or lost it, after the closing.",
            count,
        )
        if count
        else ""
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
