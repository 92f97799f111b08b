"""Writing the closing: texts, figures, the draft and the signed versions, that a stop is closed."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from caravan.followup.closing import content, papers, queries, rules
from caravan.followup.closing.models import (
    StopClosing,
    SummaryFigure,
    SummaryPaper,
    SummaryText,
    SummaryVersion,
)
from caravan.followup.queries import stop_facts
from caravan.kernel import audit
from caravan.kernel.clock import now, to_wall
from caravan.kernel.db import transaction
from caravan.kernel.i18n import in_language
from caravan.kernel.texts import gettext as _
from caravan.press.words import LANGS
from caravan.tour.models import Stop
from caravan.voice import queries as voice


@dataclass(frozen=True)
class Making:
    """A version about to be drawn: its content as it stood at `made_at` (UTC)."""

    stop: Stop
    number: int
    both: content.Both
    seen: str
    texts: Sequence[str]
    made_at: datetime


@dataclass(frozen=True)
class Step:
    """A file was drawn, so many of so many; `size` in bytes."""

    kind: papers.Kind
    size: int
    done: int
    of: int


def gather(stop: Stop) -> content.Both:
    """What the summary says now, in both languages."""
    return {lang: stop_facts(stop, lang) for lang in LANGS}


def prepare_draft(stop: Stop) -> Making:
    """A draft as things stand now."""
    both = gather(stop)
    return _making(stop, rules.DRAFT, both, content.seen(both))


def prepare_signature(stop: Stop, seen: str) -> Making:
    """The next signed version of what was `seen`.

    Refused: ChangedSinceSeen if that is not what would be signed, AlreadySigned if the newest
    version says the same.
    """
    both = gather(stop)
    if content.seen(both) != seen:
        raise rules.ChangedSinceSeen
    before = queries.versions(stop.id)
    if before and before[0].number != rules.DRAFT and before[0].seen == seen:
        raise rules.AlreadySigned(number=before[0].number)
    number = rules.next_number(one.number for one in before)
    names = {lang: _version_name(number, lang) for lang in LANGS}
    return _making(stop, number, content.signed(both, names), seen)


def _version_name(number: int, lang: str) -> str:
    with in_language(lang):
        return str(_("Version %(number)s", number=number))


def _making(stop: Stop, number: int, both: content.Both, seen: str) -> Making:
    return Making(stop, number, both, seen, _texts(stop, both), now())


def _texts(stop: Stop, both: content.Both) -> list[str]:
    """The ids of the questions and suggestions whose words stand in the content."""
    facts = [both[lang] for lang in LANGS]
    asked = {one.text for each in facts for some in each.services for one in some.questions}
    asked |= {one.text for each in facts for one in each.others}
    suggested = " ".join(text for each in facts for some in each.suggestions for text in some.texts)
    return [
        *(one.id for one in voice.questions(stop.id) if one.body in asked),
        *(
            one.id
            for one in voice.suggestions(stop.id)
            if one.body in suggested or one.body in asked
        ),
    ]


def draw(making: Making, *, staff_id: int) -> Iterator[Step]:
    """Draw every file and keep them all at once, after the last; tells of each when it is there.

    A draft takes the place of the one before. A signed version that a colleague signed meanwhile
    stays: ChangedSinceSeen. TextErased where a text of it went meanwhile.
    """
    drawn: dict[str, bytes] = {}
    for done, kind in enumerate(papers.KINDS, start=1):
        drawn[kind.code] = papers.draw(kind, making.both, to_wall(making.made_at))
        if done == len(papers.KINDS):
            _keep(making, drawn, staff_id)
        yield Step(kind, len(drawn[kind.code]), done, len(papers.KINDS))


def _keep(making: Making, drawn: dict[str, bytes], staff_id: int) -> None:
    stop = making.stop
    with transaction() as writing:
        queries.hold(stop.id)
        if not voice.are_kept(making.texts):
            raise rules.TextErased
        numbers = [one.number for one in queries.versions(stop.id)]
        if making.number in numbers:
            if making.number != rules.DRAFT:
                raise rules.ChangedSinceSeen
            _erase_draft(stop.id)
        version = SummaryVersion(
            stop_id=stop.id,
            number=making.number,
            content=content.to_json(making.both),
            seen=making.seen,
            digest=making.both["ar"].digest or content.digest(making.both),
            texts=list(making.texts),
            staff_id=staff_id,
            made_at=making.made_at,
        )
        writing.add(version)
        writing.flush()
        writing.add_all(
            SummaryPaper(
                version_id=version.id,
                kind=kind,
                content=file,
                digest=hashlib.sha256(file).hexdigest(),
            )
            for kind, file in drawn.items()
        )
        _audit("followup.make_summary", stop, making.number, staff_id)


def _erase_draft(stop_id: int) -> None:
    with transaction() as writing:
        chosen = select(SummaryVersion.id).where(
            SummaryVersion.stop_id == stop_id, SummaryVersion.number == rules.DRAFT
        )
        writing.execute(delete(SummaryPaper).where(SummaryPaper.version_id.in_(chosen)))
        writing.execute(delete(SummaryVersion).where(SummaryVersion.id.in_(chosen)))


def forget_texts(stop_id: int, ids: Collection[str]) -> Iterable[str]:
    """Erase content and files of every version in which one of these texts stands.

    Number, digest and who signed stay. Inside the transaction that erases the texts; gives the
    names of the tables from which something went.
    """
    gone = frozenset(ids)
    with transaction() as writing:
        queries.hold(stop_id)  # a version that is being kept has the text, or waits and misses it
        for version in queries.versions(stop_id):
            if gone.intersection(version.texts):
                chosen = SummaryPaper.version_id == version.id
                writing.execute(delete(SummaryPaper).where(chosen))
                version.content, version.texts, version.erased_at = {}, [], now()
    return SummaryVersion.__tablename__, SummaryPaper.__tablename__


def save_text(
    stop: Stop, block: str, language: str, body: str, *, number: int, staff_id: int
) -> None:
    """Keep a text block; an empty one gives the place back to what the program writes.

    `number` is that of the text which was seen, 0 for none. The same text once more changes
    nothing. Refused: TextChanged when a colleague saved since; UnknownNumber.
    """
    rules.check_text(body)
    with transaction() as writing:
        queries.hold(stop.id)  # of a text that is not there yet no row can be held
        found = writing.get(SummaryText, (stop.id, block, language))
        if found and found.body == body:
            return
        if (found.number if found else 0) != number:
            raise rules.TextChanged
        if found is None:
            found = SummaryText(stop_id=stop.id, block=block, language=language)
            writing.add(found)
        found.body, found.number = body, number + 1
        found.staff_id, found.written_at = staff_id, now()
        audit.record(
            "followup.write_text",
            staff_id=staff_id,
            stop_key=stop.key,
            subject=f"{block}.{language}",
        )


def save_figure(
    stop: Stop,
    key: str,
    value: int | None,
    source: str,
    *,
    seen: int | None = None,
    staff_id: int,
) -> None:
    """Enter a figure with its source, or take it out with no value; what it was before is kept.

    `seen` is the number of the entry on the page, 0 for none (None: it was not looked at). The same
    once more changes nothing. Refused: SourceMissing; FigureChanged when a colleague entered since.
    """
    told = source.strip()
    if value is not None and not told:
        raise rules.SourceMissing
    with transaction() as writing:
        queries.hold(stop.id)
        before = queries.figures(stop.id).get(key, [])
        newest = (before[0].value, before[0].source) if before else (None, "")
        if (value, told) == newest or (value is None and newest[0] is None):
            return
        if seen not in (None, len(before)):
            raise rules.FigureChanged
        writing.add(
            SummaryFigure(
                stop_id=stop.id,
                key=key,
                number=len(before) + 1,
                value=value,
                source=told if value is not None else "",
                staff_id=staff_id,
                entered_at=now(),
            )
        )
        audit.record(
            "followup.enter_figure", staff_id=staff_id, stop_key=stop.key, subject=key, value=value
        )


def close_stop(stop: Stop, *, staff_id: int) -> None:
    """Close the stop; once is enough. Refused as rules.check_close says, first thing first."""
    with transaction() as writing:
        queries.hold(stop.id)
        checklist = queries.checklist(stop)
        if checklist.closing is not None:
            return
        checklist.check()
        signed = checklist.signed
        writing.add(
            StopClosing(
                stop_id=stop.id,
                counts=dict(checklist.counts),
                version=signed.number if signed else rules.DRAFT,
                staff_id=staff_id,
                closed_at=now(),
            )
        )
        audit.record("followup.close_stop", staff_id=staff_id, stop_key=stop.key)


def _audit(action: str, stop: Stop, number: int, staff_id: int) -> None:
    audit.record(action, staff_id=staff_id, stop_key=stop.key, subject=number)
