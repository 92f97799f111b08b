"""Pages of the accounts: sign in and out, open an account by its link, the team."""

import re

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pyotp import TOTP
from werkzeug.wrappers import Response

from caravan.accounts import actions, queries, rules
from caravan.accounts.forms import InviteForm, SignInForm, WelcomeForm
from caravan.kernel import cookies, guard
from caravan.kernel.errors import explain
from caravan.kernel.forms import RoomForm
from caravan.kernel.guard import public, staff
from caravan.kernel.limits import GUESS, limited
from caravan.kernel.refusal import Refusal

blueprint = Blueprint("accounts", __name__)
_OWN_PAGE = re.compile(
    r"(/(ar|fr|en|zgh)/staff/[A-Za-z0-9_/-]*|/gate/[a-z0-9_-]+)(\?[A-Za-z0-9_=&%./-]*)?"
)


# Whoever has stolen a password tries six digits, perhaps from many addresses.
WRONG_SIGN_INS = "20 per 15 minutes"
_LONGEST = 254  # no account has a longer address, and what was typed is kept as long as the count


def _typed_email() -> str:
    return request.form.get("email", "").strip().casefold()[:_LONGEST]


def _is_refused(answer: Response) -> bool:
    return answer.status_code == 422


@blueprint.after_app_request
def note_use(response: Response) -> Response:
    """A session in use stays open."""
    if isinstance(who := g.get("actor"), queries.SignedIn):
        actions.note_use(who)
    return response


@blueprint.get("/<lang:lang>/staff/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """The sign-in form; `next` is the page that was asked for."""
    return render_template("accounts/sign_in.html", form=SignInForm())


@blueprint.post("/<lang:lang>/staff/sign-in")
@public
@limited(GUESS)
@limited(WRONG_SIGN_INS, key_func=_typed_email, deduct_when=_is_refused)
def open_session() -> ResponseReturnValue:
    """Sign in, and go where one was going."""
    form = SignInForm()
    if form.validate():
        try:
            token = actions.sign_in(
                form.email.data or "", form.password.data or "", form.code.data or ""
            )
        except Refusal as refusal:
            form.form_errors = [explain(refusal)]
        else:
            return _with_cookie(redirect(_next_page(), 303), token)
    return render_template("accounts/sign_in.html", form=form), 422


@blueprint.post("/<lang:lang>/staff/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """End this browser's session and clear what it kept."""
    if token := cookies.read(cookies.STAFF):
        actions.sign_out(token)
    answer = redirect(url_for("accounts.sign_in"), 303)
    cookies.drop(answer, cookies.STAFF)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@blueprint.get("/<lang:lang>/staff/welcome/<token>")
@public
@limited(GUESS)
def welcome(token: str) -> ResponseReturnValue:
    """The page behind a sign-in link: choose a password, set up the code application."""
    return _welcome_page(token, WelcomeForm())


@blueprint.post("/<lang:lang>/staff/welcome/<token>")
@public
@limited(GUESS)
def accept(token: str) -> ResponseReturnValue:
    """Open the account and sign in."""
    form = WelcomeForm()
    if form.validate():
        try:
            opened = actions.accept_link(token, form.password.data or "", form.code.data or "")
        except rules.WeakPassword as refusal:
            form.password.errors = [explain(refusal)]
        except rules.WrongSignIn as refusal:
            form.code.errors = [explain(refusal)]
        else:
            return _with_cookie(redirect(url_for("accounts.today"), 303), opened)
    return _welcome_page(token, form), 422


@blueprint.get("/<lang:lang>/staff/")
@staff("see")
def today() -> ResponseReturnValue:
    """The start of the back office: the list of one's stops."""
    return redirect(url_for("tour.staff_stops"))


@blueprint.get("/<lang:lang>/staff/team")
@staff("staff")
def team() -> ResponseReturnValue:
    """Who works with us, with which role for which stop."""
    return _team_page(InviteForm())


@blueprint.post("/<lang:lang>/staff/team")
@staff("staff")
def invite() -> ResponseReturnValue:
    """Add a person and show the link to hand over."""
    form = InviteForm()
    if not form.validate():
        return _team_page(form), 422
    try:
        person = actions.add_staff(
            form.email.data or "",
            form.role.data,
            form.stop_key.data or None,
            name=form.name.data or "",
            by=guard.actor(),
        )
    except Refusal as refusal:
        form.form_errors = [explain(refusal)]
        return _team_page(form), 422
    return _link_page(person.id)


@blueprint.post("/<lang:lang>/staff/team/<int:staff_id>/link")
@staff("staff")
def renew_link(staff_id: int) -> ResponseReturnValue:
    """A new link for a person who lost the password or the code application."""
    if not queries.may_manage(guard.actor(), queries.get_staff(staff_id)):
        raise rules.NotYoursToGive
    return _link_page(staff_id)


@blueprint.post("/<lang:lang>/staff/team/<int:staff_id>/closure")
@staff("staff")
def close(staff_id: int) -> ResponseReturnValue:
    """Close an account; its sessions end at once."""
    actions.close_account(staff_id, by=guard.actor())
    return redirect(url_for("accounts.team"), 303)


def _team_page(form: InviteForm) -> str:
    people = queries.team(guard.actor())
    return render_template("accounts/team.html", form=form, people=people, empty=RoomForm())


def _link_page(staff_id: int) -> str:
    token = actions.make_link(staff_id, by=guard.actor())
    person = queries.get_staff(staff_id)
    return render_template("accounts/link.html", person=person, link=queries.link_address(token))


def _welcome_page(token: str, form: WelcomeForm) -> str:
    person = queries.get_staff(queries.get_link(token).staff_id)
    secret = queries.totp_secret(person, person.totp_round + 1)
    address = TOTP(secret).provisioning_uri(name=person.email, issuer_name="Caravan")
    return render_template(
        "accounts/welcome.html", form=form, person=person, secret=secret, address=address
    )


def _next_page() -> str:
    """Only pages of our own back office and gates are gone to."""
    wanted = request.args.get("next", "")
    return wanted if _OWN_PAGE.fullmatch(wanted) else url_for("accounts.today")


def _with_cookie(answer: Response, token: str) -> Response:
    cookies.put(answer, cookies.STAFF, token)
    return answer
