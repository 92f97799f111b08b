"""Pages of the feedback desk; they belong to the room's blueprint."""

import caravan.followup.board.views.coding
import caravan.followup.board.views.items
import caravan.followup.board.views.lists
import caravan.followup.board.views.notes  # noqa: F401 - each module adds its routes
