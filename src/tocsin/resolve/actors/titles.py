"""Titles, offices and jobs: what a phrase such as "former Kenyan interior minister" says about its holder."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.resolve.actors.lexicon import Lexicon, Title
from tocsin.resolve.actors.wording import Word, words

_SMALL = frozenset(
    {"of", "for", "the", "in", "to", "and", "at", "on", "a", "an", "de", "du", "by", "from", "with", "or"}
)
_PREPOSITIONS = frozenset({"of", "for", "to", "in", "at", "on", "from", "with", "by"})
_OWNERS = frozenset(
    {"the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "one", "another"}
)
EX_OFFICIAL = "ELI"


@dataclass(frozen=True, slots=True)
class Office:
    """A title taken apart.

    `shown` is the title without country and body; `parts` the words that make it this office and no other;
    `called` the word or words by which it is called for short; `line` all words, for the sectors that they
    point to.
    """

    shown: str
    parts: frozenset[str]
    called: str
    title: Title | None
    line: tuple[str, ...]
    former: bool = False
    gender: str | None = None

    @property
    def kin(self) -> bool:
        """Say whether it is a family tie and no office."""
        return self.title is not None and self.title.kin

    @property
    def sole(self) -> bool:
        """Say whether one person at a time holds it."""
        return self.title is not None and self.title.office and not self.former

    def sectors(self, lexicon: Lexicon, of_body: tuple[str, ...], has_polity: bool) -> tuple[str, ...]:
        """Work out the sectors of the holder, given those of the body that he belongs to."""
        if self.title is None:
            return lexicon.qualified(self.line) or of_body
        if self.former and self.title.office:
            return (EX_OFFICIAL,)
        if not self.title.weak:
            return self.title.sectors
        around = lexicon.qualified(tuple(w for w in self.line if w not in self.title.name.split()))
        # a spokesman or official of a country with no body named speaks for its government
        return around or of_body or self.title.sectors or (("GOV",) if has_polity else ())


def read_office(text: str, lexicon: Lexicon, holes: tuple[tuple[int, int], ...] = ()) -> Office | None:
    """Take a title apart; `holes` are the stretches of it that name a country, body or person."""
    line = [w for w in words(text) if not any(start <= w.start < end for start, end in holes)]
    while line and (line[0].folded in _OWNERS or line[0].folded in _PREPOSITIONS):
        line.pop(0)
    while line and line[-1].folded in _SMALL:
        line.pop()
    if not line:
        return None
    former = any(w.folded in lexicon.lists["former"] for w in line)
    long = lexicon.write_out(tuple(line))
    alike = lexicon.alike(long)
    title = _title(long, lexicon)
    parts = frozenset(w for w in alike if w not in _SMALL and w not in lexicon.lists["filler"])
    called = " ".join(lexicon.alike(tuple(title.name.split()))) if title and title.whole else _called(alike)
    return Office(
        _shown(line, text, lexicon), parts or frozenset(alike), called, title, long, former, _gender(long, lexicon)
    )


def same_office(one: Office, other: Office, lexicon: Lexicon) -> bool:
    """Say whether two titles can name one office: equal, or one a short form of the other."""
    if one.former != other.former or one.kin != other.kin:
        return False
    if one.parts == other.parts:
        return True
    if one.called != other.called:
        return False
    short, long = sorted((one.parts, other.parts), key=len)
    return short < long and not (long - short) & lexicon.lists["distinct"]


def is_plural_group(text: str, lexicon: Lexicon) -> bool:
    """Say whether a phrase marked as a title names several people instead ("ministers")."""
    line = tuple(w.folded for w in words(text))
    head, _ = lexicon.head(line)
    return head is not None and head.plural and _title(line, lexicon) is None


def _title(line: tuple[str, ...], lexicon: Lexicon) -> Title | None:
    """Find the longest known title, first before any "of" or "for", then anywhere; the last of equals."""
    stop = next((i for i, word in enumerate(line) if i and word in _PREPOSITIONS), len(line))
    best: tuple[int, Title] | None = None
    for limit in (stop, len(line)):
        for start in range(limit):
            for size in range(min(6, len(line) - start), 0, -1):
                hit = lexicon.titles.get(line[start : start + size])
                if hit and (best is None or size >= best[0]):
                    best = (size, hit)
                if hit:
                    break
        if best:
            return best[1]
    return None


def _called(line: tuple[str, ...]) -> str:
    """Give the noun of a title: its last word, or the last before "of", "for" and the like."""
    for index, word in enumerate(line):
        if index and word in _PREPOSITIONS:
            return line[index - 1]
    return line[-1]


def _gender(line: tuple[str, ...], lexicon: Lexicon) -> str | None:
    for size in (2, 1):
        for start in range(len(line) - size + 1):
            if hit := lexicon.gender.get(" ".join(line[start : start + size])):
                return hit
    return None


def _shown(line: list[Word], text: str, lexicon: Lexicon) -> str:
    """Write a title in one way: abbreviations written out, words with a capital, small words small."""
    out: list[str] = []
    for index, word in enumerate(line):
        long = lexicon.abbreviations.get(word.folded)
        pieces = long or (word.text.removesuffix("'s").removesuffix("’s"),)
        piece = " ".join(_capital(p, first=index == 0) for p in pieces)
        hyphen = index > 0 and line[index - 1].end + 1 == word.start and text[word.start - 1] in "-‐‑"
        out.append(("-" if hyphen else " " if out else "") + piece)
    return "".join(out)


def _capital(word: str, *, first: bool) -> str:
    if word.lower() in _SMALL and not first:
        return word.lower()
    if word.isupper() and len(word) > 4:  # a title shouted in a headline
        word = word.lower()
    return word[:1].upper() + word[1:]
