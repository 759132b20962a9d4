"""What events must not depend on: which country or person is named, the order of reports, who is read beside whom.

Read with the packaged model; sentences and people are invented.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tocsin.annotate import load_reader
from tocsin.annotate.reader import Reader
from tocsin.records import Annotation
from tocsin.run.evaluate.attribution import plain_report

pytestmark = pytest.mark.weights

COUNTRIES = (
    ("Mali", "Bamako", "Malian"),
    ("Serbia", "Belgrade", "Serbian"),
    ("Colombia", "Bogotá", "Colombian"),
    ("Myanmar", "Naypyidaw", "Burmese"),
    ("Yemen", "Sanaa", "Yemeni"),
    ("Norway", "Oslo", "Norwegian"),
)
PERSONS = ("Ana Keto", "Ibrahim Sesay", "Milan Stojković", "Nguyen Thi Hoa", "Pedro Lunes", "Fatima al-Rashid")
SENTENCES = (
    "Gunmen opened fire on a {nation} army patrol near the border of {country} on Monday, killing two soldiers.",
    "The {nation} army shelled three villages in the hills above {capital} overnight.",
    "Police in {capital} arrested fourteen opposition activists on Saturday.",
    "Thousands of teachers marched through {capital} on Friday to demand higher pay.",
    "{person}, the prime minister of {country}, called on the rebels to lay down their arms.",
    "{country} expelled two foreign diplomats on Tuesday.",
    "The {nation} foreign minister, {person}, spoke by telephone with the United Nations envoy.",
    "{country} has sent food and medicine to the flooded districts.",
    "The rebels released eleven {nation} soldiers whom they had held since March.",
    "{person} accused the government of {country} of arming the militia.",
    "{country} threatened to bomb the port if the ships did not leave.",
    "The {nation} government rejected a proposal to hold talks with the separatists.",
    "The {nation} army did not attack the villages around {capital} on Monday.",
    "If the talks fail, the {nation} army could attack the port, analysts say.",
    "{country} moved tanks and artillery to its northern border.",
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def told(annotation: Annotation, least: float = 0.0) -> list[tuple[str, str | None, str]]:
    return [(event.type, event.mode, event.modality) for event in annotation.events if event.score >= least]


def variants(sentence: str) -> Iterator[str]:
    for (country, capital, nation), person in zip(COUNTRIES, PERSONS, strict=True):
        yield sentence.format(country=country, capital=capital, nation=nation, person=person)


# Below this confidence a name may tip the scales; above it, never.
SURE = 0.6


@pytest.mark.parametrize("sentence", SENTENCES)
def test_who_and_where_do_not_change_what_is_sure(reader: Reader, sentence: str) -> None:
    read = [reader.annotate(plain_report(text)) for text in variants(sentence)]
    found = [told(one, SURE) for one in read]
    assert any(found)
    assert all(set(sure) <= set(told(one)) for sure in found for one in read)


def test_who_and_where_seldom_change_what_is_not(reader: Reader) -> None:
    same = 0
    for sentence in SENTENCES:
        found = [told(reader.annotate(plain_report(text))) for text in variants(sentence)]
        same += all(one == found[0] for one in found)
    assert same >= 0.8 * len(SENTENCES)


def test_the_order_of_reports_and_their_company_change_nothing(reader: Reader) -> None:
    reports = [plain_report(sentence) for sentence in map(next, map(variants, SENTENCES))]
    alone = [reader.annotate(report) for report in reports]
    assert list(reader.annotate_many(reports)) == alone
    assert list(reader.annotate_many(reversed(reports))) == alone[::-1]
