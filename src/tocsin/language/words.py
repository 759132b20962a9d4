"""Words of English news text without their endings."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ers?|ed|es|s|e)\Z")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Take the ending off a word in small letters: "shelled", "shelling" and "shells" are one."""
    return _ENDING.sub("", word) if len(word) > 4 else word
