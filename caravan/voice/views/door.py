"""The blueprint of the room, and what its public pages share."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Blueprint, current_app, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from caravan.kernel import lanes
from caravan.kernel.clock import today
from caravan.kernel.i18n import in_lang, lang
from caravan.kernel.refusal import NotFound
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import ngettext
from caravan.tour import queries as tour
from caravan.tour.models import Service, Stop
from caravan.voice import queries, rules
from caravan.voice.forms import NOTHING, SpokenForm
from caravan.voice.words import reason, refusal

blueprint = Blueprint("voice", __name__)

STOP = "/<lang:lang>/stops/<key>"
DESK = "/<lang:lang>/staff/stops/<key>"
# What the kept pages depend on beside the path: the chosen service, the page.
ARGS = ("service", "page")
PHONE = "caravan_phone"
PHONE_LENGTH = 32
_PHONE_SECONDS = 90 * 24 * 3600
_LAST_PAGE = 9999  # beyond it, counting rows to leave out is more than databases can

F = TypeVar("F", bound=SpokenForm)
blueprint.app_template_filter("reason")(reason)
blueprint.app_template_filter("refusal")(refusal)


def spoken(kind: type[F], stop: Stop, subjects: Sequence[Service]) -> F:
    """The form of this request, with the subjects of the stop to choose from.

    A question may be about a session or a stand as well.
    """
    form = kind(request.form)
    form.service.choices = [(one.code, in_lang(one.name)) for one in subjects]
    if "about" in form:
        sessions = [(f"session:{one.key}", in_lang(one.title)) for one in queries.sessions(stop.id)]
        stands = [(f"stand:{one.key}", in_lang(one.name)) for one in tour.partners_of(stop.id)]
        nothing = (NOTHING, _("nothing in particular"))
        form["about"].choices = [nothing, *sessions, *stands]
    return form


def words(form: SpokenForm, channel: str = "phone") -> rules.Words:
    """What the valid `form` says, and by which `channel` it came."""
    about: str = form["about"].data if "about" in form else NOTHING
    kind, _colon, key = about.partition(":")
    return rules.Words(
        body=form["body"].data,
        service=form.service.data,
        code=form.code.data or "",
        page_language=lang(),
        channel=channel,
        session=key if kind == "session" else "",
        stand=key if kind == "stand" else "",
        title=form["title"].data or "" if "title" in form else "",
    )


def has_no_code() -> bool:
    """Whether this form comes without a follow-up code, so that none can be guessed by it."""
    return not request.form.get("code", "").strip()


def is_refused(answer: Response) -> bool:
    """Whether the form was not taken: only such tries count as guesses."""
    return answer.status_code >= 400


def work(stop: Stop) -> lanes.Task:
    """What browsers work out while people type, the same for all: these pages know nobody."""
    return lanes.new_task(stop.key, lanes.ANYBODY)


def may_pass() -> bool:
    """Whether this form may be read at all; in a flood the page asks a sum first."""
    return lanes.may_pass(request.form, (request.view_args or {})["key"], lanes.ANYBODY)


def busy(draw: Callable[[lanes.Sum], str | Response]) -> ResponseReturnValue:
    """The page that `draw` makes with a plain sum; in the thick of a flood a short one."""
    return (draw(lanes.new_sum(lanes.ANYBODY)), 429) if lanes.may_ask() else lanes.busy()


def chosen_service(subjects: Sequence[Service]) -> str | None:
    """The service in the address, or None; one that the stop does not have is no page."""
    code = request.args.get("service")
    if code and code not in {one.code for one in subjects}:
        raise NotFound
    return code or None


def page_number() -> int:
    """The page in the address; the first where there is none."""
    return min(max(request.args.get("page", 1, type=int), 1), _LAST_PAGE)


def state_now(stop: Stop) -> str:
    """Where the stop stands today: one may speak while it is "now"."""
    return tour.state_on(stop, today())


def people_word(count: int) -> str:
    """The noun that stands under a number of people: «شخصا», "persons"."""
    return str(ngettext("person", "people", count))


def counted(count: int, back: str) -> Response:
    """The answer to a tap of support: scripts get the number, forms go `back` to the page."""
    if request.accept_mimetypes.best == "application/json":
        return jsonify(count=count, people=people_word(count))
    return redirect(back, 303)


def remember_phone(answer: Response, phone: str) -> Response:
    """Give the phone its random value, on its first "mine too" and on nothing else."""
    answer.set_cookie(
        PHONE,
        phone,
        max_age=_PHONE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SETTINGS"].secure,
    )
    return answer
