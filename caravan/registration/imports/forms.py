"""The forms of invitations: a list to send."""

from wtforms import FileField

from caravan.kernel.forms import RoomForm
from caravan.kernel.texts import lazy_gettext as _l


class ListForm(RoomForm):
    """A CSV or XLSX file."""

    file = FileField(
        _l("List of people"),
        description=_l(
            "XLSX or CSV, 8 MB at most. The first line names the columns: full_name and,"
            " if you have them, latin_name, category, phone, companions."
            " French and Arabic heads do as well."
        ),
    )
