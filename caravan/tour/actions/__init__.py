"""Writing the tour: the catalogue, drafts, releases."""

from caravan.tour.actions.catalogue import load_catalogue
from caravan.tour.actions.drafting import (
    change_draft,
    discard_draft,
    open_draft,
    publish_draft,
    start_draft,
)
from caravan.tour.actions.publishing import Published, publish

__all__ = [
    "Published",
    "change_draft",
    "discard_draft",
    "load_catalogue",
    "open_draft",
    "publish",
    "publish_draft",
    "start_draft",
]
