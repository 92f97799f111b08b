"""Forms of what stops refer to: tours, editions, host commands."""

from datetime import date
from typing import Any

from wtforms import BooleanField, HiddenField

from caravan.kernel.forms import RoomForm
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour import catalogue
from caravan.tour.forms.fields import both, check_pair, choice, code, day, line
from caravan.tour.stop_plan import Text

_MISSING_AR, _MISSING_FR = _l("The Arabic text is missing."), _l("The French text is missing.")


class TourForm(RoomForm):
    """A tour: its short name, which never changes, and what people call it."""

    code = code(_l("Short name"))
    name_ar = line(_l("Name in Arabic"), _MISSING_AR)
    name_fr = line(_l("Name in French"), _MISSING_FR)
    seen = HiddenField()

    def tour(self, code: str, before: Text | None = None) -> catalogue.Tour:
        """The tour `code` as filled in; its name in further languages as `before`."""
        return catalogue.Tour(code, both(self.name_ar, self.name_fr, before))


class EditionForm(RoomForm):
    """An edition of a tour, with its slogan."""

    code = code(_l("Short name"))
    name_ar = line(_l("Name in Arabic"), _MISSING_AR)
    name_fr = line(_l("Name in French"), _MISSING_FR)
    slogan_ar = line(_l("Slogan in Arabic"))
    slogan_fr = line(_l("Slogan in French"))
    seen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Right where the slogan is there in both languages or in neither."""
        is_right = super().validate(extra_validators)
        return check_pair(self.slogan_ar, self.slogan_fr) and is_right

    def edition(
        self, tour: str, code: str, before: catalogue.Edition | None = None
    ) -> catalogue.Edition:
        """The edition as filled in; texts in further languages as `before`."""
        return catalogue.Edition(
            tour,
            code,
            both(self.name_ar, self.name_fr, before.name if before else None),
            both(self.slogan_ar, self.slogan_fr, before.slogan if before else None),
        )


class CommandForm(RoomForm):
    """A host command: names, level, what it stands below, and since and until when."""

    code = code(_l("Short name"), signs=40)
    city_ar = line(_l("City in Arabic"), _MISSING_AR)
    city_fr = line(_l("City in French"), _MISSING_FR)
    city_zgh = line(_l("City in Tifinagh"))
    zgh_checked = BooleanField(_l("A speaker has read the Tifinagh name"))
    label_ar = line(_l("Full name in Arabic"), _MISSING_AR)
    label_fr = line(_l("Full name in French"), _MISSING_FR)
    level = choice(_l("Level"), _l("Choose a level of the list."))
    parent = choice(_l("Command above it"), _l("Choose a command of the list."))
    since = day(_l("Stands since"), required=False)
    until = day(_l("Stands until"), required=False)
    checked = day(_l("Last held against a source on"))
    seen = HiddenField()

    @staticmethod
    def data_of(command: catalogue.Prefecture) -> dict[str, Any]:
        """What the form shows of `command`."""
        return {
            "code": command.code,
            "city_ar": command.name.get("ar", ""),
            "city_fr": command.name.get("fr", ""),
            "city_zgh": command.name.get("zgh", ""),
            "zgh_checked": command.zgh_checked,
            "label_ar": command.label.get("ar", ""),
            "label_fr": command.label.get("fr", ""),
            "level": command.level,
            "parent": command.parent or "",
            "since": command.since,
            "until": command.until,
            "checked": command.checked,
        }

    def command(
        self, code: str, before: catalogue.Prefecture | None, *, today: date
    ) -> catalogue.Prefecture:
        """The command `code` as filled in; texts in English as `before`."""
        city = both(self.city_ar, self.city_fr, before.name if before else None)
        city.pop("zgh", None)
        tifinagh = {"zgh": self.city_zgh.data} if self.city_zgh.data else {}
        return catalogue.Prefecture(
            code=code,
            level=self.level.data,
            name={**city, **tifinagh},
            label=both(self.label_ar, self.label_fr, before.label if before else None),
            checked=self.checked.data or today,
            parent=self.parent.data or None,
            zgh_checked=bool(self.zgh_checked.data),
            since=self.since.data,
            until=self.until.data,
        )
