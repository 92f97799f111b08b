"""Pages of who answers: what a stop owes, one reply, bodies and templates, a body's own page."""

import caravan.followup.answering.views.board
import caravan.followup.answering.views.bodies
import caravan.followup.answering.views.own
import caravan.followup.answering.views.replies
import caravan.followup.answering.views.templates  # noqa: F401 - each module adds its routes
