"""Writing surveys: opening one, counting an answer."""

from caravan.survey.actions.counting import count, hand_over
from caravan.survey.actions.opening import note_papers, open_survey

__all__ = ["count", "hand_over", "note_papers", "open_survey"]
