"""Writing the tour: catalogue, calendar, drafts and their planning, releases, contacts."""

from caravan.tour.actions.catalogue import load_catalogue
from caravan.tour.actions.contacting import add_contact, remove_contact
from caravan.tour.actions.dates import (
    FarFromCalculated,
    avoid,
    calculate_feast,
    move_feast,
    new_span_key,
    stop_avoiding,
)
from caravan.tour.actions.drafting import (
    change_draft,
    discard_draft,
    open_draft,
    publish_draft,
    start_draft,
)
from caravan.tour.actions.holding import hold, lift_hold
from caravan.tour.actions.naming import (
    succeed_command,
    write_command,
    write_edition,
    write_tour,
)
from caravan.tour.actions.planning import (
    NewStop,
    ask_again,
    cancel_now,
    keep_rule,
    move_days,
    plan_stop,
    renumber,
    set_facts,
    set_status,
)
from caravan.tour.actions.publishing import Published, publish
from caravan.tour.actions.restoring import restore_release

__all__ = [
    "FarFromCalculated",
    "NewStop",
    "Published",
    "add_contact",
    "ask_again",
    "avoid",
    "calculate_feast",
    "cancel_now",
    "change_draft",
    "discard_draft",
    "hold",
    "keep_rule",
    "lift_hold",
    "load_catalogue",
    "move_days",
    "move_feast",
    "new_span_key",
    "open_draft",
    "plan_stop",
    "publish",
    "publish_draft",
    "remove_contact",
    "renumber",
    "restore_release",
    "set_facts",
    "set_status",
    "start_draft",
    "stop_avoiding",
    "succeed_command",
    "write_command",
    "write_edition",
    "write_tour",
]
