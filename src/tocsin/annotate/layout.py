"""The names and sizes that training and reading must agree on."""

from __future__ import annotations

# Surface features of a token; a value is the index of its name. The encoder is uncased, so case comes back in here.
CASES = ("other", "lower", "capitalised", "upper", "mixed", "digit")
QUOTES = ("outside", "double", "single", "nested", "opens", "closes")
POSITIONS = ("inside", "sentence-start", "block-start")
KINDS = ("paragraph", "headline", "subhead", "caption")

# Token tags, three logits each: outside, begins, continues.
ENTITY_TAGS = ("person", "organisation", "place", "nationality", "group", "role", "weapon", "date", "number")
# Actor phrases in full, as re3d marks them: with article and title, and countries where they act.
MENTION_TAGS = ("person-phrase", "organisation-phrase", "location-phrase", "nationality-phrase")
ATTRIBUTION_TAGS = ("source", "cue", "content")
TAGS = ENTITY_TAGS + MENTION_TAGS + ATTRIBUTION_TAGS

# Scores from a cue word to every word: does it belong to the part, does a piece of the part begin or end there.
RELATIONS = (
    "content",
    "content-begins",
    "content-ends",
    "source",
    "source-begins",
    "source-ends",
    "cue",
)
RELATION_WIDTH = 64

# Tokens in one window, its two special tokens included, and how many of them the next window sees again.
WINDOW = 320
OVERLAP = 64
