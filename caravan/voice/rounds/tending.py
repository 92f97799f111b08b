"""What the clock does for rounds: late batches come out, the order of arrival goes."""

import time

from caravan.kernel.clock import now
from caravan.voice.rounds import actions, queries

_PAUSE = 600  # seconds between two rewritings of the file, as between two batches in a plenary


class Tending:
    """One chore of the elected process; it remembers what it has seen since it started."""

    def __init__(self) -> None:
        self.said: tuple[int, ...] = ()
        self.at = -float(_PAUSE)

    def __call__(self) -> None:
        """Sweep; where something was said since, and not more than every ten minutes, rewrite."""
        actions.sweep(now=now())
        said = queries.said()
        if not any(said) or said == self.said or time.monotonic() - self.at < _PAUSE:
            return
        if actions.take_order_away():
            self.said, self.at = said, time.monotonic()
