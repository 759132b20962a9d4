"""The codebook: PLOVER's types, contexts and sectors as data, CAMEO's codes beside them, and a user's own types."""

from tocsin.records.codebook.cameo import cameo_to_plover, lost_in_cameo, plover_to_cameo
from tocsin.records.codebook.own import load_codebook
from tocsin.records.codebook.refining import Party, Told, contexts_of, refine
from tocsin.records.codebook.standard import plover
from tocsin.records.codebook.types import Codebook, EventContext, EventMode, EventType, OwnType

__all__ = [
    "Codebook",
    "EventContext",
    "EventMode",
    "EventType",
    "OwnType",
    "Party",
    "Told",
    "cameo_to_plover",
    "contexts_of",
    "load_codebook",
    "lost_in_cameo",
    "plover",
    "plover_to_cameo",
    "refine",
]
