"""Pages of the register of agreements, on the blueprint of the tour: public, and for staff."""

import caravan.tour.agreements.views.deliveries
import caravan.tour.agreements.views.desk
import caravan.tour.agreements.views.public
import caravan.tour.agreements.views.rows  # noqa: F401 - each module adds its routes
