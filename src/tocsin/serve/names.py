"""By which names a server may be asked, and from which pages."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]{1,5})?")


def is_loopback(host: str) -> bool:
    """Say whether an address to listen on can be reached from this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def own_names(host: str, names: Iterable[str]) -> frozenset[str]:
    """List the names in a Host header that mean this server: those of loopback, its host, and those it was given."""
    bare = host.lower().strip("[]")
    given = (f"[{bare}]" if ":" in bare else bare, *(name.lower() for name in names))
    return frozenset((*LOOPBACK, *given))


def name_in(header: str) -> str | None:
    """Read the name out of a Host header; None where it is none."""
    found = _HOST.fullmatch(header.lower())
    return found[1].rstrip(".") if found else None


def is_same_origin(origin: str, host: str) -> bool:
    """Say whether the page that sent a request came from the host that is asked."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    # not the scheme: a proxy may have taken the encryption off
    return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()
