"""Pages of what people say: the public lists and forms, the desks, the hall screen."""

import caravan.voice.views.desk
import caravan.voice.views.entering
import caravan.voice.views.kiosk
import caravan.voice.views.questions
import caravan.voice.views.screen
import caravan.voice.views.suggestion_desk
import caravan.voice.views.suggestions  # noqa: F401 - each module adds its routes
from caravan.voice.views.door import blueprint

__all__ = ["blueprint"]
