"""Checks an installation: what is there, what is missing, and what to do about it."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from tocsin.errors import TocsinError
from tocsin.records import Capture, Rejected
from tocsin.run.local import LocalRunner
from tocsin.run.resources import Resources
from tocsin.settings import Settings

_REPORT_IT = "Please report it, with the output of this command."

State = Literal["ok", "warn", "fail"]

# invented people and an invented event, in real places
SELF_TEST = (
    b"Minister promises new bridge\n\n"
    b"BELGRADE - Construction of the bridge will begin in May, Transport Minister Jelena Markov said on Tuesday.\n\n"
    b'"We will finish it within two years," Markov told reporters in Belgrade.\n'
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: how it stands, what was found, and what to do where it is not well."""

    name: str
    state: State
    found: str
    todo: str = ""


def examine(settings: Settings, resources: Resources | None = None, *, quick: bool = False) -> Iterator[Check]:
    """Look at everything that reading needs, one check after the other; none of them stops the rest.

    With `quick`, nothing is read as a test.
    """
    resources = resources or Resources(settings)
    steps: tuple[tuple[str, Callable[[], Check]], ...] = (
        ("python", _python),
        ("libraries", _libraries),
        ("weights", lambda: _weights(settings)),
        ("gazetteer", _gazetteer),
        ("self-test", lambda: _self_test(settings, resources)),
    )
    for name, step in steps[:-1] if quick else steps:
        try:
            yield step()
        except TocsinError as error:
            yield Check(name, "fail", str(error))
        except Exception as error:  # noqa: BLE001 - a doctor must survive whatever ails the patient
            yield Check(name, "fail", f"{type(error).__name__}: {error}", "Install Tocsin anew.")


def model_of(settings: Settings) -> tuple[str | None, str | None]:
    """Give the name and the version of the reader model that is installed; None where there is none."""
    from tocsin.annotate.reader import PACKAGED

    folder = Path(settings.annotate.weights) if settings.annotate.weights else PACKAGED
    try:
        meta = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        return str(meta["name"]), str(meta["version"])
    except (OSError, ValueError, KeyError):
        return None, None


def _python() -> Check:
    from tocsin import __version__

    return Check("python", "ok", f"{'.'.join(map(str, sys.version_info[:3]))}, Tocsin {__version__}")


def _libraries() -> Check:
    versions: list[str] = []
    missing: list[str] = []
    try:
        requirements = requires("tocsin") or []
    except PackageNotFoundError:
        return Check("libraries", "warn", "Tocsin runs from a source tree", "pip install -e . to have them checked")
    for requirement in requirements:
        if "extra ==" in requirement:
            continue
        name = requirement
        for mark in "<>=!~;[ ":
            name = name.partition(mark)[0]
        try:
            versions.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        return Check("libraries", "fail", f"missing: {', '.join(missing)}", f"pip install {' '.join(missing)}")
    return Check("libraries", "ok", ", ".join(versions))


def _weights(settings: Settings) -> Check:
    from tocsin.annotate.reader import FILES, PACKAGED

    folder = Path(settings.annotate.weights) if settings.annotate.weights else PACKAGED
    missing = [name for name in FILES if not (folder / name).is_file()]
    anew = "Install Tocsin anew, or in a clone run: make train"
    if missing:
        return Check("weights", "fail", f"{folder} lacks {', '.join(missing)}", anew)
    meta = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
    network = (folder / "reader.onnx").read_bytes()
    found = f"{meta['name']} {meta['version']}, {len(network) / 1e6:.1f} MB, in {folder}"
    if hashlib.sha256(network).hexdigest() != meta.get("sha256"):
        return Check("weights", "fail", f"{found}: the file is not the one that reader.json names", anew)
    return Check("weights", "ok", found)


def _gazetteer() -> Check:
    from tocsin.resolve.gazetteer.location import gazetteer_folder
    from tocsin.resolve.gazetteer.opening import BASE, added_countries, is_ready

    folder = gazetteer_folder()
    # the folder need not exist yet, but where it will be made must be writable
    above = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(above, os.W_OK):
        todo = "Make it writable, or set TOCSIN_DATA to a folder that is."
        return Check("gazetteer", "fail", f"{above} is not writable", todo)
    if not is_ready(folder):
        return Check("gazetteer", "warn", f"not built yet, in {folder}", "tocsin gazetteer build (half a minute, once)")
    countries = ", ".join(added_countries(folder)) or "none"
    size = (folder / BASE).stat().st_size / 1e6
    return Check("gazetteer", "ok", f"{size:.0f} MB in {folder}, countries added: {countries}")


def _self_test(settings: Settings, resources: Resources) -> Check:
    runner = LocalRunner(settings, resources=resources, debug=True)
    capture = Capture(source="self-test", content=SELF_TEST, media_type="text/plain", charset="utf-8")
    begun = time.perf_counter()
    reading = runner.read_capture(capture)
    seconds = time.perf_counter() - begun
    if isinstance(reading, Rejected):
        return Check("self-test", "fail", f"a known text was rejected: {reading.message}", _REPORT_IT)
    found = (
        f"{len(reading.actors)} actors, {len(reading.places)} places, {len(reading.statements)} statements, "
        f"{seconds:.2f} s"
    )
    if not (reading.actors and reading.places and reading.statements):
        return Check("self-test", "warn", f"less found than there is: {found}", _REPORT_IT)
    return Check("self-test", "ok", found)
