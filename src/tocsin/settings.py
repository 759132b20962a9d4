"""Every setting of every stage, put together from a file, the environment and the command line."""

from __future__ import annotations

import difflib
import os
import tomllib
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, Union, get_args, get_origin, get_type_hints

from tocsin.acquire.options import AcquireOptions
from tocsin.annotate.options import AnnotateOptions
from tocsin.document.options import DocumentOptions
from tocsin.errors import TocsinError
from tocsin.events.options import EventsOptions
from tocsin.records.codebook import load_codebook
from tocsin.resolve.options import ResolveOptions
from tocsin.store.options import StoreOptions

SETTINGS_FILE = "tocsin.toml"

# settings that went away: "stage.name" -> what to write instead
REMOVED: dict[str, str] = {}

_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_WORDS: dict[object, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    date: "a day such as 2024-05-31",
    Path: "a path",
}


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """Where the API listens, and what it lets callers do.

    Rates are requests a second that go on for ever; a burst is how many may come at once.
    """

    host: str = field(default="127.0.0.1", metadata={"help": "Address that the API listens on; this machine alone."})
    port: int = field(default=8000, metadata={"help": "Port that the API listens on; 0 takes a free one."})
    names: tuple[str, ...] = field(
        default=(),
        metadata={"help": "Names under which callers reach the API besides its host, such as desk.example.org."},
    )
    require_token: bool = field(
        default=False, metadata={"help": "Whether callers on this machine need a token too; others always do."}
    )
    max_body: int = field(default=5_000_000, metadata={"help": "Largest body of a request, in bytes."})
    body_seconds: float = field(default=30.0, metadata={"help": "Seconds within which a body must have come."})
    rate: float = field(default=20.0, metadata={"help": "GET requests a second that one caller may go on sending."})
    burst: int = field(default=60, metadata={"help": "GET requests that one caller may send at once."})
    post_rate: float = field(
        default=2.0, metadata={"help": "Other requests a second that one caller may go on sending."}
    )
    post_burst: int = field(default=20, metadata={"help": "Other requests that one caller may send at once."})
    reads: int = field(default=4, metadata={"help": "Reports that may be read for callers at the same time."})
    read_seconds: float = field(
        default=120.0, metadata={"help": "Seconds that a caller waits for a reading at most, its fetching included."}
    )
    exports: int = field(default=2, metadata={"help": "Exports that may be written at the same time."})
    max_sources: int = field(default=200, metadata={"help": "Most sources in one request."})
    max_jobs: int = field(default=20, metadata={"help": "Most requests of several sources that may wait their turn."})


