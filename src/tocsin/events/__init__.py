"""Who says what, who does what, and what an editor should check: Annotation and Resolution -> Statement, Event, Flag.

The order of work on statements: attributions become drafts (`drafts`), drafts get speakers (`speakers`), quotations
find their draft (`quoted`, `introducing`), missing content is filled in (`completing`), relays and channels become
`via` (`relays`, `channels`), and stance and date are read (`stance`, `dating`). What is decided where the text leaves
it open:

- "According to P, S was adamant that ..." is one statement: speaker S, via P. "X said Y had promised ..." is two: X's
  with everything said, and Y's via X, unless X denies or asks for what Y said.
- A medium, a platform or a voice ("told state television", "on Telegram", "through his lawyer") is `via`; listeners
  ("told reporters", "told parliament") are not.
- Wanting and asking are `demands`; hoping, believing, fearing and expecting are `asserts`; opposing and ruling out are
  `denies`; condemning and criticising are `accuses`; a warning is `threatens` unless of a danger that others bring.
- A quotation that nobody claims is a statement without a speaker only where it plainly is speech.
"""

from tocsin.events.coding import code_doubtful, code_events
from tocsin.events.flags import find_flags
from tocsin.events.options import EventsOptions
from tocsin.events.statements import read_statements

__all__ = ["EventsOptions", "code_doubtful", "code_events", "find_flags", "read_statements"]
