"""Who is one actor across reports: forms of actors, the blocks in which they meet, and the actors made of them."""

from __future__ import annotations

from tocsin.incidents.identities.forms import form_of
from tocsin.incidents.identities.identify import identify
from tocsin.incidents.identities.keys import keys_of
from tocsin.incidents.identities.rulings import tied_by

__all__ = ["form_of", "identify", "keys_of", "tied_by"]
