"""Pages of the planner: the tour over the year, one stop's plan, what stops refer to."""

import caravan.tour.views.planner.commands
import caravan.tour.views.planner.dates
import caravan.tour.views.planner.new_stop
import caravan.tour.views.planner.planner
import caravan.tour.views.planner.stop_plan
import caravan.tour.views.planner.tours  # noqa: F401 - each module adds its routes
from caravan.tour.views.door import blueprint

__all__ = ["blueprint"]
