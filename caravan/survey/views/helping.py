"""The survey on a shared screen: a helper's tablet, or the kiosk. Nothing stays on it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from caravan.kernel import csrf
from caravan.kernel.guard import at_kiosk, public, staff
from caravan.kernel.limits import GUESS, OPEN_FORM, limited
from caravan.kernel.purposes import collects
from caravan.kernel.texts import gettext as _
from caravan.survey import queries, rules
from caravan.survey.forms import Holder
from caravan.survey.views import door
from caravan.survey.views.door import DESK, OF_SESSION, STOP, blueprint


@blueprint.get(f"{DESK}/survey/helper", defaults={"session": rules.WHOLE_STOP})
@blueprint.get(f"{DESK}{OF_SESSION}/helper")
@staff("desk")
def helper(key: str, session: str) -> str:
    """The same questions in large type, to be read aloud; with the code of the person's badge."""
    return _helper_page(door.sheet(door.subject(key, session), Holder, has_token=True))


@blueprint.post(f"{DESK}/survey/helper", defaults={"session": rules.WHOLE_STOP})
@blueprint.post(f"{DESK}{OF_SESSION}/helper")
@staff("desk")
def help_answer(key: str, session: str) -> ResponseReturnValue:
    """Count what a person said to a helper; the empty form is ready for the next one."""
    sheet = door.sheet(door.subject(key, session), Holder, has_token=True)
    is_new = door.count_person(sheet, rules.HELPER)
    if is_new is None:
        return _helper_page(sheet), 422
    flash(*_told(is_new=is_new))
    return redirect(url_for("survey.helper", key=key, session=session), 303)


def _told(*, is_new: bool) -> tuple[str, str]:
    if is_new:
        return _("Counted. The form is empty for the next person."), "ok"
    return _("This person was counted already: each counts once. Nothing was changed."), "warn"


def _helper_page(sheet: door.Sheet) -> str:
    return render_template(
        "survey/helper.html",
        sheet=sheet,
        about=sheet.subject,
        stop=sheet.subject.stop,
        form=sheet.form,
        others=queries.sessions_with_survey(sheet.subject.stop.id),
    )


@blueprint.get(f"{STOP}/survey/kiosk", defaults={"session": rules.WHOLE_STOP})
@blueprint.get(f"{STOP}{OF_SESSION}/kiosk")
@public
@at_kiosk
def kiosk(key: str, session: str) -> str:
    """The same questions on the shared screen; after a silence the form empties itself."""
    sheet = door.sheet(door.subject(key, session), Holder)
    return _kiosk_page(sheet, was_sent=request.args.get("sent") == "1")


@blueprint.post(f"{STOP}/survey/kiosk", defaults={"session": rules.WHOLE_STOP})
@blueprint.post(f"{STOP}{OF_SESSION}/kiosk")
@public
@at_kiosk
@collects("voice")
@csrf.same_for_all
@limited(OPEN_FORM)
@limited(GUESS, deduct_when=door.is_refused)
def send_at_kiosk(key: str, session: str) -> ResponseReturnValue:
    """Count what a visitor said; the page thanks and is empty for the next one."""
    sheet = door.sheet(door.subject(key, session), Holder)
    if door.count_person(sheet, rules.KIOSK) is None:
        return _kiosk_page(sheet), 422
    return redirect(url_for("survey.kiosk", key=key, session=session, sent=1), 303)


def _kiosk_page(sheet: door.Sheet, *, was_sent: bool = False) -> str:
    return render_template(
        "survey/kiosk.html",
        sheet=sheet,
        about=sheet.subject,
        stop=sheet.subject.stop,
        form=sheet.form,
        was_sent=was_sent,
        others=queries.sessions_with_survey(sheet.subject.stop.id),
        silence=rules.SILENCE_SECONDS,
    )
