"""The description of the data for other programs (OpenAPI 3.1), made from the routes themselves."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from flask import Blueprint, Response, current_app
from werkzeug.routing import Rule

from caravan.kernel import pages
from caravan.kernel.api.answering import VERSION, Operation, operation_of
from caravan.kernel.api.problems import MIMETYPE, Problem
from caravan.kernel.cookies import STAFF, cookie_name
from caravan.kernel.guard import Mark, public
from caravan.kernel.headers import allow_other_sites
from caravan.kernel.i18n import LANGUAGES, speak_as_asked

blueprint = Blueprint("api", __name__)

_SCHEMAS = "#/components/schemas/{name}"
_TEXT = {"type": "string"}
_PARAMETERS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "key": ("The stop, such as oujda-2025.", _TEXT),
    "service": ("The code of a service, such as housing.", _TEXT),
    "page": ("Which page of the list, from 1.", {"type": "integer", "minimum": 1, "default": 1}),
    "year": ("The year, such as 2025; the latest where it is left out.", {"type": "integer"}),
    "lang": (
        "The language of the pages that links lead to.",
        {"type": "string", "enum": list(LANGUAGES), "default": "ar"},
    ),
}


@blueprint.get(f"{VERSION}/openapi.json")
@public
def openapi() -> Response:
    """The description, the same until the program is another one."""
    speak_as_asked()
    allow_other_sites()
    return pages.kept((), lambda: msgspec.json.encode(document()), mimetype="application/json")


def document() -> dict[str, Any]:
    """What is answered at which address, and in which shape."""
    found = list(_described())
    shapes = [Problem, *(operation.shape for _, operation in found)]
    (_, *references), schemas = msgspec.json.schema_components(shapes, ref_template=_SCHEMAS)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Caravan",
            "version": VERSION.rpartition("/")[2],
            "description": "What the pages tell, for other programs. It is read, never written.",
        },
        "servers": [{"url": current_app.config["SETTINGS"].public_url}],
        "paths": {
            re.sub(r"<(\w+)>", r"{\1}", rule.rule): {"get": _get(rule, operation, reference)}
            for (rule, operation), reference in zip(found, references, strict=True)
        },
        "components": {
            "schemas": schemas,
            "responses": {"Problem": _problem(_SCHEMAS.format(name=Problem.__name__))},
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": cookie_name(STAFF)}
            },
        },
    }


def _described() -> Iterator[tuple[Rule, Operation]]:
    for rule in sorted(current_app.url_map.iter_rules(), key=lambda one: one.rule):
        if (operation := operation_of(rule.endpoint)) is not None:
            yield rule, operation


def _get(rule: Rule, operation: Operation, shape: Mapping[str, Any]) -> dict[str, Any]:
    view = current_app.view_functions[rule.endpoint]
    mark: Mark = vars(view)["mark"]
    summary, _, more = str(view.__doc__).partition("\n")
    return {
        "operationId": rule.endpoint.rpartition(".")[2],
        "summary": summary,
        "description": " ".join(more.split()),
        "security": [{"session": []}] if mark.kind == "staff" else [],
        "parameters": [
            *(_parameter(name, "path") for name in sorted(rule.arguments)),
            *(_parameter(name, "query") for name in (*operation.asked, "lang")),
        ],
        "responses": _responses(shape, is_public=mark.kind == "public"),
    }


def _responses(shape: Mapping[str, Any], *, is_public: bool) -> dict[str, Any]:
    content = {"application/json": {"schema": shape}}
    responses: dict[str, Any] = {"200": {"description": "The data.", "content": content}}
    if is_public:
        responses["304"] = {"description": "As it was, by the ETag in If-None-Match."}
    refusals = ("404", "429", "default") if is_public else ("403", "404", "429", "default")
    problem = {"$ref": "#/components/responses/Problem"}
    return responses | dict.fromkeys(refusals, problem)


def _parameter(name: str, place: str) -> dict[str, Any]:
    told, schema = _PARAMETERS[name]
    return {
        "name": name,
        "in": place,
        "required": place == "path",
        "description": told,
        "schema": schema,
    }


def _problem(reference: str) -> dict[str, Any]:
    return {
        "description": "A refusal or a fault.",
        "content": {MIMETYPE: {"schema": {"$ref": reference}}},
    }
