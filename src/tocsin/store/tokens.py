"""Tokens of those who may use a desk's API: kept as salted digests, so that nobody can read one back."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from typing import Literal

from sqlalchemy import or_, select, update

from tocsin.errors import TocsinError
from tocsin.store.schema import token
from tocsin.store.store import Store

Scope = Literal["read", "write"]

_NAME = re.compile("[A-Za-z0-9._-]{1,64}")
# says what it is where it is found in a log or a repository
_PREFIX = "tocsin_"
_SECRET_BYTES = 32
_SALT_BYTES = 16
# a longer text is no token, and is not hashed
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token, without its secret; times are ISO 8601 in UTC, `expires` None where it never does."""

    name: str
    scope: Scope
    created: str
    expires: str | None
    revoked: bool

    def holds(self, now: str) -> bool:
        """Say whether it is in force."""
        return not self.revoked and (self.expires is None or now < self.expires)


def add_token(store: Store, name: str, scope: Scope, *, now: str, expires: str | None = None) -> str:
    """Make a token and give its secret, which cannot be had again.

    A name whose token expired or was revoked may be used anew. Raises `token.bad-name` and `token.name-taken`.
    """
    if not _NAME.fullmatch(name):
        raise TocsinError("token.bad-name", name=name)
    secret = _PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
    salt = secrets.token_bytes(_SALT_BYTES)
    row: dict[str, object] = {"name": name, "salt": salt, "digest": _digest(secret, salt), "scope": scope}
    row |= {"created": now, "expires": expires, "revoked": False}
    with store.writing() as writer:
        past = or_(token.c.revoked, token.c.expires <= now)
        writer.connection.execute(token.delete().where(token.c.name == name, past))
        if writer.connection.execute(select(token.c.n).where(token.c.name == name)).first() is not None:
            raise TocsinError("token.name-taken", name=name)
        writer.connection.execute(token.insert().values(row))
    return secret


def list_tokens(store: Store) -> tuple[Token, ...]:
    """List all tokens by name, those too that are not in force."""
    columns = [token.c[name] for name in Token.__dataclass_fields__]
    with store.reading() as snapshot:
        return tuple(Token(*row) for row in snapshot.connection.execute(select(*columns).order_by(token.c.name)))


def revoke_token(store: Store, name: str) -> None:
    """End a token at once and for ever. Raises `token.unknown` where none of that name is in force."""
    with store.writing() as writer:
        ended = update(token).where(token.c.name == name, ~token.c.revoked).values(revoked=True)
        if not writer.connection.execute(ended).rowcount:
            raise TocsinError("token.unknown", name=name)


def find_token(store: Store, secret: str, *, now: str) -> Token | None:
    """Find the token in force that a secret belongs to; every kept digest is compared, whichever fits."""
    if not secret.startswith(_PREFIX) or len(secret) > _LONGEST:
        return None
    columns = [token.c[name] for name in Token.__dataclass_fields__]
    found = None
    with store.reading() as snapshot:
        for *about, salt, digest in snapshot.connection.execute(select(*columns, token.c.salt, token.c.digest)):
            if compare_digest(_digest(secret, salt), digest):
                found = Token(*about)
    return found if found is not None and found.holds(now) else None


def _digest(secret: str, salt: bytes) -> bytes:
    # a secret of 256 bits cannot be guessed, so a slow hash would add nothing
    return blake2b(secret.encode("utf-8", "surrogatepass"), salt=salt, person=b"tocsin-token", digest_size=32).digest()
