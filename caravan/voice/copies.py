"""Copies of what people said, which a room above keeps: they go when the text itself goes."""

from collections.abc import Callable, Collection

from flask import current_app

COPIES = "caravan.copies-of-texts"
"""Where the application keeps who has copies."""

Forget = Callable[[int, Collection[str]], None]
"""Inside the transaction in which the texts go: erase all copies of these ids of a stop."""


def forget_copies(stop_id: int, ids: Collection[str]) -> None:
    """Erase every copy of the texts with these ids; inside the transaction that erases them."""
    for forget in current_app.extensions.get(COPIES, ()):
        forget(stop_id, ids)
