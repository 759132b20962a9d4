"""Check the actors of a marked passage against a short table of what is wanted."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from builders import Marked, marked

from tocsin.records import Actor
from tocsin.resolve.actors import resolve_actors
from tocsin.resolve.options import ResolveOptions

ANY = ("any",)


@dataclass(frozen=True)
class Want:
    """What is wanted of one actor; what is left out may be anything."""

    kind: str | None = "any"
    country: str | None = "any"
    roles: tuple[str, ...] = ANY
    sectors: tuple[str, ...] = ANY
    variants: tuple[str, ...] = ANY
    mentions: tuple[str, ...] = ANY


def actors_of(passage: Marked, *files: Path) -> tuple[Actor, ...]:
    """Resolve the actors of a passage."""
    return resolve_actors(passage.report, passage.annotation, ResolveOptions(actor_files=files))


def speakers(passage: Marked, actors: tuple[Actor, ...]) -> list[str]:
    """Name the actor of every source, in reading order; a source without exactly one actor shows all of them."""
    spans = sorted({span for attribution in passage.annotation.attributions for span in attribution.source})
    return ["/".join(actor.name for actor in actors if span in actor.mentions) for span in spans]


def check(text: str, wanted: dict[str, Want], said_by: list[str] | None = None) -> tuple[Actor, ...]:
    """Assert that a passage has the wanted actors, and that its sources are the named ones."""
    passage = marked(text)
    actors = actors_of(passage)
    by_name = {actor.name: actor for actor in actors}
    for name, want in wanted.items():
        assert name in by_name, f"no {name!r} among {sorted(by_name)}"
        for field in fields(want):
            expected = getattr(want, field.name)
            if expected in ("any", ANY):
                continue
            found = getattr(by_name[name], field.name)
            found = tuple(span.quote for span in found) if field.name == "mentions" else found
            assert found == expected, f"{name}: {field.name} is {found!r} ({by_name[name].why})"
    if said_by is not None:
        found = speakers(passage, actors)
        assert found == said_by, found
    return actors
