"""Pages of the tour with those of the agenda editor: the grid, sessions, lists, facts."""

import caravan.tour.views_editor.facts
import caravan.tour.views_editor.grid
import caravan.tour.views_editor.lists
import caravan.tour.views_editor.sessions  # noqa: F401 - each module adds its routes
from caravan.tour.views import blueprint

__all__ = ["blueprint"]
