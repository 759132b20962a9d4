"""The offline gazetteer: built from installed packages when first used, widened by GeoNames country files."""

from __future__ import annotations

from tocsin.resolve.gazetteer.dump import load_admin_names, load_country_file
from tocsin.resolve.gazetteer.entry import Entry, How
from tocsin.resolve.gazetteer.location import data_folder, gazetteer_folder
from tocsin.resolve.gazetteer.opening import added_countries, ensure_base, is_ready, open_gazetteer
from tocsin.resolve.gazetteer.query import Gazetteer

__all__ = [
    "Entry",
    "Gazetteer",
    "How",
    "added_countries",
    "data_folder",
    "ensure_base",
    "gazetteer_folder",
    "is_ready",
    "load_admin_names",
    "load_country_file",
    "open_gazetteer",
]
