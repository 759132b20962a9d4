"""Folding, tokens and queries, without a database."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import TocsinError
from tocsin.store.search import Term, fold, indexed, parse_query, to_fts5, to_tsquery, tokens

TOKEN = re.compile(r"[^\s'\"&|!()<>:*\\]+\Z")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zvečan", "zvecan"),
        ("  ZVEČAN\n\tand  Łódź ", "zvecan and lodz"),
        ("Đakovica, Ærø", "dakovica, aero"),
        ("İSTANBUL ıssız Straße", "istanbul issiz strasse"),
        ("ﬁre ＡＢＣ №", "fire abc no"),
        ("가게", "가게"),
        ("ガザ", "ガザ"),
        ("Ё Й", "е и"),
        ("", ""),
    ],
)
def test_case_accents_and_spaces_do_not_count(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("At least four — “dozens” — were killed.", ["at", "least", "four", "dozens", "were", "killed"]),
        ("al-Bashir’s AK-47", ["al", "bashir", "s", "ak", "47"]),
        ("東京都", ["東京", "京都", "都"]),
        ("3月 x", ["3", "月", "x"]),
        ("गोले", ["गोले"]),
        ("x" * 100, ["x" * 64]),
        ("?! \ud800", []),
    ],
)
def test_text_is_cut_into_words(text, cut):
    assert list(tokens(text)) == cut


@given(st.text())
def test_tokens_hold_nothing_that_a_database_reads_as_more_than_a_word(text):
    assert all(TOKEN.match(token) for token in tokens(text))


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("Market shelling", [Term(("market",)), Term(("shelling",))]),
        ('"the market" of', [Term(("the", "market")), Term(("of",))]),
        ("“the market”", [Term(("the", "market"))]),
        ('"the market', [Term(("the", "market"))]),
        ("shell*", [Term(("shell",), prefix=True)]),
        ('"the mark"*', [Term(("the", "mark"), prefix=True)]),
        ("al-Bashir", [Term(("al", "bashir"))]),
        ("one one ONE", [Term(("one",))]),
        ('market"square"', [Term(("market",)), Term(("square",))]),
        ("- market * ()", [Term(("market",))]),
        ("東京都", [Term(("東京", "京都"))]),
        ("都", [Term(("都",), prefix=True)]),
        ("3月", [Term(("3", "月"), prefix=True)]),
        ("a OR b", [Term(("a",)), Term(("or",)), Term(("b",))]),
    ],
)
def test_a_query_is_words_phrases_and_beginnings(query, terms):
    assert list(parse_query(query)) == terms


@pytest.mark.parametrize("query", ["", "  ", '""', "*", "-", "\x00", "\ud800", '" "*'])
def test_a_query_without_a_word_is_refused(query):
    with pytest.raises(TocsinError, match="empty-query"):
        parse_query(query)


@pytest.mark.parametrize("query", [" ".join(f"w{n}" for n in range(129)), "東京" * 100, "a-b" * 1000])
def test_a_query_without_end_is_refused(query):
    with pytest.raises(TocsinError, match="long-query"):
        parse_query(query)


def test_terms_are_written_for_each_database():
    terms = parse_query('market "killed four"* al-Bashir')
    assert to_fts5(terms) == '"market" AND "killed four"* AND "al bashir"'
    assert to_tsquery(terms) == "'market' & 'killed' <-> 'four':* & 'al' <-> 'bashir'"


def test_title_and_text_are_indexed_up_to_what_a_database_takes():
    assert indexed("Fire in Kitala", "A fire.") == "fire in kitala a fire"
    assert indexed(None, "A fire.") == "a fire"
    assert len(indexed(None, "word " * 200_000)) < 700_000
