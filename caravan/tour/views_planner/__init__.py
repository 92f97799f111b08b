"""Pages of the planner: the tour over the year, one stop's plan, what stops refer to."""

import caravan.tour.views_planner.commands
import caravan.tour.views_planner.dates
import caravan.tour.views_planner.new_stop
import caravan.tour.views_planner.planner
import caravan.tour.views_planner.stop_plan
import caravan.tour.views_planner.tours  # noqa: F401 - each module adds its routes
from caravan.tour.views import blueprint

__all__ = ["blueprint"]
