"""Writing the register of agreements: from its file, and by staff."""

from caravan.tour.agreements.actions.editing import (
    Edit,
    create,
    record_delivery,
    remove_row,
    save_head,
    save_row,
)
from caravan.tour.agreements.actions.loading import Loaded, load

__all__ = [
    "Edit",
    "Loaded",
    "create",
    "load",
    "record_delivery",
    "remove_row",
    "save_head",
    "save_row",
]
