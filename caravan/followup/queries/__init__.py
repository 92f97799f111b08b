"""Reading what became of it: answers, promises, the way of a code, the facts of the summary."""

from caravan.followup.queries.answers import (
    answers_of,
    get_promise,
    promises,
    promises_of,
    topic,
)
from caravan.followup.queries.desk import desk_questions
from caravan.followup.queries.follow import followed
from caravan.followup.queries.public import told
from caravan.followup.queries.summary import came_and_away, headcount, material, stop_facts

__all__ = [
    "answers_of",
    "came_and_away",
    "desk_questions",
    "followed",
    "get_promise",
    "headcount",
    "material",
    "promises",
    "promises_of",
    "stop_facts",
    "told",
    "topic",
]
