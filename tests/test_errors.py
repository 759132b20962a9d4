"""Every message has a use, and every use has a message."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tocsin.errors import MESSAGES, TocsinError

SRC = Path(__file__).resolve().parent.parent / "src" / "tocsin"
SLUG = re.compile(r"[\"']([a-z]+(?:\.[a-z0-9]+(?:-[a-z0-9]+)*))[\"']")


def used() -> set[str]:
    """Collect what looks like a slug anywhere in the package but in the list of messages itself."""
    found: set[str] = set()
    for path in SRC.rglob("*.py"):
        if path.name != "errors.py":
            found |= set(SLUG.findall(path.read_text(encoding="utf-8")))
    return found


def test_every_message_is_used_somewhere():
    assert sorted(set(MESSAGES) - used()) == []


def test_every_slug_that_is_raised_or_given_as_a_reason_has_a_message():
    known_areas = {slug.partition(".")[0] for slug in MESSAGES}
    in_use: set[str] = set()
    for path in SRC.rglob("*.py"):
        if path.name != "errors.py":
            text = path.read_text(encoding="utf-8")
            in_use |= set(re.findall(r"TocsinError\(\s*[\"']([^\"']+)[\"']", text))
            in_use |= {
                slug
                for slug in re.findall(r"reason=\s*[\"']([^\"']+)[\"']", text)
                if slug.partition(".")[0] in known_areas
            }
    assert sorted(in_use - set(MESSAGES)) == []


@pytest.mark.parametrize("slug", sorted(MESSAGES))
def test_messages_are_sentences_in_plain_form(slug):
    message = MESSAGES[slug]
    assert re.fullmatch(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert message.rstrip("'\"”)").endswith((".", "?", "}"))


def test_an_error_shows_its_message_and_its_name():
    error = TocsinError("settings.bad-assignment", assignment="x")
    assert error.slug == "settings.bad-assignment"
    assert str(error).endswith("[settings.bad-assignment]")
    assert "'x'" in str(error)
