"""Exports: incidents and events in Tocsin's own formats and in those of the field, each with what it cannot hold."""

from tocsin.store.exports.cases import ExportCase
from tocsin.store.exports.formats import FORMATS, Format
from tocsin.store.exports.losses import Loss, LossReport

__all__ = ["FORMATS", "ExportCase", "Format", "Loss", "LossReport"]
