"""The reader model: marks who, where, when and who says what in a report (the only model code)."""

from tocsin.annotate.options import AnnotateOptions
from tocsin.annotate.reader import Reader, load_reader

__all__ = ["AnnotateOptions", "Reader", "load_reader"]
