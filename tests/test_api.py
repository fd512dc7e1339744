"""The server's API against its schema, by schemathesis: no fault of the server's own, no answer out of form.

Skipped where schemathesis is not installed: pip install 'onrecord[api]'.
"""

from __future__ import annotations

import shutil
import types
import typing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from onrecord.views import forms
from tests.browser import running
from tests.test_serve import Visitor

schemathesis = pytest.importorskip(
    "schemathesis", reason="schemathesis is not installed (pip install 'onrecord[api]')"
)
checks = pytest.importorskip("schemathesis.checks")

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
TEXT = {"type": "string"}
FAULT = {"type": "object", "required": ["error"], "properties": {"error": TEXT}}


def form(of: Any) -> dict[str, Any]:
    """Return the JSON Schema of a row as `views.forms` declares it."""
    if of in SIMPLE:
        return {"type": SIMPLE[of]}
    inside = typing.get_args(of)
    origin = typing.get_origin(of)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [form(one) for one in inside]}
    if origin is list or (origin is tuple and inside[-1] is Ellipsis):
        return {"type": "array", "items": form(inside[0])}
    if origin is tuple:
        any_of = {"anyOf": [form(one) for one in inside]}
        return {"type": "array", "items": any_of, "minItems": len(inside), "maxItems": len(inside)}
    if origin is dict:
        return {"type": "object", "additionalProperties": form(inside[1])}
    fields = {name: form(one) for name, one in typing.get_type_hints(of).items()}
    return {"type": "object", "properties": fields, "required": sorted(fields)}


def answers(told: dict[str, Any]) -> dict[str, Any]:
    def as_json(schema: dict[str, Any], what: str) -> dict[str, Any]:
        return {"description": what, "content": {"application/json": {"schema": schema}}}

    return {"200": as_json(told, "as asked"), "400": as_json(FAULT, "a fault in what was asked")}


def post(told: dict[str, Any], **fields: dict[str, Any]) -> dict[str, Any]:
    body = {"schema": {"type": "object", "properties": fields, "required": sorted(fields)}}
    asked = {"required": True, "content": {"application/json": body}}
    return {"post": {"requestBody": asked, "responses": answers(told)}}


def get(told: dict[str, Any], *names: str) -> dict[str, Any]:
    asked = [{"name": name, "in": "query", "required": True, "schema": TEXT} for name in names]
    return {"get": {"parameters": asked, "responses": answers(told)}}


CORRECTED = {
    "type": "object",
    "required": ["correction", "entries"],
    "properties": {"correction": TEXT, "entries": form(list[forms.EntryRow])},
}
TEXTS = {"type": "object", "additionalProperties": TEXT}
ENTRIES = {"entries": form(list[forms.EntryRow])}
IDS = {"type": "array", "items": TEXT}
DECIDED = {
    "type": "object",
    "required": ["corrections", "entries"],
    "properties": {"corrections": IDS, "entries": form(list[forms.EntryRow])},
}
SCHEMA = {
    "openapi": "3.1.0",
    "info": {"title": "onrecord serve", "version": "1"},
    "paths": {
        "/api/views": get(form(forms.Views)),
        "/api/entries": get({"type": "object", "required": ["entries"], "properties": ENTRIES}, "ids"),
        "/api/search": get({"type": "object", "required": ["entries", "reports", "more"]}, "q"),
        "/api/texts": get(form(dict[str, list[forms.PassageRow]])),
        "/api/report": get(form(list[forms.PassageRow]), "id"),
        "/api/correct": post(CORRECTED, kind={"enum": ["accept", "reject", "edit"]}, entry=TEXT, changes=TEXTS),
        "/api/mark": post(CORRECTED, kind={"enum": ["tag", "note", "star"]}, entry=TEXT, text=TEXT),
        "/api/preset": post(CORRECTED, name=TEXT, conditions=TEXTS),
        "/api/merge": post(CORRECTED, actor=TEXT, into=TEXT),
        "/api/undo": post(CORRECTED, correction=TEXT, entry=TEXT),
        "/api/decide": post(DECIDED, kind={"enum": ["accept", "reject"]}, entries=IDS),
        "/api/take-back": post(DECIDED, corrections=IDS, entries=IDS),
        "/api/quote": get(
            {"type": "object", "required": ["asked", "by", "known", "reports", "rows"]}, "words", "by"
        ),
        "/api/audit": get({"type": "object", "required": ["drawn", "open", "found", "method"]}, "sample", "seed"),
        "/api/judge": post({"type": "object"}, entry=TEXT, field=TEXT, right={"type": "boolean"}),
        "/api/start": get({"type": "object", "required": ["files", "reading", "record", "made", "dispute"]}),
        "/api/start/stop": post({"type": "object", "required": ["stage", "said"]}),
        "/api/start/proposal": get({"type": "object", "required": ["text"], "properties": {"text": TEXT}}),
        "/api/start/dispute": post({"type": "object", "required": ["dispute"]}, text=TEXT),
    },
}
api = schemathesis.openapi.from_dict(SCHEMA)


@pytest.fixture(scope="module")
def visitor(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    folder = tmp_path_factory.mktemp("api")
    shutil.copy(sample_folder / "nato-ukraine.db", folder / "record.db")
    with running("start", str(folder), "--no-browser") as address:
        found = Visitor(address)
        found.enter()
        yield found


@api.parametrize()  # type: ignore[untyped-decorator]
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_in_form_and_none_is_a_fault_of_the_server(case: Any, visitor: Visitor) -> None:
    own = f"http://{visitor.host}"
    headers = {"cookie": visitor.cookie, "origin": own, "sec-fetch-site": "same-origin"}
    held = (
        checks.CHECKS.get_one(name)
        for name in ("not_a_server_error", "content_type_conformance", "response_schema_conformance")
    )
    case.call_and_validate(base_url=own, headers=headers, checks=list(held))
