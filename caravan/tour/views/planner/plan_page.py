"""The page of one stop's plan, drawn from what stands and what was typed."""

from typing import Any

from flask import render_template

from caravan.kernel import guard
from caravan.kernel.clock import today
from caravan.kernel.forms import RoomForm
from caravan.tour import queries, season_words
from caravan.tour.forms.fields import offered
from caravan.tour.forms.planning import CancelForm, DaysForm, FactsForm, KeepForm, StatusForm
from caravan.tour.plan_json import mark_of
from caravan.tour.season.moving import facts_of, status_of
from caravan.tour.season.stages import left_to_do
from caravan.tour.stop_plan import StopPlan
from caravan.tour.views.planner import lists


def draw(key: str, *, conflict: bool = False, **forms: RoomForm) -> str:
    """The page of the stop `key`, with a form of `forms` as it was typed, by its name.

    In a `conflict` what stands now is shown beside it; what is sent next is then meant.
    """
    watched = queries.get_planned(guard.actor(), key, today=today())
    standing = queries.get_plan(key)
    fresh = _forms(standing)
    standing_form: Any = next((fresh[name] for name in forms if conflict), None)
    for form in forms.values() if standing_form else ():
        form.seen.data = standing_form.seen.data
    return render_template(
        "tour/stop_plan.html",
        stop=standing,
        watched=watched,
        words=season_words,
        mark_of=mark_of,
        left=left_to_do(standing, today=today()),
        has_draft=queries.find_draft(key) is not None,
        faulty=next(iter(forms.values()), None),
        standing=standing_form,
        today=today(),
        **{**fresh, **forms},
    )


def _forms(standing: StopPlan) -> dict[str, Any]:
    """The forms as the plan stands, each with the mark of what it shows."""
    status, reason = status_of(standing)
    return {
        "days_form": DaysForm(
            formdata=None,
            data={
                "first_day": standing.first_day,
                "days": len(standing.days),
                "seen": mark_of(standing.days),
            },
        ),
        "status_form": StatusForm(
            formdata=None,
            data={
                "status": status,
                "reason_ar": reason.get("ar", ""),
                "reason_fr": reason.get("fr", ""),
                "seen": mark_of(status_of(standing)),
            },
        ),
        "facts_form": filled(
            FactsForm(
                formdata=None,
                data={**FactsForm.data_of(standing), "seen": mark_of(facts_of(standing))},
            ),
            standing,
        ),
        "cancel_form": CancelForm(formdata=None),
        "keep_form": KeepForm(formdata=None),
    }


def filled(form: FactsForm, standing: StopPlan) -> FactsForm:
    """The form with its lists; the command and edition that stand are always offered."""
    form.prefecture.choices = offered(lists.commands(today(), also=standing.prefecture))
    form.edition.choices = offered(lists.editions())
    return form
