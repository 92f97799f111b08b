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
from caravan.followup.queries.desk import desk_questions
from caravan.followup.queries.follow import Followed, followed, verdict_mark
from caravan.followup.queries.summary import came_and_away, headcount, material, stop_facts

__all__ = [
    "Followed",
    "Promised",
    "answers_of",
    "came_and_away",
    "desk_questions",
    "followed",
    "get_promise",
    "headcount",
    "material",
    "promised",
    "promises",
    "promises_of",
    "steps_of",
    "stop_facts",
    "topic",
    "verdict_mark",
]
