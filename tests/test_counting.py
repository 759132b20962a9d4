"""What a number counts shows in the words beside it."""

from __future__ import annotations

import pytest

from tocsin.annotate.counting import counted_by_words

SAID = [
    ("Gunmen opened fire, killing [two constables].", "killed"),
    ("The blast killed [at least nine] and hurt a boy.", "killed"),
    ("[Nine others] are still missing.", "missing"),
    ("[Two brothers] remain unaccounted for.", "missing"),
    ("It resulted in the death of [a policeman].", "killed"),
    ("and the injury of [one other].", "injured"),
    ("Police detained [40 marchers] near the bridge.", "arrested"),
    ("[About 800 people] have fled to the hills.", "displaced"),
    ("The rebels freed [six] on Sunday.", "released"),
    ("Raiders kidnapped [eleven sailors].", "abducted"),
    ("[two wounded]", "injured"),
    ("[Two hundred soldiers] landed at noon.", None),
    ("The mayor was killed, and [300 people] marched.", None),
    ("They came after the killing. [Ten men] spoke.", None),
    ("[Ten men] spoke, and nobody was killed.", None),
    ("[Ten men] spoke! Nobody was killed.", None),
    ("Was he killed? [Two men] spoke.", None),
    ("Nine killed\n\n[Two officers] spoke.", None),
    ("The blast hit [30 homes].", None),
    ("It involved [as many as thirty gunmen].", "participants"),
]


@pytest.mark.parametrize(("marked", "kind"), SAID)
def test_the_words_beside_a_figure_say_what_it_counts(marked: str, kind: str | None) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert counted_by_words(text, start, end) == kind


def test_another_figure_stands_between_a_number_and_a_word() -> None:
    text = "It killed five soldiers and wounded 12 traders"
    five, twelve = (text.index("five"), text.index(" and")), (text.index("12"), len(text))
    assert counted_by_words(text, *five, (twelve,)) == "killed"
    assert counted_by_words(text, *twelve, (five,)) == "injured"
    text = "killed five soldiers 12 traders"
    five, twelve = (text.index("five"), text.index(" 12")), (text.index("12"), len(text))
    assert counted_by_words(text, *twelve, (five,)) is None
