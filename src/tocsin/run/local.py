"""The local runner: puts sources through the stage table, one report after another, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from tocsin.errors import MESSAGES, TocsinError
from tocsin.records import Annotation, Capture, Event, Flag, Reading, Rejected, Report, Resolution, Statement
from tocsin.run.resources import Resources
from tocsin.run.stages import STAGES, Stage
from tocsin.settings import Settings, load_settings


class LocalRunner:
    """Reads sources with one set of settings; a failure in one source never stops the others.

    With `debug`, an unexpected exception goes through to the caller instead of becoming a `Rejected`. Without
    `doubtful`, events that the reader model doubts are left uncoded: only a desk has a use for them.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        resources: Resources | None = None,
        stages: tuple[Stage, ...] | None = None,
        debug: bool = False,
        doubtful: bool = True,
    ) -> None:
        self.settings = settings
        self.resources = resources or Resources(settings)
        self.stages = tuple(each for each in stages or STAGES if doubtful or each.writes != ("Doubtful",))
        self.debug = debug
        self._functions = {stage.name: stage.load() for stage in self.stages}

    def read(
        self,
        sources: Iterable[str],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[int, str], None] | None = None,
    ) -> Iterator[Reading | Rejected]:
        """Read every source, folders opened up, and give each reading, or why there is none, as it is ready.

        `progress` is called before each report with how many came before and where this one is from.
        """
        for done, found in enumerate(self.captures(sources, stdin=stdin)):
            if progress is not None:
                progress(done, found.source)
            yield found if isinstance(found, Rejected) else self.read_capture(found)

    def captures(self, sources: Iterable[str], *, stdin: BinaryIO | None = None) -> Iterator[Capture | Rejected]:
        """Get what the sources hold, folders opened up, without reading it yet."""
        for source in sources:
            yield from self._captures(source, stdin)

    def read_capture(self, capture: Capture) -> Reading | Rejected:
        """Put one capture through the stages that see one report at a time."""
        settings = self.settings
        bag: dict[str, object] = {
            "Capture": capture,
            "Rejected": (),
            "Doubtful": (),
            "DocumentOptions": settings.document,
            "ResolveOptions": settings.resolve,
            "EventsOptions": settings.events,
        }
        for stage in self.stages:
            if stage.per == "source":
                continue
            # opened here and not above, so that a source without a report costs no loading
            if "Reader" in stage.reads:
                bag["Reader"] = self.resources.reader
            if "Gazetteer" in stage.reads:
                bag["Gazetteer"] = self.resources.gazetteer
            try:
                made = self._functions[stage.name](*stage.arguments(bag))
            except Exception as error:  # noqa: BLE001 - whatever one report sets off must not cost the others
                return self._failed(capture.source, stage, error)
            if isinstance(made, Rejected):
                return made
            _keep(stage, made, bag)
        return _reading(bag)

    def _captures(self, source: str, stdin: BinaryIO | None) -> Iterator[Capture | Rejected]:
        (acquire,) = (stage for stage in self.stages if stage.per == "source")
        try:
            found = self._functions[acquire.name](source, self.settings.acquire, stdin=stdin)
            yield from cast(Iterator[Capture | Rejected], found)
        except Exception as error:  # noqa: BLE001 - as above
            yield self._failed(source, acquire, error)

    def _failed(self, source: str, stage: Stage, error: Exception) -> Rejected:
        if self.debug:
            raise error
        problem = str(error) if isinstance(error, TocsinError) else f"{type(error).__name__}: {error}"
        message = MESSAGES["run.failed"].format(stage=stage.name, problem=problem)
        return Rejected(source=source, stage=stage.name, reason="run.failed", message=message)


def read(source: str | Path, settings: Settings | None = None) -> Reading:
    """Read one report: a path, an address, or "-" for standard input.

    Raises `TocsinError` where the source holds no report (`read.rejected`, with the record in the
    error's `values["rejected"]`), nothing at all (`read.nothing`), or several (`read.several`).
    """
    results = list(islice(read_many([source], settings), 2))
    if not results:
        raise TocsinError("read.nothing", source=source)
    if len(results) > 1:
        raise TocsinError("read.several", source=source)
    (result,) = results
    if isinstance(result, Rejected):
        raise TocsinError("read.rejected", source=source, reason=result.message, rejected=result)
    return result


def read_many(sources: Iterable[str | Path], settings: Settings | None = None) -> Iterator[Reading | Rejected]:
    """Read many sources, folders opened up; what could not be read comes out as `Rejected` in its place."""
    return _runner(settings or load_settings()).read(str(source) for source in sources)


@lru_cache(maxsize=2)
def _runner(settings: Settings) -> LocalRunner:
    """Keep the model loaded from one call to the next."""
    return LocalRunner(settings)


def _keep(stage: Stage, made: object, bag: dict[str, object]) -> None:
    parts = cast(tuple[object, ...], made) if len(stage.writes) > 1 else (made,)
    for name, part in zip(stage.writes, parts, strict=True):
        if name == "Rejected":  # every stage may leave something out; the reading lists it all
            part = (*cast(tuple[Rejected, ...], bag[name]), *cast(tuple[Rejected, ...], part))
        bag[name] = part


def _reading(bag: dict[str, object]) -> Reading:
    resolution = cast(Resolution, bag["Resolution"])
    return Reading(
        report=cast(Report, bag["Report"]),
        annotation=cast(Annotation, bag["Annotation"]),
        actors=resolution.actors,
        places=resolution.places,
        whens=resolution.whens,
        statements=cast(tuple[Statement, ...], bag["Statement"]),
        events=cast(tuple[Event, ...], bag["Event"]),
        flags=cast(tuple[Flag, ...], bag["Flag"]),
        rejected=cast(tuple[Rejected, ...], bag["Rejected"]),
        doubtful=cast(tuple[Event, ...], bag["Doubtful"]),
    )
