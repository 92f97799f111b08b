"""The description of the data is a right OpenAPI document, and every answer is as it says."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from caravan.followup import actions
from caravan.followup.promises import actions as promises
from caravan.followup.promises.rules import GIVEN_UP, Move
from caravan.kernel import clock
from caravan.kernel.api.answering import operation_of
from tests import makers
from tests.conftest import Browser
from tests.promise_makers import make_duties
from tests.voice_makers import make_suggestion

DOCUMENT = "/api/v1/openapi.json"
WHY = {"ar": "سبب", "fr": "Raison"}
Document = Mapping[str, Any]


@pytest.fixture
def document(client: Browser) -> Document:
    found: Document = client.get(DOCUMENT).get_json()
    return found


def faults(document: Document, schema: Mapping[str, Any], answer: Any) -> list[str]:
    """Where `answer` is not as `schema` says, which may point into the document."""
    whole = {**schema, "components": document["components"]}
    checker = Draft202012Validator(whole, format_checker=FormatChecker())
    return [f"{one.json_path}: {one.message}" for one in checker.iter_errors(answer)]


def operations(document: Document) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, methods in document["paths"].items():
        yield path, methods["get"]


def make_all() -> None:
    """Two stops with all that data tells: answers, refusals, promises in each state, figures."""
    make_duties()
    stop, staff = makers.make_stop(), makers.make_staff()
    for number, is_refusal in enumerate((False, True)):
        question = makers.make_question(stop, f"{number} ?", state="answered", me_too=9 * number)
        makers.make_answer(question, is_refusal=is_refusal)
        makers.make_promise(stop, item_id=question.id)
    makers.make_promise(stop, due=clock.today() - timedelta(days=2))
    given_up, kept = makers.make_promise(stop), makers.make_promise(stop)
    promises.take_step(given_up.id, Move(GIVEN_UP, WHY), staff_id=staff.id)
    actions.keep_promise(kept.id, WHY, staff_id=staff.id)
    make_suggestion(stop, state="declined", reason="لا")
    makers.make_stop("fes-2025", status="moved", status_reason=WHY)
    for _ in range(6):
        makers.make_arrival(makers.make_registration(stop))


def test_document_is_openapi(document: Document) -> None:
    validate(document)

    assert document["openapi"] == "3.1.0"
    assert len(document["paths"]) == 9


def test_every_address_of_data_is_described(app: Flask, document: Document) -> None:
    rules = [one for one in app.url_map.iter_rules() if one.rule.startswith("/api/")]
    paths = {re.sub(r"<(\w+)>", r"{\1}", one.rule) for one in rules if operation_of(one.endpoint)}

    assert paths == set(document["paths"])
    assert {one.endpoint for one in rules if not operation_of(one.endpoint)} == {"api.openapi"}


def test_every_answer_is_as_described(document: Document, as_staff: Callable[..., Browser]) -> None:
    make_all()
    browser = as_staff("organiser")
    for path, operation in operations(document):
        answer = browser.get(path.format(key="oujda-2025", service="housing"))
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]

        assert (answer.status_code, answer.mimetype) == (200, "application/json"), path
        assert faults(document, schema, answer.get_json()) == [], path


def test_schema_of_an_answer_refuses_another_one(document: Document) -> None:
    schema = {"$ref": "#/components/schemas/Count"}

    assert faults(document, schema, {"shown": True, "value": 5, "why": None}) == []
    assert faults(document, schema, {"shown": True, "value": "5", "why": None}) != []
    assert faults(document, schema, {"shown": False, "value": None, "why": "shy"}) != []


def test_described_refusals_come(document: Document, client: Browser) -> None:
    makers.make_stop()
    for path, operation in operations(document):
        is_public = operation["security"] == []
        status, place = (404, "?lang=de") if is_public else (403, "")
        answer = client.get(path.format(key="oujda-2025", service="housing") + place)
        content = document["components"]["responses"]["Problem"]["content"]

        assert operation["responses"][str(status)] == {"$ref": "#/components/responses/Problem"}
        assert (answer.status_code, [answer.mimetype]) == (status, list(content)), path
        assert faults(document, content[answer.mimetype]["schema"], answer.get_json()) == [], path
