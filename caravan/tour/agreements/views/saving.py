"""What the forms of the register share: their addresses, and how a refusal comes back to them."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from caravan.kernel.refusal import Refusal
from caravan.kernel.texts import gettext as _
from caravan.tour.agreements.actions import Edit
from caravan.tour.agreements.forms import RowForm

REGISTER = "/<lang:lang>/staff/agreements"
ONE = f"{REGISTER}/<agreement>"


def refuse(
    form: RowForm, write: Callable[[], None], page: Callable[[], str]
) -> tuple[str, int] | None:
    """`write` what the form holds; the page again, with what is wrong, where that cannot be."""
    if not form.validate():
        return page(), 422
    try:
        write()
    except Refusal as refusal:
        status = form.take_back(refusal)
        return page(), status
    return None


def edit_of(form: RowForm) -> Edit:
    """What the form sends, and what it began from."""
    return Edit(form.flat(), form.base.data or "", tuple(form.taken.data or ()))


def saved(agreement: str, anchor: str) -> Response:
    """Back to the agreement, at the part that was written."""
    flash(_("Saved."), "ok")
    return redirect(url_for("tour.staff_agreement", agreement=agreement, _anchor=anchor), 303)
