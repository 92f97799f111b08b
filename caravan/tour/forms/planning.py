"""Forms of the planner: a new stop, its days, its state, its facts, a rule set aside."""

from typing import Any

from wtforms import HiddenField
from wtforms.validators import DataRequired, ValidationError

from caravan.kernel.forms import RoomForm
from caravan.kernel.texts import lazy_gettext as _l
from caravan.tour.forms.fields import (
    bare_line,
    both,
    check_pair,
    choice,
    code,
    day,
    line,
    prose,
    whole,
)
from caravan.tour.season.moving import Facts
from caravan.tour.stop_plan import KEPT_RULES, MOST_DAYS, STATUSES, StopPlan, Text, Venue

_NO_COMMAND = _l("Choose a command of the list.")
_NO_EDITION = _l("Choose an edition of the list.")
_DAYS = _l("A stop has one, two or three days.")
STATUS_WORDS = {
    "announced": _l("Announced: registration opens later"),
    "open": _l("Open for registration"),
    "closed": _l("Closed for registration"),
    "moved": _l("Moved: it does not take place on these days"),
    "cancelled": _l("Cancelled"),
}


class NewStopForm(RoomForm):
    """A stop to be planned: as a copy of an earlier one, or empty."""

    model = choice(_l("As a copy of"), _l("Choose a stop of the list."))
    prefecture = choice(_l("Host command"), _NO_COMMAND, required=True)
    first_day = day(_l("First day"))
    days = whole(
        _l("Number of days, for an empty stop"),
        MOST_DAYS,
        _DAYS,
        description=_l("A copy has as many days as the stop it is copied from."),
    )
    edition = choice(_l("Edition"), _NO_EDITION)
    key = code(
        _l("Short name in addresses and on the poster"),
        required=False,
        description=_l("It never changes. Left empty: the city and the year."),
    )


class DaysForm(RoomForm):
    """When a stop takes place; `seen` is the mark of the days as they were shown."""

    first_day = day(_l("First day"))
    days = whole(_l("Number of days"), MOST_DAYS, _DAYS, required=True)
    seen = HiddenField()


class StatusForm(RoomForm):
    """What a stop says of itself, and why."""

    status = choice(
        _l("State"),
        _l("Choose a state of the list."),
        [(status, STATUS_WORDS[status]) for status in STATUSES],
    )
    reason_ar = prose(_l("Reason in Arabic, for everybody"))
    reason_fr = prose(_l("Reason in French, for everybody"))
    seen = HiddenField()

    def reason(self) -> Text:
        """The reason by language."""
        return both(self.reason_ar, self.reason_fr)


class CancelForm(RoomForm):
    """Why a stop is called off, said at once to everybody."""

    cancel_ar = prose(_l("Reason in Arabic, for everybody"), _l("The Arabic text is missing."))
    cancel_fr = prose(_l("Reason in French, for everybody"), _l("The French text is missing."))

    def reason(self) -> Text:
        """The reason by language."""
        return both(self.cancel_ar, self.cancel_fr)


class FactsForm(RoomForm):
    """What a copy leaves to be filled in."""

    title_ar = line(_l("Title in Arabic"), _l("The Arabic text is missing."))
    title_fr = line(_l("Title in French"), _l("The French text is missing."))
    prefecture = choice(_l("Host command"), _NO_COMMAND)
    host_ar = line(_l("Who receives, in Arabic"))
    host_fr = line(_l("Who receives, in French"))
    venue_ar = line(_l("Place in Arabic"))
    venue_fr = line(_l("Place in French"))
    address_ar = prose(_l("Address in Arabic"), signs=500)
    address_fr = prose(_l("Address in French"), signs=500)
    seats = whole(_l("Seats"), 100_000)
    safety_limit = whole(_l("Safety limit"), 100_000)
    edition = choice(_l("Edition"), _NO_EDITION)
    stage = whole(_l("Number in the tour"), 1000)
    team = code(
        _l("Team"),
        required=False,
        description=_l("Two teams can be on the road at once. Left empty: the one there is."),
    )
    seen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Right where every text is there in both languages or in neither."""
        is_right = super().validate(extra_validators)
        pairs = (
            (self.host_ar, self.host_fr),
            (self.venue_ar, self.venue_fr),
            (self.address_ar, self.address_fr),
        )
        return all([*(check_pair(*pair) for pair in pairs), self._has_place()]) and is_right

    def _has_place(self) -> bool:
        if self.address_ar.data and not self.venue_ar.data:
            self.venue_ar.errors = [
                *self.venue_ar.errors,
                _l("An address needs the place it is of."),
            ]
            return False
        return True

    @staticmethod
    def data_of(plan: StopPlan) -> dict[str, Any]:
        """What the form shows of `plan`."""
        texts = {
            "title": plan.title,
            "host": plan.host,
            "venue": plan.venue.name,
            "address": plan.venue.address,
        }
        return {
            f"{name}_{lang}": text.get(lang, "")
            for name, text in texts.items()
            for lang in ("ar", "fr")
        } | {
            "prefecture": plan.prefecture,
            "seats": plan.seats,
            "safety_limit": plan.safety_limit,
            "edition": f"{plan.tour}/{plan.edition}",
            "stage": plan.stage,
            "team": plan.team,
        }

    def facts(self, plan: StopPlan) -> Facts:
        """The facts as filled in; texts in further languages stay as `plan` has them."""
        tour, _, edition = self.edition.data.partition("/")
        return Facts(
            tour=tour,
            edition=edition,
            prefecture=self.prefecture.data,
            title=both(self.title_ar, self.title_fr, plan.title),
            host=both(self.host_ar, self.host_fr, plan.host),
            venue=Venue(
                both(self.venue_ar, self.venue_fr, plan.venue.name),
                both(self.address_ar, self.address_fr, plan.venue.address),
            ),
            seats=self.seats.data,
            safety_limit=self.safety_limit.data,
            team=self.team.data or "",
            stage=self.stage.data,
        )


class KeepForm(RoomForm):
    """A rule of scheduling set aside, and why; `subject` is the session or date meant."""

    rule = HiddenField(validators=[DataRequired()])
    subject = HiddenField(filters=[bare_line])
    why = line(_l("Reason"), _l("Write the reason: it stands with your name."), signs=500)

    def validate_rule(self, field: Any) -> None:
        """Only rules that there are."""
        if field.data not in KEPT_RULES:
            raise ValidationError(_l("There is no such rule."))
