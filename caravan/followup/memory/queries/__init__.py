"""Reading the memory: threads of a stop and of all stops, promises made before, what is news."""

from caravan.followup.memory.queries.news import News, news
from caravan.followup.memory.queries.stop import page_with, told
from caravan.followup.memory.queries.threads import Thread, threads_of
from caravan.followup.memory.queries.tour import promised_before, remembered

__all__ = [
    "News",
    "Thread",
    "news",
    "page_with",
    "promised_before",
    "remembered",
    "threads_of",
    "told",
]
