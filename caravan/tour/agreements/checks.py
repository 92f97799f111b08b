"""What must be true between the rows of one agreement: states in order, deliveries where due."""

from itertools import pairwise

from caravan.tour.agreements.plan import STATES
from caravan.tour.file_fields import Row
from caravan.tour.toml_lines import Document


def check_agreement(document: Document, rows: dict[str, list[Row]]) -> None:
    """Report to `document` each row, by the plural of its part, that does not fit the others.

    Rows hold only values that are right in themselves; what is absent was reported already.
    """
    _check_stages(document, rows["stages"])
    due = {
        row.values.get("key"): row.values.get("sites", ())
        for row in rows["facilities"]
        if "sites" in row.values or not document.holds((*row.path, "sites"))
    }
    first: dict[tuple[str, str], int] = {}
    for delivery in rows["deliveries"]:
        _check_note(document, delivery)
        site, facility = delivery.values.get("site"), delivery.values.get("facility")
        if site is None or facility is None or facility not in due:
            continue
        here = (*delivery.path, "facility")
        if site not in due[facility]:
            document.report(here, "not_at_site", facility=facility, site=site)
        elif (site, facility) in first:
            value = f"{site}/{facility}"
            document.report(here, "duplicate_code", value=value, first=first[site, facility])
        first.setdefault((site, facility), document.line_of(here))


def _check_stages(document: Document, stages: list[Row]) -> None:
    """Each state once and in order, its days too; whatever is signed has a day."""
    told = [stage for stage in stages if "state" in stage.values]
    for stage in told:
        if stage.values["state"] != "expected" and not document.holds((*stage.path, "day")):
            document.report((*stage.path, "day"), "day_missing")
    for earlier, later in pairwise(told):
        places = [STATES.index(stage.values["state"]) for stage in (earlier, later)]
        days = [stage.values.get("day") for stage in (earlier, later)]
        in_time = days[0] is None or days[1] is None or days[0] <= days[1]
        if places[0] > places[1] or not in_time:
            document.report((*later.path, "state"), "stages_out_of_order")


def _check_note(document: Document, delivery: Row) -> None:
    needs = delivery.values.get("state") in ("delivered", "given_up")
    if needs and not document.holds((*delivery.path, "note")):
        document.report((*delivery.path, "note"), "note_missing")
