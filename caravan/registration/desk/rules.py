"""Whom the desk still registers: everybody who stands there while the stop takes place."""

from datetime import date

from caravan.registration import rules

PAPERS = ("badge", "stub")


def refuse_away(stop: rules.Dated, today: date) -> None:
    """Refused when the stop is not held on its days, or is over.

    Registration that was closed beforehand still goes on here: who was told "ask at the reception"
    stands at the reception.
    """
    if stop.status in rules.OFF:
        raise rules.StopDoesNotTakePlace
    if today > stop.last_day:
        raise rules.StopIsOver


def read_paper(text: str | None) -> str:
    """What is printed at once: one of PAPERS, or "" for nothing."""
    return text if text in PAPERS else ""
