"""Pages of services, offers and stands, and the staff's pages about them."""

import caravan.tour.offers.views.entries
import caravan.tour.offers.views.lists
import caravan.tour.offers.views.services
import caravan.tour.offers.views.shifts
import caravan.tour.offers.views.stands  # noqa: F401 - each module adds its routes
