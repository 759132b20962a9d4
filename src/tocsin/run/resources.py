"""What stages need besides records and options: the reader model and the gazetteer, each opened when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.annotate.reader import Reader
    from tocsin.resolve.gazetteer.query import Gazetteer
    from tocsin.settings import Settings


class Resources:
    """The reader model and the gazetteer for one set of settings; tests hand in their own."""

    def __init__(self, settings: Settings, *, reader: Reader | None = None, gazetteer: Gazetteer | None = None) -> None:
        self.settings = settings
        self._reader = reader
        self._gazetteer = gazetteer

    @property
    def reader(self) -> Reader:
        """Give the reader model, loading its weights the first time."""
        if self._reader is None:
            from tocsin.annotate.reader import load_reader

            self._reader = load_reader(self.settings.annotate)
        return self._reader

    @property
    def gazetteer(self) -> Gazetteer:
        """Give the gazetteer, opening (and where need be building) it the first time."""
        if self._gazetteer is None:
            from tocsin.run.gazetteer import open_gazetteer

            self._gazetteer = open_gazetteer(self.settings.resolve)
        return self._gazetteer
