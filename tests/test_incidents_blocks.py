"""Blocks: what lies near in time and place shares one, whatever is known of the place."""

from __future__ import annotations

from dataclasses import replace

from incident_cases import GOMA, telling

from tocsin.incidents.blocks import keys_of
from tocsin.records import Spot, Telling

LAKE = Spot("Lake Kivu", None, None, -2.0, 29.2, "admin1", "region:lake-kivu")
PROVINCE = Spot("North Kivu", "COD", "North Kivu", -0.7, 29.2, "admin1", "9")


def meet(one: Telling, other: Telling) -> bool:
    return bool(set(keys_of(one)) & set(keys_of(other)))


def test_a_deed_on_a_lake_meets_those_of_the_country_that_its_report_names_most():
    here = telling("e1", "r1", spot=GOMA)
    assert not meet(here, telling("e2", "r2", spot=LAKE))
    assert meet(here, telling("e2", "r2", spot=LAKE, land="COD"))
    assert not meet(here, telling("e2", "r2", spot=LAKE, land="RWA"))


def test_a_long_range_meets_what_happens_in_it_also_without_a_town():
    here = telling("e1", "r1", spot=GOMA)
    assert meet(here, telling("e2", "r2", spot=PROVINCE, start="2024-12-20", end="2025-01-18"))
    # of a very long one, only the ends are looked at
    assert meet(here, telling("e2", "r2", spot=PROVINCE, start="2024-09-01", end="2025-01-10"))
    assert not meet(here, telling("e2", "r2", spot=PROVINCE, start="2024-09-01", end="2025-03-10"))


def test_a_telling_without_a_day_lies_in_no_block():
    assert keys_of(replace(telling(), start=None, end=None)) == ()
