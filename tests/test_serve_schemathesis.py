"""The whole API against its own schema: whatever is asked, it answers as it says, and never falls over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import api_cases
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from tocsin.run.local import LocalRunner

load_all_checks()
SINGLE = ("incidents", "events", "statements", "actors", "flags", "reports", "places", "speakers", "rejected")
BELOW = {
    "incidents": ("incidents/{id}/events", "incidents/{id}/reports", "incidents/{id}/reviews"),
    "reports": ("reports/{id}/reading", "reports/{id}/versions"),
    "actors": ("actors/{id}/history",),
}
# of which the way back is not asked for
APART = ("places", "speakers", "rejected")
EVERY = list(HealthCheck)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give the schema of a filled desk that reads without a model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LocalRunner, "read_capture", quiet)
        with api_cases.api(Path(tmp_path_factory.mktemp("desk")), names=("testserver",)) as client:
            yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app)


def quiet(self: LocalRunner, capture: Any) -> Any:
    """Read as elsewhere, but fail at nothing: what fails is tested by itself."""
    if capture.content.startswith((b"explode", b"fail")):
        capture = type(capture)(capture.source, b"report 5", capture.url)
    return api_cases.stand_in(self, capture)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_the_schema_says(schema: Any, mode: GenerationMode):
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 38
    without = []
    for operation in operations:
        try:
            _ask(operation, mode)
        except Unsatisfiable:
            without.append(operation.path)
    # what takes nothing cannot be asked wrongly
    assert without == (
        []
        if mode is GenerationMode.POSITIVE
        else ["/api/v1/counts", "/api/v1/exports", "/api/v1/health", "/api/v1/names"]
    )


def test_answers_on_what_is_kept_are_as_the_schema_says(schema: Any):
    found = {operation.ok().label: operation.ok() for operation in schema.get_all_operations()}

    def rows(name: str) -> list[Any]:
        return found[f"GET /api/v1/{name}"].Case().call().json()["rows"]

    asked = {name: [row["id"] for row in rows(name)] for name in SINGLE}
    assert all(asked.values())
    for name, ids in asked.items():
        paths = [f"{name}/{{id}}", *BELOW.get(name, ()), *([] if name in APART else ["records/{id}/trail"])]
        for path in paths:
            for each in ids:
                case = found[f"GET /api/v1/{path}"].Case(path_parameters={"id": each})
                answer = case.call_and_validate(checks=CHECKS)
                assert answer.status_code == 200


def _ask(operation: Any, mode: GenerationMode) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=5, derandomize=True, database=None, phases=(Phase.generate,), suppress_health_check=EVERY)
    def ask(case: Any) -> None:
        answer = case.call()
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= 400:
            told = answer.json()
            assert set(told) == {"error"}
            assert {"slug", "message"} <= set(told["error"]) <= {"slug", "message", "where"}

    ask()
