"""Writing services, partners, offers and the shifts at the stands."""

from caravan.tour.offers.actions.lists import end_offer, move_service, save
from caravan.tour.offers.actions.shifts import add_shift, change_shift, remove_shift

__all__ = ["add_shift", "change_shift", "end_offer", "move_service", "remove_shift", "save"]
