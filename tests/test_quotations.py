"""Quotations: which marks open and close one, and which are apostrophes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.quotations import find_quotations, quote_state

# text -> the quotations in it, outer ones first
CASES = {
    # curly and straight, double
    "“We go,” he said. “Fine.”": ["“We go,”", "“Fine.”"],
    '"We go," he said. "Fine."': ['"We go,"', '"Fine."'],
    '"First." "Second missing. "Third" here': ['"First."', '"Second missing.', '"Third"'],
    "“Mixed\" marks end.": ["“Mixed\""],
    "„Gut“, sagte sie. »Ja«, sagte er. «Oui», dit-il.": ["„Gut“", "»Ja«", "«Oui»"],
    "``Hello,'' he said.": ["``Hello,''"],
    '" Spaced out , " he said .': ['" Spaced out , "'],
    'A wall 6\' 2" high, and he said "yes" to it': ['"yes"'],
    # single, British
    "The town ‘s mayor says ‘We will stay at any price’, as troops mass": ["‘We will stay at any price’"],
    "He doesn't say 'the boys' toys were lost' to O’Brien’s men in the ’90s": ["'the boys' toys were lost'"],
    "‘The boys’ toys were burnt,’ he said.": ["‘The boys’ toys were burnt,’"],
    "‘The forces’ and ‘the others’ left the boys’ camp.": ["‘The forces’", "‘the others’"],
    "'We are the workers' union,' he said. The workers' union left.": ["'We are the workers' union,'"],
    "He spoke of 'peace' and the nations' right to 'rule'.": ["'peace'", "'rule'"],
    "the ‘so-called’ army’s ‘chief’.": ["‘so-called’", "‘chief’"],
    "’Stand down’, he said": ["’Stand down’"],
    "rock ’n’ roll and 'em all. He said: 'They can't win.'": ["'They can't win.'"],
    "the '90s, the class of '24. '24 people died,' he said.": ["'24 people died,'"],
    "It’s theirs; ’twas ours. The gunmen’ s van, the men’s van, Sana’a, Qur’an.": [],
    "Sheikh ‘Abd al-Nur spoke to ‘Ali al-‘Umari of Ka‘b.": [],
    "how ‘bout it, ‘til dawn, ‘90s music": [],
    # nested
    "“He said ‘no’ to me,” she said.": ["“He said ‘no’ to me,”", "‘no’"],
    "\"He said 'no' to me,\" she said.": ["\"He said 'no' to me,\"", "'no'"],
    "'He said \"no\" to me,' she said.": ["'He said \"no\" to me,'", '"no"'],
    "\"'Yes,' he said,\" she said.": ["\"'Yes,' he said,\"", "'Yes,'"],
    "“foo \"bar\" baz” and more": ["“foo \"bar\" baz”", '"bar"'],
    "“B “c” d” e.": ["“B “c” d”", "“c”"],
    "“The workers’ union left,” he said.": ["“The workers’ union left,”"],
    # never closed
    "He called it a “disaster and left. The army came.": ["“disaster and left."],
    "She said: “We will go. We will win.": ["“We will go. We will win."],
    "It spoke of ‘the death of a sergeant .  According to him, it was so:\n\n‘We wait’": [
        "‘the death of a sergeant .", "‘We wait’",
    ],
    "‘this [the union] is ours’": ["‘this [the union] is ours’"],
    "”": [],
    "“": [],
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_cases(text: str):
    assert [text[q.start : q.end] for q in find_quotations(text)] == CASES[text]


def test_levels_styles_and_unclosed_ones():
    text = "“He said ‘no’,” she said. «Oui» and ‘so’. He was “a man of"
    found = [(text[q.start : q.end], q.level, q.style, q.closed) for q in find_quotations(text)]
    assert found == [
        ("“He said ‘no’,”", 0, "double", True),
        ("‘no’", 1, "single", True),
        ("«Oui»", 0, "guillemet", True),
        ("‘so’", 0, "single", True),
        ("“a man of", 0, "double", False),
    ]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", "''"])
def test_a_quotation_over_paragraphs_is_one_group(opening: str, closing: str):
    text = f"{opening}One.\n\n{opening}Two.\n\n{opening}Three,{closing} he said. {opening}Four.{closing}"
    found = find_quotations(text)
    assert [(q.closed, q.continues) for q in found] == [(False, True), (False, True), (True, False), (True, False)]
    assert len({q.group for q in found[:3]}) == 1
    assert found[3].group != found[0].group
    assert not any("\n" in text[q.start : q.end] for q in found)


def test_a_paragraph_that_introduces_the_next_is_no_part_of_its_quotation():
    text = "He spoke of a “war and went on to say that:\n\n“We will stay.”"
    first, second = find_quotations(text)
    assert not first.continues
    assert first.group != second.group


def test_quote_state_marks_every_character():
    text = "a “b ‘c’ d” e ‘f’ «g»"
    assert "".join(map(str, quote_state(text))) == "001113331110002220111"


MARKS = st.text(alphabet="ab sS.?!\n“”‘’'\"„«»-: 9(`\u00a0A", max_size=70)


@given(st.one_of(MARKS, st.text(max_size=70)))
def test_never_raises_and_nests(text: str):
    found = find_quotations(text)
    assert [(q.start, q.level) for q in found] == sorted((q.start, q.level) for q in found)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
    for i, a in enumerate(found):
        for b in found[i + 1 :]:
            assert b.start >= a.end or b.end <= a.end
    state = quote_state(text)
    assert len(state) == len(text)
    assert set(state) <= {0, 1, 2, 3}


@pytest.mark.parametrize("unit", ["“a ", '"a ', "'a ", "‘a ", "‘a’ ", "‘a\n\n", "a' ", "'", "“", "«"])
def test_long_runs_of_marks_are_read(unit: str):
    # quadratic work would make this test take minutes rather than a moment
    text = unit * (200_000 // len(unit))
    assert len(quote_state(text)) == len(text)
