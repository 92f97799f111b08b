"""What the summary says of questions: personal cases tell nobody."""

from flask import Flask

from caravan.followup import queries as followup
from caravan.press.summary.facts import Hidden
from caravan.voice.moderation.models import DeskAppointment
from tests import makers
from tests.rows import save

FEW = Hidden("non montré")


def test_note_on_personal_cases_tells_no_more_than_their_table(app: Flask) -> None:
    stop = makers.make_stop()
    cases = ["health"] * 12 + ["housing"] * 20 + ["loans"] * 3
    for number, service in enumerate(cases):
        makers.make_service(service, name={"fr": service})
        case = makers.make_question(stop, "", state="private", service_code=service)
        appointed = {"stop_id": stop.id, "number": number, "service_code": service}
        save(DeskAppointment(question_id=case.id, **appointed))

    facts = followup.stop_facts(stop, "fr")

    [table] = [one for one in facts.tables if one.title == "Au bureau d’écoute"]
    *told, _together = table.rows
    assert [value for _service, value in told].count(FEW) == 2
    for service, value in told:
        shown = value.text if isinstance(value, Hidden) else value
        assert f"{service} ({shown})" in facts.questions_note