@dataclass(frozen=True, slots=True)
class NamesOptions:
    """Under which names places and countries are shown; what reports write stays as it is."""

    shown: tuple[str, ...] = field(
        default=(),
        metadata={
            "help": "Names that the pages show in place of others, such as geonames:2643736=Derry / Londonderry; an "
            "entry of the gazetteer, a country's code (ISO 3166-1 alpha-3) or a name as written, and what to show."
        },
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of every stage, each group named like its stage."""

    acquire: AcquireOptions = field(default_factory=AcquireOptions)
    document: DocumentOptions = field(default_factory=DocumentOptions)
    annotate: AnnotateOptions = field(default_factory=AnnotateOptions)
    resolve: ResolveOptions = field(default_factory=ResolveOptions)
    events: EventsOptions = field(default_factory=EventsOptions)
    store: StoreOptions = field(default_factory=StoreOptions)
    serve: ServeOptions = field(default_factory=ServeOptions)
    names: NamesOptions = field(default_factory=NamesOptions)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as the documentation shows it."""

    stage: str
    name: str
    kind: str
    default: object
    help: str

    @property
    def key(self) -> str:
        """Name it as in a settings file, `stage.name`."""
        return f"{self.stage}.{self.name}"

    @property
    def variable(self) -> str:
        """Name the environment variable that sets it."""
        return f"TOCSIN_{self.stage}_{self.name}".upper()


def now() -> str:
    """Give the time as an ISO 8601 text in UTC, to the second: for what is kept, never for what is read."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def declared() -> tuple[Setting, ...]:
    """List every setting in the order of the stages."""
    settings = Settings()
    return tuple(
        Setting(stage, name, _wanted(hint), getattr(getattr(settings, stage), name), help_)
        for stage, name, hint, help_ in _declarations()
    )


def load_settings(
    file: Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    assignments: Sequence[str] = (),
    as_of: date | None = None,
) -> Settings:
    """Put the settings together: a file first, then the environment, then `stage.name=value` assignments.

    Without `file`, `tocsin.toml` in the working folder is used where there is one. `as_of` is the day of
    reading; today where nothing else says so.
    """
    settings = Settings()
    path = file or Path(SETTINGS_FILE)
    if file is not None or path.is_file():
        for key, value in _from_file(path):
            settings = _set(settings, key, value, where=str(path))
    for key, value in _from_environment(os.environ if environ is None else environ):
        settings = _set(settings, key, value, where="the environment")
    for assignment in assignments:
        key, equals, text = assignment.partition("=")
        if not equals:
            raise TocsinError("settings.bad-assignment", assignment=assignment)
        settings = _set(settings, key.strip(), text.strip(), where="--set")
    for pair in settings.names.shown:
        of, _, name = pair.partition("=")
        if not (of.strip() and name.strip() and pair.isprintable()):
            raise TocsinError("settings.bad-name", pair=pair)
    if settings.events.codebook is not None:
        load_codebook(settings.events.codebook)  # a mistake in it shows before the first report is read
    if as_of is None:
        as_of = settings.document.as_of or date.today()
    return replace(settings, document=replace(settings.document, as_of=as_of))


def _declarations() -> Iterator[tuple[str, str, object, str]]:
    groups = get_type_hints(Settings)
    for group in fields(Settings):
        hints = get_type_hints(groups[group.name])
        for option in fields(groups[group.name]):
            yield group.name, option.name, hints[option.name], str(option.metadata.get("help", ""))


def _from_file(path: Path) -> Iterator[tuple[str, object]]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TocsinError("settings.no-file", path=path, problem=error.strerror or error) from error
    except ValueError as error:  # covers both wrong TOML and wrong UTF-8
        raise TocsinError("settings.bad-file", path=path, problem=error) from error
    for stage, group in content.items():
        if isinstance(group, dict):
            yield from ((f"{stage}.{name}", value) for name, value in group.items())
        else:
            yield stage, group


def _from_environment(environ: Mapping[str, str]) -> Iterator[tuple[str, object]]:
    for stage in (group.name for group in fields(Settings)):
        prefix = f"TOCSIN_{stage}_".upper()
        for variable in sorted(environ):
            if variable.startswith(prefix):
                yield f"{stage}.{variable.removeprefix(prefix).lower()}", environ[variable]


def _set(settings: Settings, key: str, value: object, *, where: str) -> Settings:
    if key in REMOVED:
        raise TocsinError("settings.removed-key", where=where, key=key, instead=REMOVED[key])
    hints = {f"{stage}.{name}": hint for stage, name, hint, _ in _declarations()}
    if key not in hints:
        near = difflib.get_close_matches(key, hints, n=1)
        hint = f"Did you mean {near[0]}?" if near else "docs/settings.md lists every setting."
        raise TocsinError("settings.unknown-key", where=where, key=key, hint=hint)
    stage, name = key.split(".")
    try:
        converted = _convert(value, hints[key])
    except ValueError as error:
        wanted = _wanted(hints[key])
        raise TocsinError("settings.wrong-type", where=where, key=key, value=value, wanted=wanted) from error
    group = replace(getattr(settings, stage), **{name: converted})
    return replace(settings, **{stage: group})


def _convert(value: object, hint: object) -> object:
    """Read a value of a file (typed) or of the environment (text) as what the setting holds, or raise ValueError."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if value in ("", "none"):
            return None
        return _convert(value, next(part for part in inner if part is not type(None)))
    if origin is Literal:
        if value in inner:
            return value
        raise ValueError(value)
    if origin is tuple:
        if isinstance(value, str):
            value = [part.strip() for part in value.split(",") if part.strip()]
        if not isinstance(value, list):
            raise ValueError(value)
        return tuple(_convert(part, inner[0]) for part in value)
    if isinstance(value, str):
        return _from_text(value, hint)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is hint:
        return value
    raise ValueError(value)


def _from_text(text: str, hint: object) -> object:
    if hint is bool and text.lower() in _TRUTH:
        return _TRUTH[text.lower()]
    if hint is date:
        return date.fromisoformat(text)
    if hint is int or hint is float or hint is str or hint is Path:
        return hint(text)
    raise ValueError(text)


def _wanted(hint: object) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return f"{_wanted(next(part for part in inner if part is not type(None)))}, or none"
    if origin is Literal:
        return "one of " + ", ".join(str(part) for part in inner)
    if origin is tuple:
        return f"a list, each {_wanted(inner[0])}"
    return _WORDS.get(hint, str(hint))
