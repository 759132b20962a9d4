"""The table of stages, and the runner that runs it."""

from __future__ import annotations

import inspect
from dataclasses import replace

import pytest
import standins

from tocsin.records import Capture, Reading, Rejected
from tocsin.run.local import LocalRunner
from tocsin.run.stages import GIVEN, STAGES, unmet_needs
from tocsin.settings import Settings


def test_every_need_is_met_by_an_earlier_stage():
    assert unmet_needs() == ()


def test_an_unmet_need_is_found():
    assert unmet_needs(STAGES[1:]) == ("document reads Capture",)
    assert "flags reads Statement" in unmet_needs((STAGES[0], STAGES[-1]))


def test_every_function_exists_and_takes_what_the_table_says():
    for stage in STAGES:
        parameters = inspect.signature(stage.load()).parameters.values()
        positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
        assert len(positional) == len(stage.reads), stage.name


def test_names_are_unique_and_everything_given_is_used():
    assert len({stage.name for stage in STAGES}) == len(STAGES)
    read = {need for stage in STAGES for need in stage.reads}
    assert set(GIVEN) <= read


def runner(**changes: object) -> LocalRunner:
    return LocalRunner(Settings(), stages=standins.stages(), **changes)  # type: ignore[arg-type]


def capture(text: str = standins.ARTICLE) -> Capture:
    return Capture("test", text.encode())


def test_a_report_goes_through_every_stage():
    reading = runner().read_capture(capture())
    assert isinstance(reading, Reading)
    assert [event.id for event in reading.events] == ["event-1"]
    # the events stage writes the statements anew, with what they are about
    assert [statement.about for statement in reading.statements] == [("event-1",)]
    assert reading.flags
    assert reading.places
    assert reading.whens


def test_a_rejection_ends_the_way():
    rejected = runner().read_capture(capture("  "))
    assert isinstance(rejected, Rejected)
    assert rejected.reason == "document.empty"


def test_an_unexpected_failure_becomes_a_rejection_that_names_it():
    rejected = runner().read_capture(capture("explode"))
    assert isinstance(rejected, Rejected)
    assert (rejected.stage, rejected.reason) == ("document", "run.failed")
    assert "ZeroDivisionError: planted" in rejected.message


def test_an_error_with_a_message_of_its_own_keeps_it():
    rejected = runner().read_capture(capture("no weights"))
    assert isinstance(rejected, Rejected)
    assert "at least one span of evidence" in rejected.message


def test_debug_lets_the_failure_through():
    with pytest.raises(ZeroDivisionError):
        runner(debug=True).read_capture(capture("explode"))


def test_a_failure_in_acquire_is_a_rejection_too():
    broken = tuple(
        replace(s, function="standins:fail_to_acquire") if s.per == "source" else s for s in standins.stages()
    )
    results = list(LocalRunner(Settings(), stages=broken).read(["anything"]))
    assert [(r.stage, r.reason) for r in results if isinstance(r, Rejected)] == [("acquire", "run.failed")]


def test_progress_is_told_before_each_report(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(standins.ARTICLE)
    seen: list[tuple[int, str]] = []
    list(runner().read([str(tmp_path), "nowhere"], progress=lambda done, source: seen.append((done, source))))
    assert seen == [(0, str(tmp_path / "a.txt")), (1, str(tmp_path / "b.txt")), (2, "nowhere")]


def test_the_same_input_gives_the_same_reading():
    assert runner().read_capture(capture()) == runner().read_capture(capture())
