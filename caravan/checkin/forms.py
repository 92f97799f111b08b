"""Forms of the gate and of badge printing: shape only."""

import re

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Regexp

from caravan.checkin.rules import GATES
from caravan.kernel.forms import RoomForm, tidy_line
from caravan.kernel.texts import lazy_gettext as _l

_ANEW = _l("Open the gate page anew.")
_UUID = Regexp(re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"), message=_ANEW)
_GATE = Regexp(re.compile(rf"^[{''.join(GATES)}]\Z"), message=_ANEW)


_MOST = 200  # far more than any code of ours has


def _short(text: str | None) -> str | None:
    """What was scanned, or its beginning: a long code of somebody else's is unknown like others."""
    return text[:_MOST] if text else text


class ArrivalForm(RoomForm):
    """A scanned or typed code; the id of the arrival is made before sending, once per scan."""

    code = StringField(
        _l("Code on the ticket or badge"),
        [DataRequired(_l("Scan or type a code."))],
        [tidy_line, _short],
    )
    gate = HiddenField("", [_GATE], default=GATES[0])
    arrival_id = HiddenField("", [_UUID])


class PrintForm(RoomForm):
    """Whose badges to print."""

    choice = SelectField(
        _l("Whose badges"),
        choices=[
            SelectChoice("new", _l("Those not printed yet")),
            SelectChoice("all", _l("Everybody registered")),
        ],
    )
