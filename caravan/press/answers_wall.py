"""The A3 wall poster of answers: you said, we answered, we will; with a code to where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from reportlab.lib.units import mm

from caravan.press import pictos
from caravan.press.arabic import Style
from caravan.press.axis import Axis, length, wrap
from caravan.press.ornaments import State, code, disc, frieze, lockup
from caravan.press.sheet import A3, GOLD, INK, LINE, MIST, MUTED, NAVY, open_document
from caravan.press.styles import plex
from caravan.press.words import FOUNDATION, LANGS, Lang, Pair

MARGIN = 16.0
FULL = 297 - 2 * MARGIN
GUTTER = 9.0
COLUMN = (FULL - 2 * GUTTER) / 3
PLACES = (0.0, COLUMN + GUTTER, 2 * (COLUMN + GUTTER))
TOP, FOOT = 98.0, 348.0
MOST_ROWS = 5
ROW = (FOOT - TOP) / MOST_ROWS
INSET = 5.0
HEAD = COLUMN - 18 - 2 * INSET
CODE = 46.0
"""Width in mm of the code's modules: read from about a metre."""
LEAST = 15.0
"""Points under which no answer is set: what does not fit then ends with dots."""
LEADING = 0.5
"""Height of a line in mm for each point of its type."""
MORE_ON_PAGE = "…"

HEADS = (
    (Pair("قلتم", "Vous avez dit"), "form"),
    (Pair("أجبنا", "Nous avons répondu"), "desk"),
    (Pair("سنفعل", "Nous ferons"), "clock"),
)
WHERE = Pair("أين وصلت الالتزامات اليوم؟", "Où en sont les engagements aujourd’hui ?")
BY_CODE = Pair(
    "سؤالكم ليس هنا؟ اسألوا عنه برقم وصل المتابعة، في الصفحة أو في المحطة المقبلة.",
    "Votre question n’y est pas ? Le numéro du talon de suivi la retrouve, en ligne ou à l’étape.",
)
NOT_POSSIBLE = Pair("تعذر:", "Impossible :")
NOTHING_YET = Pair(
    "لا أجوبة منشورة بعد. تُكتب خلال المحطة وفي الأيام الموالية.",
    "Pas encore de réponse publiée. Elles s’écrivent pendant l’étape et les jours suivants.",
)
STATES: tuple[tuple[State, Pair], ...] = (
    ("none", Pair("لم يبدأ", "à venir")),
    ("half", Pair("جارٍ", "en cours")),
    ("full", Pair("أُنجز", "tenu")),
    ("late", Pair("تأخر", "en retard")),
)


@dataclass(frozen=True)
class WallPromise:
    """What is promised, until when (as printed), by which office; `state` None: no sign."""

    body: str
    due: str
    office: str
    state: State | None


@dataclass(frozen=True)
class WallRow:
    """A question as it was written, its answer, and the promise that goes with it, if one does.

    Where it is refused, the answer is the reason: nothing will be done.
    """

    asked: str
    answered: str
    promise: WallPromise | None = None
    pictogram: str = "other"
    is_refused: bool = False


NO_MARK = Pair("")


@dataclass(frozen=True)
class WallFacts:
    """What the poster of one stop says; rows beyond the fifth are left out, `more` counts them.

    `url` goes into the code, `printed_address` is the same without its scheme; `printed` says of
    which day the poster is, `mark` that nothing of it is real (a rehearsal), "" elsewhere.
    """

    stop: Pair
    rows: Sequence[WallRow]
    more: Pair
    url: str
    printed_address: str
    printed: Pair
    mark: Pair = NO_MARK


def draw(facts: WallFacts, lang: Lang, *, made_at: datetime, one_ink: bool = False) -> bytes:
    """The poster as a PDF of one A3 page, read from the right in Arabic, the left in French."""
    title = f"{HEADS[0][0].of(lang)} · {facts.stop.of(lang)}"
    document = open_document(title, FOUNDATION.of(lang), lang, A3, made_at)
    rtl = lang == "ar"
    edge = A3[0] / mm - MARGIN if rtl else MARGIN
    axis = Axis(document.canvas, A3[1] / mm, edge, rtl=rtl, one_ink=one_ink)
    lockup(axis, FULL, 14, facts.stop, 1.36)
    # under the stop: on the other side the name of the Foundation may take three lines
    axis.text(facts.mark.of(lang), FULL, 35.2, plex(14, 700, NAVY), "end", fit=FULL / 2)
    frieze(axis, 44, FULL, 22)
    _heads(axis, lang)
    for number, row in enumerate(facts.rows[:MOST_ROWS]):
        _row(axis, row, TOP + number * ROW, lang)
    if not facts.rows:
        _block(axis, NOTHING_YET.of(lang), 0, TOP + 6, (COLUMN * 2, 60), plex(24, 500))
    _foot(axis, facts, lang)
    document.show_page()
    return document.bytes()


