"""Cursors: written and read back, and refused where they were changed or belong to another list."""

from __future__ import annotations

import re
import string
from base64 import urlsafe_b64encode
from dataclasses import replace
from types import NoneType
from typing import Any

import desk_cases
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tocsin.errors import TocsinError
from tocsin.records import Filter
from tocsin.store import queries
from tocsin.store.cursors import Position, read_cursor, write_cursor
from tocsin.store.store import Store

store = desk_cases.store

ALPHABET = string.ascii_letters + string.digits + "-_"
NUMBERS = st.integers(-(2**63), 2**63 - 1)
# what a database gives back holds no lone surrogates
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
POSITIONS = st.builds(Position, st.tuples(st.none() | TEXTS, st.none() | NUMBERS), NUMBERS)


# a text or nothing, then a number or nothing
KINDS = ((str, NoneType), (int, NoneType))


def refused(cursor: str, kinds: tuple[tuple[type, ...], ...] = KINDS, scope: str = "events newest") -> None:
    with pytest.raises(TocsinError, match=r"store\.bad-cursor"):
        read_cursor(scope, cursor, kinds)


@given(scope=st.text(max_size=20), position=POSITIONS)
def test_a_cursor_is_read_back_as_it_was_written_and_fits_into_an_address(scope: str, position: Position):
    cursor = write_cursor(scope, position)
    assert read_cursor(scope, cursor, KINDS) == position
    assert re.fullmatch(r"[A-Za-z0-9_-]+", cursor)


@given(position=POSITIONS, at=st.integers(0), put=st.sampled_from(ALPHABET))
def test_a_changed_character_is_found(position: Position, at: int, put: str):
    cursor = write_cursor("events newest", position)
    at %= len(cursor)
    assume(cursor[at] != put)
    refused(cursor[:at] + put + cursor[at + 1 :])


@given(position=POSITIONS, at=st.integers(0), put=st.sampled_from((*ALPHABET, "=", "+", "/", " ", "\n", "é")))
def test_a_character_too_many_or_too_few_is_found(position: Position, at: int, put: str):
    cursor = write_cursor("events newest", position)
    at %= len(cursor)
    refused(cursor[:at] + put + cursor[at:])
    refused(cursor[:at] + cursor[at + 1 :])
    refused(cursor + put)


@given(one=POSITIONS, scopes=st.tuples(st.text(max_size=20), st.text(max_size=20)))
def test_a_cursor_is_good_for_its_own_list_alone(one: Position, scopes: tuple[str, str]):
    assume(scopes[0] != scopes[1])
    refused(write_cursor(scopes[0], one), scope=scopes[1])


@pytest.mark.parametrize(
    ("position", "kinds"),
    [
        (Position((1,), 1), ((str,),)),
        (Position(("1",), 1), ((int,),)),
        (Position((), 1), ((str,),)),
        (Position((None,), 1), ((str,),)),
        (Position(("a", 1), 1), ((str,),)),
        (Position((True,), 1), ((int,),)),
        (Position((1.5,), 1), ((int,),)),  # type: ignore[arg-type]
        (Position((2**63,), 1), ((int,),)),
        (Position((1,), 2**63), ((int,),)),
        (Position((1,), None), ((int,),)),  # type: ignore[arg-type]
        (Position((["a"],), 1), ((str,),)),  # type: ignore[arg-type]
    ],
)
def test_values_that_no_list_is_ordered_by_are_refused_though_the_check_is_right(position: Any, kinds: Any):
    refused(write_cursor("events newest", position), kinds)


@given(cursor=st.text(max_size=60) | st.text(ALPHABET, max_size=60))
def test_no_text_is_anything_worse_than_a_bad_cursor(cursor: str):
    refused(cursor)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"[1]",
        b"{}",
        b"null",
        b"[" * 9000,
        b"[" + b"9" * 9000 + b"]",
        b'["x",1e999,1]',
        b'["x","\\ud800",1]',
        b"\xff",
    ],
)
def test_no_bytes_are_anything_worse_than_a_bad_cursor(payload: bytes):
    refused(urlsafe_b64encode(payload).rstrip(b"=").decode())


def test_a_long_cursor_is_shown_shortened():
    with pytest.raises(TocsinError) as error:
        read_cursor("events newest", "A" * 100_000, KINDS)
    assert len(str(error.value)) < 300


def test_lists_refuse_the_cursors_of_others(store: Store):
    with store.writing() as writer:
        for number in range(3):
            desk_cases.keep(writer, desk_cases.shelling(number), f"page {number}")
    wanted = Filter(country="COD")
    with store.reading() as snapshot:
        rows = snapshot.connection
        cursor = queries.events(rows, wanted, limit=2).cursor
        assert cursor is not None
        # the size of a page may change on the way
        assert len(queries.events(rows, wanted, cursor=cursor, limit=3).rows) == 3
        for ask in (
            lambda: queries.events(rows, wanted, order="oldest", cursor=cursor),
            lambda: queries.events(rows, replace(wanted, type="PROTEST"), cursor=cursor),
            lambda: queries.events(rows, Filter(), cursor=cursor),
            lambda: queries.incidents(rows, wanted, cursor=cursor),
            lambda: queries.incidents(rows, wanted, order="sources", cursor=cursor),
            lambda: queries.statements(rows, Filter(), cursor=cursor),
            lambda: queries.actors(rows, Filter(), cursor=cursor),
            lambda: queries.events(rows, wanted, cursor=cursor[:-1]),
            lambda: queries.events(rows, wanted, cursor=""),
        ):
            with pytest.raises(TocsinError, match=r"store\.bad-cursor"):
                ask()


def test_the_last_page_gives_no_cursor(store: Store):
    with store.writing() as writer:
        desk_cases.keep(writer, desk_cases.shelling())
    with store.reading() as snapshot:
        assert queries.events(snapshot.connection, Filter(), limit=2).cursor is None
        assert queries.events(snapshot.connection, Filter(type="AID")).cursor is None
