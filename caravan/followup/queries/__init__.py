"""Reading what became of it: answers, promises, the way of a code, the facts of the summary."""

from caravan.followup.queries.answers import (
    Promised,
    answers_of,
    get_promise,
    promised,
    promises,
    promises_of,
    steps_of,
    topic,
)
from caravan.followup.queries.asking import Asked, find_askable, to_ask
from caravan.followup.queries.desk import desk_questions
from caravan.followup.queries.follow import Followed, followed, verdict_mark
from caravan.followup.queries.summary import arrived, came_and_away, headcount, material, stop_facts

__all__ = [
    "Asked",
    "Followed",
    "Promised",
    "answers_of",
    "arrived",
    "came_and_away",
    "desk_questions",
    "find_askable",
    "followed",
    "get_promise",
    "headcount",
    "material",
    "promised",
    "promises",
    "promises_of",
    "steps_of",
    "stop_facts",
    "to_ask",
    "topic",
    "verdict_mark",
]
