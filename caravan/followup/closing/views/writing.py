"""The text blocks of a summary, and the figures that are entered."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from caravan.accounts import queries as accounts
from caravan.followup import queries as followup
from caravan.followup.closing import actions, queries, rules, words
from caravan.followup.closing.forms import FigureForm, TextForm
from caravan.followup.report.details import figure_title
from caravan.followup.views.door import DESK, blueprint
from caravan.followup.views.summary import printed
from caravan.kernel import guard
from caravan.kernel.errors import explain
from caravan.kernel.guard import staff
from caravan.kernel.refusal import NotFound, Refusal
from caravan.kernel.texts import gettext as _
from caravan.press.words import LANGS
from caravan.registration import queries as registration
from caravan.tour import queries as tour
from caravan.tour.models import Stop
from caravan.tour.offers import queries as offers

TEXTS = f"{DESK}/summary/texts"


@blueprint.get(TEXTS)
@staff("summary")
def texts(key: str) -> str:
    """All blocks in both languages, and the numbers that they may name."""
    stop = tour.get_stop(key)
    return render_template(
        "followup/closing/texts.html",
        stop=stop,
        written=queries.texts(stop.id),
        blocks=rules.BLOCKS,
        langs=LANGS,
        words=words,
    )


@blueprint.get(f"{TEXTS}/<block>/<language>")
@staff("summary")
def text(key: str, block: str, language: str) -> ResponseReturnValue:
    """One block, to be written."""
    stop = tour.get_stop(key)
    found = queries.texts(stop.id).get(_known(block, language))
    form = TextForm(body=found.body if found else "", number=found.number if found else 0)
    return _text_page(stop, block, language, form)


@blueprint.post(f"{TEXTS}/<block>/<language>")
@staff("summary")
def write_text(key: str, block: str, language: str) -> ResponseReturnValue:
    """Keep the block, or show why not with what was typed."""
    stop, form = tour.get_stop(key), TextForm()
    _known(block, language)
    if not form.validate():
        return _text_page(stop, block, language, form), 422
    seen, staff_id = int(form.number.data or 0), guard.actor().id
    try:
        actions.save_text(
            stop, block, language, form.body.data or "", number=seen, staff_id=staff_id
        )
    except Refusal as refusal:
        form.body.errors = [explain(refusal)]
        return _text_page(stop, block, language, form), refusal.status
    flash(_("The text is kept."), "ok")
    return redirect(url_for("followup.texts", key=key), 303)


def _known(block: str, language: str) -> tuple[str, str]:
    if block not in rules.BLOCKS or language not in LANGS:
        raise NotFound
    return block, language


def _text_page(stop: Stop, block: str, language: str, form: TextForm) -> str:
    material = followup.material(stop, "ar" if language == "ar" else "fr")
    return render_template(
        "followup/closing/text.html",
        stop=stop,
        block=block,
        language=language,
        form=form,
        theirs=queries.texts(stop.id).get((block, language)),
        numbers=material.numbers,
        preview=material.block(block, ""),
        words=words,
    )


@blueprint.get(f"{DESK}/summary/figures")
@staff("summary")
def figures(key: str) -> str:
    """The figures that were entered, with their sums."""
    return _figures_page(tour.get_stop(key), FigureForm())


@blueprint.post(f"{DESK}/summary/figures")
@staff("summary")
def enter_figure(key: str) -> ResponseReturnValue:
    """Keep one figure, or show why not with what was typed."""
    stop = tour.get_stop(key)
    form = FigureForm().offer(_choices(stop))
    if not form.validate():
        return _figures_page(stop, form), 422
    value, source, staff_id = form.value.data, form.source.data or "", guard.actor().id
    try:
        seen = form.seen_of(form.key.data)
        actions.save_figure(stop, form.key.data, value, source, seen=seen, staff_id=staff_id)
    except Refusal as refusal:
        form.source.errors = [explain(refusal)]
        return _figures_page(stop, form), refusal.status
    flash(_("The figure is kept."), "ok")
    return redirect(url_for("followup.figures", key=key), 303)


def _choices(stop: Stop) -> list[tuple[str, str]]:
    """Every figure that can be entered, and what it is called."""
    material = followup.material(stop, printed())
    keys = [rules.EXPECTED, *(f"{rules.EXPECTED}.{one}" for one in registration.category_words())]
    keys += [rules.STAND, *(f"{rules.STAND}.{one.key}" for one in offers.stands_of(stop))]
    return [(key, figure_title(key, material)) for key in keys]


def _figures_page(stop: Stop, form: FigureForm) -> str:
    choices, entries = _choices(stop), queries.figures(stop.id)
    entered = queries.standing(stop.id)
    form.show({key: len(some) for key, some in entries.items()})
    return render_template(
        "followup/closing/figures.html",
        stop=stop,
        form=form.offer(choices),
        titles=dict(choices),
        entries=entries,
        people=accounts.names_of(one.staff_id for some in entries.values() for one in some),
        checks=rules.check_sums({key: value for key, (value, _source) in entered.items()}),
        words=words,
    )
