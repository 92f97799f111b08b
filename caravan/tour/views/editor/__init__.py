"""Pages of the tour with those of the agenda editor: the grid, sessions, lists, facts."""

import caravan.tour.views.editor.facts
import caravan.tour.views.editor.grid
import caravan.tour.views.editor.lists
import caravan.tour.views.editor.sessions  # noqa: F401 - each module adds its routes
from caravan.tour.views.door import blueprint

__all__ = ["blueprint"]
