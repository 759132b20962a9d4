"""Names that the model passed over and the words show."""

from __future__ import annotations

import pytest
from builders import marked

from tocsin.resolve.actors.known import known_names
from tocsin.resolve.actors.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The patrols of UNIFIL and the WHO went north.", ["UNIFIL", "WHO"]),
        ("The patrols of [ORG UNIFIL] went north.", []),
        ("They saw XQZW there.", []),
        ("UNIFIL SAYS IT WILL STAY", []),
        ("The [ROLE [NAT Kenyan] President], Odhiambo, left.", ["Odhiambo"]),
        ("The [ROLE [NAT Kenyan] President] Jo Odhiambo said no.", ["Jo Odhiambo"]),
        ("The [ROLE President], [PER Odhiambo], left.", []),
        ("Then Mr Odhiambo left.", ["Odhiambo"]),
        ("Then Ms. Jo Odhiambo left with Mrs [PER Li].", ["Jo Odhiambo"]),
        ("The [ROLE President], Monday, left.", []),
        ("The [ROLE President], France, all of them.", []),
        ("The [ROLE President] Went Home to [LOC Embu] then", []),
    ],
)
def test_known_names(text: str, names: list[str]) -> None:
    passage = marked(text)
    found = known_names(passage.report, passage.annotation, load_lexicon(()))
    assert [mark.span.quote for mark in found] == names
