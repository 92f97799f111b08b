"""The summary of a stop, written: from what the database gives to what the press prints."""

from caravan.followup.report.cover import write
from caravan.followup.report.material import Given, Material

__all__ = ["Given", "Material", "write"]
