"""Reading the tour as a whole, in a number of statements that grows with nothing."""

from caravan.followup.across.queries.attendance import came, held, years
from caravan.followup.across.queries.lines import (
    Reach,
    Wording,
    Wordings,
    get_line,
    reach,
    wording,
    wordings,
)
from caravan.followup.across.queries.spoken import (
    OTHER,
    Themes,
    read_themes,
    voices,
    voices_by_category,
)
from caravan.followup.across.queries.work import NOBODY, Made, answered, promised

__all__ = [
    "NOBODY",
    "OTHER",
    "Made",
    "Reach",
    "Themes",
    "Wording",
    "Wordings",
    "answered",
    "came",
    "get_line",
    "held",
    "promised",
    "reach",
    "read_themes",
    "voices",
    "voices_by_category",
    "wording",
    "wordings",
    "years",
]
