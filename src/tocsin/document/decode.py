"""Turns bytes into text, and keeps which character set was used and how it is known."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from tocsin.document.lexicon import lexicon
from tocsin.document.rejection import rejected
from tocsin.records import Capture, Rejected

How = Literal[
    "byte-order mark", "declared", "UTF-8 by its form", "declared, corrected", "declared, repaired", "detected"
]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_PROLOG = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']", re.IGNORECASE)
_HEAD = 8192

# what web pages mean by a name, where that differs from what it says (WHATWG Encoding Standard)
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}

# a page that declares UTF-8 and has a few broken bytes is UTF-8 with a few broken bytes
_MAX_BROKEN = 0.002
# control characters other than white space that a text may hold before it counts as binary
_MAX_CONTROLS = 0.01
_CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A source as text, with the character set that was used and how it is known."""

    text: str
    charset: str
    how: How

    @property
    def certain(self) -> bool:
        """Say whether nothing had to be worked out or repaired."""
        return self.how not in ("detected", "declared, repaired")


def decode(capture: Capture) -> Decoded | Rejected:
    """Decode a capture: byte-order mark, then what is declared, then UTF-8, then detection."""
    content = capture.content
    if not content.strip(b" \t\r\n\0"):
        return rejected(capture.source, "document.empty")
    kind = _signature(content)
    if kind is not None:
        return rejected(capture.source, "document.binary", kind=kind)
    for mark, charset in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(charset, "replace")
            return _sound(capture, Decoded(text, charset, "byte-order mark"))
    wide = _wide(content)
    if wide is not None:
        return _sound(capture, Decoded(content.decode(wide, "replace"), wide, "detected"))
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > _MAX_CONTROLS * len(content):
        return rejected(capture.source, "document.binary", kind="binary data")
    return _by_declaration(content, capture.charset) or _by_detection(capture)


def _by_declaration(content: bytes, header: str | None) -> Decoded | None:
    """Use what the server or the page declares, unless the bytes prove it wrong; then UTF-8 where it fits."""
    declared = _known(header) or _declared_inside(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # sequences that are valid UTF-8 do not come about by chance, whatever a template declares
        if declared in (None, "utf-8") or not content.isascii():
            how: How = "declared" if declared == "utf-8" else "declared, corrected" if declared else "UTF-8 by its form"
            return Decoded(text, "utf-8", how)
    if declared is None:
        return None
    try:
        return Decoded(content.decode(declared), declared, "declared")
    except UnicodeDecodeError:
        text = content.decode(declared, "replace")
    if text.count("\N{REPLACEMENT CHARACTER}") <= max(1, _MAX_BROKEN * len(text)):
        return Decoded(text, declared, "declared, repaired")
    return None


def _by_detection(capture: Capture) -> Decoded | Rejected:
    # 20 ms to load, and needed for one source in a hundred
    from charset_normalizer import from_bytes

    best = from_bytes(capture.content[:200_000], preemptive_behaviour=False).best()
    if best is None:
        return rejected(capture.source, "document.undecodable")
    try:
        text = capture.content.decode(best.encoding)
    except (UnicodeDecodeError, LookupError):
        return rejected(capture.source, "document.undecodable")
    return _sound(capture, Decoded(text, best.encoding.replace("_", "-"), "detected"))


def _sound(capture: Capture, decoded: Decoded) -> Decoded | Rejected:
    """Refuse a decoding that reads like noise: too few characters are letters, marks or white space."""
    sample = decoded.text[:20_000]
    odd = sum(1 for char in sample if not (char.isprintable() or char.isspace()) or char == "\ufffd")
    if odd > 0.05 * len(sample):
        return rejected(capture.source, "document.undecodable")
    return decoded


def _declared_inside(content: bytes) -> str | None:
    head = content[:_HEAD]
    for pattern in (_PROLOG, _META):
        found = pattern.search(head)
        charset = _known(found[1].decode("ascii")) if found else None
        # a page that can be read as ASCII up to here is not in UTF-16, whatever it says
        if charset is not None:
            return "utf-8" if charset.startswith(("utf-16", "utf-32")) else charset
    return None


def _known(name: str | None) -> str | None:
    """Turn a declared name into the codec that is meant by it; None where there is no such text codec."""
    try:
        info = codecs.lookup((name or "").strip())
        "".encode(info.name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return _MEANT.get(info.name, info.name)


def _signature(content: bytes) -> str | None:
    for signature in lexicon("signatures")["signature"]:
        prefix = bytes.fromhex(signature["prefix"])
        if prefix in content[: signature.get("within", 0) + len(prefix)]:
            return str(signature["name"])
    return None


def _wide(content: bytes) -> str | None:
    """Recognise UTF-16 without a mark: in Latin text every second byte is zero."""
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * len(sample) > 2 and even < 0.02 * len(sample):
        return "utf-16-le"
    if even > 0.3 * len(sample) > 2 and odd < 0.02 * len(sample):
        return "utf-16-be"
    return None