def _heads(axis: Axis, lang: Lang) -> None:
    axis.box(PLACES[2], 56, (COLUMN, FOOT - 56), MIST)
    if axis.one_ink:
        axis.frame(PLACES[2], 56, (COLUMN, FOOT - 56), NAVY, 0.3)
    for place, (words, picture) in zip(PLACES, HEADS, strict=True):
        inset = INSET if place == PLACES[2] else 0
        axis.box(place, 56, (COLUMN, 2.2), GOLD if place == PLACES[2] else NAVY)
        first, second = words.sides(lang == "ar")
        axis.text(first, place + inset, 79, plex(50 if lang == "ar" else 19, 700, NAVY), fit=HEAD)
        axis.text(second, place + inset, 90, plex(16, 400, MUTED), fit=HEAD)
        pictos.draw(axis, picture, place + COLUMN - 15 - inset, 65, 13)


def _row(axis: Axis, row: WallRow, level: float, lang: Lang) -> None:
    if row.is_refused:
        _refused(axis, row.answered, level, lang)
    for place in PLACES:
        inset = INSET if place == PLACES[2] else 0
        axis.across(place + inset, COLUMN - 2 * inset, level, NAVY, 0.35)
    pictos.draw(axis, row.pictogram, 0, level + 4, 10)
    _block(axis, row.asked, 14, level + 3, (COLUMN - 14, ROW - 6), plex(24, 600, INK))
    if not row.is_refused:
        _block(axis, row.answered, PLACES[1], level + 3, (COLUMN, ROW - 6), plex(24, 400, INK))
    if row.promise:
        _promise(axis, row.promise, PLACES[2] + INSET, level)


def _refused(axis: Axis, reason: str, level: float, lang: Lang) -> None:
    """A "no" over both columns, what we answered and what we will do: the word, then why."""
    along, wide = PLACES[1] - INSET, 2 * COLUMN + GUTTER + INSET
    axis.box(along, level, (wide, ROW), MIST)
    if axis.one_ink:
        axis.frame(along, level, (wide, ROW), NAVY, 0.3)
    axis.across(along, wide, level, NAVY, 0.35)
    axis.text(NOT_POSSIBLE.of(lang), PLACES[1], level + 12, plex(27, 700, NAVY), fit=COLUMN)
    room = (wide - 2 * INSET, ROW - 20)
    _block(axis, reason, PLACES[1], level + 15, room, plex(22, 400, INK))


def _promise(axis: Axis, promise: WallPromise, along: float, level: float) -> None:
    """The date is the largest thing in it."""
    room = COLUMN - 2 * INSET
    _block(axis, promise.body, along, level + 3, (room, ROW - 24), plex(19, 600, INK))
    axis.text(promise.due, along, level + ROW - 11, plex(27, 700, NAVY), fit=room - 9)
    axis.text(promise.office, along, level + ROW - 4, plex(13, 400, MUTED), fit=room)
    if promise.state:
        disc(axis, promise.state, along + room - 3, level + ROW - 14)


def _block(
    axis: Axis, text: str, along: float, level: float, size: tuple[float, float], style: Style
) -> None:
    """A text in the largest type, up to its style's, in which its lines fill `size` at most."""
    wide, high = size
    while True:
        lines = wrap(text, style, wide)
        most = int(high / (style.size * LEADING))
        if len(lines) <= most or style.size <= LEAST:
            break
        style = replace(style, size=style.size - 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(lines[most - 1], style, wide)]
    base = axis.base(text)
    for number, line in enumerate(lines):
        # every line of a text runs as the whole does, also one that holds the other script only
        axis.text(line, along, level + (number + 0.82) * style.size * LEADING, style, base=base)


def _cut(line: str, style: Style, wide: float) -> str:
    while line and length(line + MORE_ON_PAGE, style) > wide:
        line = line[:-1].rstrip()
    return line + MORE_ON_PAGE


def _foot(axis: Axis, facts: WallFacts, lang: Lang) -> None:
    other = next(one for one in LANGS if one != lang)
    said = FULL - CODE - 10
    axis.text(WHERE.of(lang), 0, 367, plex(32, 700, NAVY), fit=said)
    axis.text(WHERE.of(other), 0, 375, plex(14, 400, MUTED), fit=said)
    axis.text(facts.printed_address, 0, 388, plex(30, 700, NAVY), base="ltr", fit=said)
    along = 0.0
    for state, words in STATES:
        disc(axis, state, along + 2, 395)
        long = axis.text(words.of(lang), along + 6, 396.6, plex(13, 500, INK))
        along += long + 14
    axis.text(facts.more.of(lang), said, 396.6, plex(13, 600, NAVY), "end", fit=said - along)
    axis.across(0, said, 400, LINE, 0.3)
    axis.text(BY_CODE.of(lang), 0, 406, plex(12, 500, INK), fit=said - 40)
    axis.text(facts.printed.of(lang), said, 406, plex(11, 400, MUTED), "end", fit=38)
    code(axis, facts.url, FULL - CODE, 358, CODE, "Q")
