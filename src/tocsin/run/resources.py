"""What stages need besides records and options: the reader model and the gazetteer, each opened when first used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tocsin.annotate.reader import Reader
    from tocsin.resolve.gazetteer.query import Gazetteer
    from tocsin.settings import Settings


class Resources:
    """The reader model and the gazetteer for one set of settings; tests hand in their own.

    `progress` is told what is being done, and which share of it is done, while the gazetteer is first built.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        reader: Reader | None = None,
        gazetteer: Gazetteer | None = None,
        progress: Callable[[str, float], None] | None = None,
    ) -> None:
        self.settings = settings
        self._reader = reader
        self._gazetteer = gazetteer
        self._progress = progress

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
            from tocsin.resolve.gazetteer.opening import open_gazetteer

            self._gazetteer = open_gazetteer(progress=self._progress)
        return self._gazetteer
