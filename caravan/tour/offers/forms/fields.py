"""What these forms share: what happens when two people save the same, texts in two languages."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from wtforms import Field, HiddenField
from wtforms.fields.choices import SelectFieldBase

from caravan.kernel.forms import ChecksField, RoomForm
from caravan.kernel.i18n import clock, day
from caravan.kernel.texts import gettext as _
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.plan_json import mark_of
from caravan.tour.stop_plan import Text

CHOOSE = _l("Choose one of the list.")


@dataclass(frozen=True)
class Difference:
    """A field that says something else in what was saved meanwhile, both in words."""

    name: str
    label: str
    theirs: str
    yours: str


class SharedForm(RoomForm):
    """A form on something that somebody else may change meanwhile.

    `seen` is the mark of what the editor saw, "" for something new; `taken` names the fields where
    what was saved meanwhile is to stay. `differences` is filled by `meet`.
    """

    seen = HiddenField()
    taken = ChecksField(validate_choice=False)
    differences: tuple[Difference, ...] = ()

    @classmethod
    def told(cls, plan: Any) -> dict[str, Any]:
        """What the fields hold when the form is about `plan`, by their names."""
        raise NotImplementedError

    @classmethod
    def about(cls, plan: Any) -> "SharedForm":
        """The form as it opens on `plan`."""
        return cls(formdata=None, data={**cls.told(plan), "seen": mark_of(plan)})

    def take(self, plan: Any) -> None:
        """Put in what `plan` says wherever the editor ticked that it should stay."""
        told = self.told(plan)
        for name in self.taken.data or ():
            if name in told:
                self[name].data = told[name]

    def meet(self, theirs: Any) -> None:
        """Show where `theirs` differs; the next sending of this form is on top of it."""
        told = self.told(theirs)
        pairs = [(self[name], _said(self[name], told[name])) for name in told]
        self.differences = tuple(
            Difference(field.name, str(field.label.text), theirs, _said(field, field.data))
            for field, theirs in pairs
            if theirs != _said(field, field.data)
        )
        self.seen.data = mark_of(theirs)
        self.taken.data = []


def lines(text: str | None) -> str | None:
    """A filter: browsers send a line's end as two signs and count it as one."""
    return text.replace("\r\n", "\n") if text is not None else None


def texts(arabic: str | None, french: str | None, others: Text) -> Text:
    """A text by language: these two, and what stands there in further languages; {} for none."""
    if not arabic and not french:
        return {}
    kept = {lang: text for lang, text in others.items() if lang not in ("ar", "fr")}
    return {"ar": arabic or "", "fr": french or "", **kept}


def _said(field: Field, value: Any) -> str:
    """A value in words: of choices their names."""
    if isinstance(field, SelectFieldBase):
        chosen = value if isinstance(value, list | tuple) else [value]
        named = [str(option.label.text) for option in field if option.data in chosen]
        return str(_(", ")).join(named)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    return str(value or "")
