"""A whole report, annotated as a reader model might (with gaps), read with the real actors and dates."""

from __future__ import annotations

import pytest
from builders import Marked, lines_of, marked

from tocsin.events import EventsOptions, find_flags, read_statements
from tocsin.records import Resolution, Statement
from tocsin.resolve.actors import resolve_actors
from tocsin.resolve.options import ResolveOptions
from tocsin.resolve.whens import resolve_whens

# The incident, the people and the outlet are invented. Left out of the annotation on purpose: the cue before the
# second long quotation, the end of the headline's quotation, the quotation paragraphs, and the last attribution.
PAGE = (
    "! [S1 [NAT Chadian] [ROLE governor]] [C1 says] [Q1 ‘no lorry will cross] without papers’ after "
    "depot burns at [LOC Adré]\n"
    "Fuel smugglers blamed for a fire that two ministries date differently\n"
    "[LOC Adré], [LOC Chad] – A fuel depot burned down in [LOC Adré] on [DATE Monday 14 May 2023], "
    "killing [NUM three] [GRP guards].\n"
    "[S2 The [ROLE [NAT Chadian] governor of Ouaddaï], [PER Haroun Adoum Seid],] [C2=accuses accused] "
    "[DATE on Tuesday] [Q2 [GRP smugglers] of setting the fire] and [C3=promises promised] [Q3 to close "
    "the track to [LOC El Geneina]].\n"
    "[C4 According to] [S4 the [ROLE [NAT Sudanese] spokeswoman], [PER Huda Elamin],] [Q4 [S5 the [ROLE "
    "[NAT Sudanese] interior minister], [PER Yasir Balla],] [C5 was adamant] that:]\n"
    "‘whoever crossed with matches in his pocket must be handed over before the rains’\n"
    "!! ‘A fire does not ask for papers’\n"
    "In a radio interview, [S6 the [ROLE governor], [PER Harun Adoum Seid],] [C6=denies denied] [Q6 that "
    "his men had slept on duty]. He said:\n"
    "‘I was at the depot until midnight and every guard stood where he should.\n"
    "‘A fire does not ask for papers, and it did not ask for ours.’\n"
    "~ The depot after the fire, seen from the road\n"
    "[S7 [NUM Two] [GRP aid workers] who asked not to be named] [C7 told] [ORG Radio Lac] [Q7 that the "
    "pumps had been dry for a week].\n"
    "[S8 The [ORG [NAT Sudanese] government]] [C8=denies dismissed] [Q8 the accusation as ‘smoke "
    "without] a fire of ours’.\n"
    "“Nobody has shown us one drop of that fuel,” said [PER Yasir Balla].\n"
)


@pytest.fixture(scope="module")
def page() -> tuple[Marked, Resolution, tuple[Statement, ...]]:
    passage = marked(PAGE, published="2023-05-17")
    options = ResolveOptions()
    resolution = Resolution(
        passage.report.id,
        resolve_actors(passage.report, passage.annotation, options),
        (),
        resolve_whens(passage.report, passage.annotation, options),
    )
    statements, _ = read_statements(passage.report, passage.annotation, resolution, EventsOptions())
    return passage, resolution, statements


def test_who_says_what(page: tuple[Marked, Resolution, tuple[Statement, ...]]) -> None:
    _, resolution, statements = page
    assert lines_of(statements, resolution) == [
        "Haroun Adoum Seid | says | direct asserts | ‘no lorry will cross without papers’",
        "Haroun Adoum Seid | accused | indirect accuses | smugglers of setting the fire @ Tuesday",
        "Haroun Adoum Seid | promised | indirect promises | to close the track to El Geneina",
        "Yasir Balla via Huda Elamin | was adamant | direct demands | ‘whoever crossed with  … over before the rains’",
        "Haroun Adoum Seid | - | direct asserts | ‘A fire does not ask for papers’",
        "Haroun Adoum Seid | denied | indirect denies | that his men had slept on duty",
        "Haroun Adoum Seid | said | direct asserts | "
        "‘I was at the depot un … stood where he should. + ‘A fire does not ask f … did not ask for ours.’",
        "aid workers via Radio Lac | told | indirect asserts | that the pumps had been dry for a week",
        "Sudanese government | dismissed | mixed denies | the accusation as ‘smoke without a fire of ours’",
        "Yasir Balla | said | direct asserts | “Nobody has shown us one drop of that fuel,”",
    ]


def test_flags(page: tuple[Marked, Resolution, tuple[Statement, ...]]) -> None:
    passage, resolution, statements = page
    flags = find_flags(passage.report, passage.annotation, resolution, statements, (), EventsOptions())
    assert [(flag.kind, flag.message) for flag in flags] == [
        ("date-mismatch", "The weekday in “Monday 14 May 2023” does not fit: 14 May 2023 is a Sunday."),
        (
            "name-variant",
            "One person is spelt in two ways: “Haroun Adoum Seid” (1×) and “Harun Adoum Seid” (1×).",
        ),
        ("unnamed-source", "No name is given for the source “Two aid workers who asked not to be named”."),
    ]
