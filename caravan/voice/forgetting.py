"""What rooms above keep of a text: it goes in the same write in which the text itself goes."""

from collections.abc import Callable, Collection, Iterable

from flask import current_app

FORGET = "caravan.forget-texts"
"""Where the application keeps who has something of texts."""

Forget = Callable[[int, Collection[str]], Iterable[str]]
"""Inside the transaction in which these texts of a stop go: erase all that hangs on their ids.

Gives the names of the tables from which something went.
"""


def forget_above(stop_id: int, ids: Collection[str]) -> list[str]:
    """Have everything erased that is kept of the texts with these ids; the names of its tables."""
    forgetting: Iterable[Forget] = current_app.extensions.get(FORGET, ())
    return [table for forget in forgetting for table in forget(stop_id, ids)]
