"""Writing surveys: opening one, counting an answer."""

from caravan.survey.actions.counting import count
from caravan.survey.actions.opening import note_papers, open_survey

__all__ = ["count", "note_papers", "open_survey"]
