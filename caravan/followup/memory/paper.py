"""The wall poster of a stop's answers: which stand on it, and how they are written."""

from collections.abc import Sequence

from flask import current_app

from caravan.followup import rules
from caravan.followup.memory.queries import Thread, threads_of
from caravan.followup.promises.rules import BEGUN
from caravan.followup.queries import Promised
from caravan.kernel.clock import now, today
from caravan.kernel.i18n import days, in_lang
from caravan.press import answers_wall, pictos
from caravan.press.answers_wall import MOST_ROWS, NO_MARK, WallFacts, WallPromise, WallRow
from caravan.press.ornaments import State
from caravan.press.words import LANGS, Lang, Pair
from caravan.tour import queries as tour
from caravan.tour.models import Stop

_STATES: dict[str, State] = {rules.KEPT: "full", rules.LATE: "late"}
_UNTIL = Pair("قبل {}", "avant le {}")
_DONE = Pair("أُنجز في {}", "fait le {}")
_NOT_POSSIBLE = Pair("تعذر", "Impossible")
_MORE = Pair("أجوبة أخرى في الصفحة: {}", "Autres réponses en ligne : {}")
_REHEARSAL = Pair(
    "تمرين: أسئلة والتزامات من نسج الخيال", "Répétition : questions et engagements inventés"
)
_PRINTED = Pair("طُبع في {}", "Imprimé le {}")


def draw_wall(stop: Stop, lang: Lang, *, one_ink: bool = False) -> bytes:
    """The poster of `stop` as a PDF in Arabic or French, as its answers stand today."""
    return answers_wall.draw(wall_facts(stop, lang), lang, made_at=now(), one_ink=one_ink)


def wall_facts(stop: Stop, lang: Lang) -> WallFacts:
    """What the poster says: the most shared answers first, those with a promise before others."""
    written = sorted(threads_of(stop), key=lambda one: not one.promises)
    pictures = {one.code: one.pictogram for one in tour.all_services()}
    shown = written[:MOST_ROWS]
    address = f"{current_app.config['SETTINGS'].public_url}/{lang}/stops/{stop.key}/answers"
    return WallFacts(
        stop=Pair(*(_stop_line(stop, one) for one in LANGS)),
        rows=[_row(one, pictures, lang) for one in shown],
        more=_said(_MORE, len(written) - len(shown)) if len(written) > len(shown) else Pair(""),
        url=address,
        printed_address=address.split("://")[1],
        printed=Pair(*(_on(_PRINTED, one) for one in LANGS)),
        mark=_REHEARSAL if stop.is_rehearsal else NO_MARK,
    )


def _row(told: Thread, pictures: dict[str, str], lang: Lang) -> WallRow:
    picture = pictures.get(told.item.service_code, "")
    return WallRow(
        asked=told.item.body,
        answered=in_lang(told.answer.body, lang) if told.answer else "",
        promise=_promise(_pressing(told.promises), lang) if told.promises else None,
        pictogram=picture if picture in pictos.DRAWINGS else "other",
        is_refused=bool(told.answer and told.answer.is_refusal and not told.promises),
    )


def _pressing(made: Sequence[Promised]) -> Promised:
    """Of several promises about one item, what is late, else what is still to keep."""
    return min(made, key=lambda one: rules.PROMISE_STATES.index(one.state))


def _promise(made: Promised, lang: Lang) -> WallPromise:
    due = _UNTIL.of(lang).format(days(made.due, made.due, lang))
    if made.kept_on:
        due = _DONE.of(lang).format(days(made.kept_on, made.kept_on, lang))
    if made.state == rules.GIVEN_UP:
        due = _NOT_POSSIBLE.of(lang)
    return WallPromise(in_lang(made.body, lang), due, in_lang(made.owner, lang), _state(made))


def _state(made: Promised) -> State | None:
    if made.state == rules.OPEN:
        return "half" if made.stage == BEGUN else "none"
    return _STATES.get(made.state)


def _stop_line(stop: Stop, lang: str) -> str:
    return f"{in_lang(stop.name, lang)} · {days(stop.first_day, stop.last_day, lang)}"


def _said(words: Pair, number: int) -> Pair:
    return Pair(words.ar.format(number), words.fr.format(number))


def _on(words: Pair, lang: Lang) -> str:
    return words.of(lang).format(days(today(), today(), lang))
