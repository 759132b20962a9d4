"""Decides which network addresses may be asked."""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address

from tocsin.errors import TocsinError

# NAT64 (RFC 6052, RFC 8215): the last four bytes are an IPv4 address
_NAT64 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def resolve(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """Look up the addresses of a host; raise unless every one of them may be asked.

    One refused address refuses the host: a name that points both inside and outside is a trick more often
    than a mistake.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TocsinError("acquire.unknown-host", host=host, problem=error) from error
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise TocsinError("acquire.unknown-host", host=host, problem="no address")
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise TocsinError("acquire.private-address", host=host, address=address)
    return addresses


def is_public(address: str) -> bool:
    """Say whether an address is one of the public internet, looking through IPv4 wrapped in IPv6."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    return all(_is_public(one) for one in (parsed, *_wrapped(parsed)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    )


def _wrapped(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    if isinstance(address, IPv4Address):
        return []
    found = [address.sixtofour, *(address.teredo or ())]
    low = int(address)
    if any(address in network for network in _NAT64) or low >> 32 == 0:
        found.append(IPv4Address(low & 0xFFFFFFFF))
    return [one for one in found if one is not None]
