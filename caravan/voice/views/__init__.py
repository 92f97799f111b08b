"""Pages of what people say: the public lists and forms, the desks."""

import caravan.voice.views.desk
import caravan.voice.views.desk_private
import caravan.voice.views.desk_question
import caravan.voice.views.desk_suggestion
import caravan.voice.views.entering
import caravan.voice.views.kiosk
import caravan.voice.views.news
import caravan.voice.views.questions
import caravan.voice.views.suggestion_desk
import caravan.voice.views.suggestions  # noqa: F401 - each module adds its routes
from caravan.voice.views.door import blueprint

__all__ = ["blueprint"]
