"""The names and sizes that training and reading must agree on."""

from __future__ import annotations

from typing import get_args

from tocsin.records.annotation import CountKind, Modality
from tocsin.records.codebook import plover

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
# Words that tell of an event, and the phrases that fill its roles: parties, scene (place), moment (time), figures.
EVENT_TAGS = ("trigger", "party", "scene", "moment", "figure")
# Actors of a sentence as cameo_spans marks them, whatever the event.
ROLE_TAGS = ("actor-phrase", "recipient-phrase")
# Words that deny an event of the report, whoever says them.
ANSWER_TAGS = ("denial",)
TAGS = ENTITY_TAGS + MENTION_TAGS + ATTRIBUTION_TAGS + EVENT_TAGS + ROLE_TAGS + ANSWER_TAGS

# Scores from a cue word to every word: does it belong to the part, does a piece of the part begin or end there.
CUE_RELATIONS = (
    "content",
    "content-begins",
    "content-ends",
    "source",
    "source-begins",
    "source-ends",
    "cue",
)
# Scores from a trigger word to every word: does it stand in this role of the event.
EVENT_RELATIONS = ("actor", "recipient", "place", "time", "count")
# Scores from a trigger word to every word: is the event denied with it.
ANSWER_RELATIONS = ("denial",)
RELATIONS = CUE_RELATIONS + EVENT_RELATIONS + ANSWER_RELATIONS
CUES, TRIGGERS = slice(0, len(CUE_RELATIONS)), slice(len(CUE_RELATIONS), len(RELATIONS))
RELATION_WIDTH = 64

# Tokens in one window, its two special tokens included, and how many of them the next window sees again.
WINDOW = 320
OVERLAP = 64

# Codes of a word: what a trigger tells of (type, or type and mode), how real that is, and what a figure counts.
LABELS = tuple(label for event in plover().types for label in event.labels)
MODALITIES: tuple[str, ...] = get_args(Modality)
FIGURES: tuple[str, ...] = get_args(CountKind)
CODES = {"label": LABELS, "modality": MODALITIES, "figure": FIGURES}
# Whether a word belongs to an actor or a recipient that the caller gives.
GIVEN = ("none", "actor", "recipient")
