"""Add the villages of a country to the user's gazetteer: from GeoNames' download area, or from a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tocsin.acquire import AcquireOptions, fetch
from tocsin.errors import TocsinError
from tocsin.resolve.gazetteer.dump import CountryFile, alpha2, load_admin_names, load_country_file

DOWNLOADS = "https://download.geonames.org/export/dump/"
LARGEST = 600_000_000  # bytes: the file of the United States has some 80 million, packed
LONGEST = 1800.0  # seconds that a slow line may take for it


def add_country(
    country: str | Path,
    options: AcquireOptions | None = None,
    *,
    folder: Path | None = None,
    base_url: str = DOWNLOADS,
) -> CountryFile:
    """Load a country by its ISO code, or a GeoNames file by its path, and say what was loaded.

    A file called admin1CodesASCII.txt gives names to first-level areas of all countries. Loading again
    replaces what was loaded before.
    """
    path = Path(country)
    if path.is_file():
        if path.name.lower().startswith("admin1codes"):
            return load_admin_names(path, folder)
        return load_country_file(path, folder)
    code = alpha2(str(country))
    if code is None:
        raise TocsinError("resolve.unknown-country", country=country)
    options = options or AcquireOptions()
    capture = fetch(
        f"{base_url.rstrip('/')}/{code}.zip",
        replace(
            options, media_types=(), max_bytes=max(options.max_bytes, LARGEST),
            total_timeout=max(options.total_timeout, LONGEST),
        ),
    )  # fmt: skip
    return load_country_file(capture.content, folder, name=f"{code}.zip")
