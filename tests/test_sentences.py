"""Sentences: where they end, where they do not, and that the offsets hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language.sentences import split_sentences

# each line is one text, its sentences parted by " | " (a stroke that is no part of it)
HARD = [
    "Gen. John Okello met Dr. Ana Ruiz at 5 p.m. Monday. | They spoke.",
    "The U.S. Army left. | He lives in the U.S. | The rest stayed.",
    "U.N. officials said No. 5 was hit. | See Art. 7 of the pact.",
    "“We saw the attack.” | He said more.",
    "“Who did it?” he asked. | “Why?” Ruiz asked. | “Stop!” | The crowd ran.",
    "“Who sent them?” Interior Minister Ruiz said. | Nobody answered.",
    "He said: “We will go. | We will win.” | Then he left.",
    '"We will go," she said. | "We will win." | Then she left.',
    "Prices rose 3.5 percent. | 5,000 fled.",
    "It ended... | The rest fled. | It went on … but slowly.",
    "The list is at www.example.org/a.b?c=d. | Then call.",
    "It fell on Sept. 24. | The army left on Jan. 5. | In Feb. the rest came.",
    "The group (known as the A.D.F.) attacked. | The army (from Goma) did not.",
    "(The town fell in May.) | It was retaken.",
    "J. K. Okello wrote. | George W. Ndolo came. | It was Plan B. | The end.",
    "ALBANY, N.Y. — The governor left. | WASHINGTON, D.C. (Agency) — He came.",
    "1. First point. | 2. Second point.",
    "A police sergeant . | According to him, it ended .",
    "Okello Jr. said so. | Acme Inc. Chief John Ndolo came. | He works for Acme Ltd. | The end.",
    "Col. Gen. A. B. Petrov said so. | Lt. Col. Diallo fled at 6 a.m. | The rest stayed.",
    "He came at 10 p.m. EST. | They left at 3 p.m. on Friday.",
    "They met in 2004. | al-Nur fighters came.",
    "The attack.He said so. | See Node.Js and example.Com too.",
    "It is hard…Even now it goes on.",
    "He used mines, e.g. in fields. | Roads, i.e. tracks, were cut.",
    "Approx. 300 came, incl. women. | Others left, etc. | The rest slept.",
    "Really?! | Yes. | Yahoo! News said so.",
    "He shouted “Stop!” and ran. | She did not.",
    "The deputy (D-N.C.) said no. | The other said yes.",
    "St. Mary’s hospital was hit. | The Rev. Paul Kabila fled.",
    "Sgt. Maj. Ruiz vs. the army. | It ended.",
]
LOST_SPACE = {
    "The attack.He said so. | See Node.Js and example.Com too.": [
        "The attack.", "He said so.", "See Node.Js and example.Com too.",
    ],
    "It is hard…Even now it goes on.": ["It is hard…", "Even now it goes on."],
}  # fmt: skip


def pieces(text: str) -> list[str]:
    """Split a text and cut the sentences out."""
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("line", HARD)
def test_hard_cases(line: str):
    expected = LOST_SPACE.get(line, line.split(" | "))
    assert pieces(line.replace(" | ", " ")) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("هل رأيت؟ نعم رأيت۔ ثم ذهب.", 3),
        ("यह है। वह है॥ और वह।", 3),
        ("እሱ ሄደ። እሷ መጣች።", 2),
        ("他走了。她来了！你呢？", 3),
    ],
)
def test_stops_of_other_scripts(text: str, count: int):
    assert len(pieces(text)) == count


def test_a_line_end_always_ends_a_sentence():
    assert pieces("Two killed in Goma\nPolice said\r\n\r\nso  ") == ["Two killed in Goma", "Police said", "so"]


def test_offsets_count_from_the_whole_text():
    text = "One. Two. Three. Four."
    assert [text[a:b] for a, b in split_sentences(text, 5, 16)] == ["Two.", "Three."]


def test_a_text_without_stops_is_cut_at_clause_marks():
    text = "the men came from the hills, and " * 400
    cuts = split_sentences(text)
    assert all(end - start <= 2000 for start, end in cuts)
    assert all(text[end - 1] == "," for _, end in cuts[:-1])
    assert max(end - start for start, end in split_sentences("x" * 9001)) == 2000


TEXTS = st.one_of(st.text(max_size=80), st.text(alphabet="ab sS.?!…\n“”‘’'\")(: 9-\u00a0AM؟", max_size=80))


@given(TEXTS)
def test_sentences_cover_the_text_in_order(text: str):
    last = 0
    for start, end in split_sentences(text):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize("unit", ["Mr. ", "A.Aa", "“a. ", "a ", "...", "\n", "2."])
def test_long_runs_of_stops_are_cut(unit: str):
    # quadratic work would make this test take minutes rather than a moment
    text = unit * (400_000 // len(unit))
    pieces = split_sentences(text)
    assert sum(len(text[start:end].split()) for start, end in pieces) >= len(text.split())
