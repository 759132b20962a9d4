"""Where settings come from, and what is said of those that are wrong."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from tocsin import settings as module
from tocsin.errors import TocsinError
from tocsin.settings import Settings, declared, load_settings


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_later_sources_win(tmp_path):
    Path("tocsin.toml").write_text("[acquire]\nretries = 1\nmax_redirects = 1\ntotal_timeout = 5\n")
    environ = {"TOCSIN_ACQUIRE_RETRIES": "2", "TOCSIN_ACQUIRE_MAX_REDIRECTS": "2", "OTHER": "x"}
    settings = load_settings(environ=environ, assignments=["acquire.retries = 3"])
    assert settings.acquire.retries == 3
    assert settings.acquire.max_redirects == 2
    assert settings.acquire.total_timeout == 5.0
    assert isinstance(settings.acquire.total_timeout, float)


def test_the_day_of_reading_is_filled_in_here_and_only_here():
    assert Settings().document.as_of is None
    assert load_settings(environ={}).document.as_of is not None
    assert load_settings(environ={}, as_of=date(2024, 5, 6)).document.as_of == date(2024, 5, 6)
    Path("tocsin.toml").write_text("[document]\nas_of = 2023-01-02\n")
    assert load_settings(environ={}).document.as_of == date(2023, 1, 2)
    assert load_settings(environ={"TOCSIN_DOCUMENT_AS_OF": "2023-01-03"}).document.as_of == date(2023, 1, 3)


@pytest.mark.parametrize(
    ("content", "slug", "words"),
    [
        ("[acquire]\nretrys = 1\n", "settings.unknown-key", "Did you mean acquire.retries?"),
        ("retries = 1\n", "settings.unknown-key", "tocsin.toml sets retries"),
        ("[fetch]\nx = 1\n", "settings.unknown-key", "docs/settings.md"),
        ("[acquire]\nretries = 'many'\n", "settings.wrong-type", "must be a whole number"),
        ("[acquire]\nretries = true\n", "settings.wrong-type", "must be a whole number"),
        ("[acquire]\nallow_private = 1\n", "settings.wrong-type", "must be true or false"),
        ("[acquire]\nmedia_types = 3\n", "settings.wrong-type", "a list, each text"),
        ("[acquire]\nuser_agent = 3\n", "settings.wrong-type", "text, or none"),
        ("[acquire\n", "settings.bad-file", "is not TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_what_to_do(content, slug, words):
    Path("tocsin.toml").write_text(content)
    with pytest.raises(TocsinError) as raised:
        load_settings(environ={})
    assert raised.value.slug == slug
    assert words in str(raised.value)


def test_a_removed_setting_says_what_came_after_it(monkeypatch):
    monkeypatch.setitem(module.REMOVED, "acquire.timeout", "Use acquire.total_timeout.")
    with pytest.raises(TocsinError, match="Use acquire") as raised:
        load_settings(environ={"TOCSIN_ACQUIRE_TIMEOUT": "3"})
    assert raised.value.slug == "settings.removed-key"


def test_a_file_that_is_named_must_be_there(tmp_path):
    with pytest.raises(TocsinError) as raised:
        load_settings(tmp_path / "absent.toml", environ={})
    assert raised.value.slug == "settings.no-file"


def test_an_assignment_needs_its_equals_sign():
    with pytest.raises(TocsinError) as raised:
        load_settings(environ={}, assignments=["acquire.retries"])
    assert raised.value.slug == "settings.bad-assignment"


@pytest.mark.parametrize(
    ("hint", "given", "got"),
    [
        (bool, "yes", True),
        (bool, False, False),
        (int, "7", 7),
        (float, 7, 7.0),
        (float | None, "none", None),
        (float | None, "0.5", 0.5),
        (Literal["a", "b"], "b", "b"),
        (tuple[Path, ...], "a, b", (Path("a"), Path("b"))),
        (tuple[str, ...], ["a"], ("a",)),
        (date, "2024-02-29", date(2024, 2, 29)),
    ],
)
def test_values_are_read_as_what_the_setting_holds(hint, given, got):
    assert module._convert(given, hint) == got


@pytest.mark.parametrize(("hint", "given"), [(bool, "maybe"), (Literal["a"], "b"), (date, "2024-02-30"), (int, 1.5)])
def test_values_that_do_not_fit_are_refused(hint, given):
    with pytest.raises(ValueError, match=r".*"):
        module._convert(given, hint)


def test_every_setting_is_explained_hashable_and_frozen():
    assert [f"{s.key} has no help" for s in declared() if not s.help] == []
    assert len({s.variable for s in declared()}) == len(declared())
    assert isinstance(hash(Settings()), int)
    with pytest.raises(FrozenInstanceError):
        Settings().acquire.retries = 3  # type: ignore[misc]
