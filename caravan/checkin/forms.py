"""Forms of the gate and of badge printing: shape only."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from caravan.checkin.rules import GATES
from caravan.kernel.forms import RoomForm, tidy_line
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l

_GATE = re.compile(rf"[{''.join(GATES)}]")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOST = 200  # far more than any code of ours has


class Scan(NamedTuple):
    """A scanned or typed code; the id of the arrival is made before sending, once per scan."""

    code: str
    gate: str
    arrival_id: str


def read_scan(sent: Mapping[str, str]) -> Scan | None:
    """What a scan sends, None unless it is whole; of a code too long to be ours the beginning.

    Read as it comes, without a form's fields: nothing else is sent as often (docs/performance.md).
    """
    code = (tidy_line(sent.get("code")) or "")[:_MOST]
    gate, arrival_id = sent.get("gate", GATES[0]), sent.get("arrival_id", "")
    is_whole = code and _GATE.fullmatch(gate) and _UUID.fullmatch(arrival_id)
    return Scan(code, gate, arrival_id) if is_whole else None


class ArrivalForm(RoomForm):
    """The fields of a `Scan`, for the page of the gate."""

    code = StringField(_l("Code on the ticket or badge"), filters=[tidy_line])
    gate = HiddenField(default=GATES[0])
    arrival_id = HiddenField()

    def tell(self) -> None:
        """Say why what was sent is no `Scan`."""
        if self.code.data:
            self.form_errors.append(_("Open the gate page anew."))
        else:
            self.code.errors = [_("Scan or type a code.")]


class PrintForm(RoomForm):
    """Whose badges to print."""

    choice = SelectField(
        _l("Whose badges"),
        choices=[
            SelectChoice("new", _l("Those not printed yet")),
            SelectChoice("all", _l("Everybody registered")),
        ],
    )
