"""Writing the tour: the catalogue, drafts, releases, contacts."""

from caravan.tour.actions.catalogue import load_catalogue
from caravan.tour.actions.contacting import add_contact, remove_contact
from caravan.tour.actions.drafting import (
    change_draft,
    discard_draft,
    open_draft,
    publish_draft,
    start_draft,
)
from caravan.tour.actions.publishing import Published, publish
from caravan.tour.actions.restoring import restore_release

__all__ = [
    "Published",
    "add_contact",
    "change_draft",
    "discard_draft",
    "load_catalogue",
    "open_draft",
    "publish",
    "publish_draft",
    "remove_contact",
    "restore_release",
    "start_draft",
]
