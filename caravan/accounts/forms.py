"""Forms of the accounts: sign in, open an account by its link, invite somebody."""

from wtforms import PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp

from caravan.kernel.forms import RoomForm, tidy_line, tidy_number
from caravan.kernel.texts import lazy_gettext as _l

_CODE = [
    DataRequired(_l("Write the six digits that your code application shows now.")),
    Regexp(r"^[0-9]{6}$", message=_l("Write the six digits that your code application shows now.")),
]
_EMAIL = Regexp(r"^[^@\s]+@[^@\s]+$", message=_l("Write an e-mail such as name@example.org."))


def _digits(text: str | None) -> str | None:
    return (tidy_number(text) or "").replace(" ", "") if text is not None else None


def _address(text: str | None) -> str | None:
    """As it is kept: folding can make it longer."""
    return (tidy_line(text) or "").casefold() if text is not None else None


class SignInForm(RoomForm):
    """Address, password and the code of the moment."""

    email = StringField(_l("E-mail"), [DataRequired(_l("Write your e-mail."))], [tidy_line])
    password = PasswordField(_l("Password"), [DataRequired(_l("Write your password."))])
    code = StringField(_l("Code of the moment"), _CODE, [_digits])


class WelcomeForm(RoomForm):
    """The new password, and a first code that shows the application is set up."""

    password = PasswordField(
        _l("New password"), [DataRequired(_l("Choose a password of at least 12 signs."))]
    )
    code = StringField(_l("Code of the moment"), _CODE, [_digits])


class InviteForm(RoomForm):
    """A new account with one role, for one stop or for all."""

    email = StringField(
        _l("E-mail"), [DataRequired(_l("Write an e-mail.")), Length(max=254), _EMAIL], [_address]
    )
    name = StringField(
        _l("Name shown to colleagues"),
        [DataRequired(_l("Write a name.")), Length(max=120)],
        [tidy_line],
    )
    role = SelectField(
        _l("Role"),
        choices=[
            SelectChoice("gate", _l("Gate")),
            SelectChoice("moderator", _l("Moderator")),
            SelectChoice("feedback", _l("Feedback")),
            SelectChoice("organiser", _l("Organiser")),
        ],
    )
    stop_key = StringField(_l("Stop (its key; empty for all stops)"), [Length(max=60)], [tidy_line])
