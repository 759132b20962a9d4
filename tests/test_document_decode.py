"""Bytes become text by what is declared, by their form, or not at all."""

from __future__ import annotations

import pytest

from tocsin.document import read_capture
from tocsin.document.decode import Decoded, decode
from tocsin.document.pieces import tidy
from tocsin.records import Capture, Rejected

TEXT = "Témoins à Ménaka: “Nous avons vu la fumée”, said the mayor of Višegrad – twice."


def decoded(content: bytes, charset: str | None = None) -> Decoded:
    result = decode(Capture(source="x", content=content, charset=charset))
    assert isinstance(result, Decoded), result
    return result


def reason(content: bytes, charset: str | None = None) -> str:
    result = decode(Capture(source="x", content=content, charset=charset))
    assert isinstance(result, Rejected), result
    return result.reason


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    found = decoded(TEXT.encode(codec), charset="latin-1")
    assert found.text == TEXT
    assert found.how == "byte-order mark"


def test_utf_16_without_a_mark_is_seen() -> None:
    assert decoded(TEXT.encode("utf-16-le")).text == TEXT
    assert decoded(TEXT.encode("utf-16-be")).text == TEXT


def test_the_header_counts_before_the_page() -> None:
    page = b'<meta charset="windows-1251">' + "Ménaka".encode("cp1252")
    assert decoded(page, charset="windows-1252").text.endswith("Ménaka")


@pytest.mark.parametrize(
    "declaration",
    [
        b'<meta charset="windows-1252">',
        b"<META http-equiv=Content-Type content='text/html; charset=windows-1252'>",
        b'<?xml version="1.0" encoding="windows-1252"?>',
        b"<meta charset=iso-8859-1>",  # which pages write for windows-1252
    ],
)
def test_a_declaration_inside_the_page_is_used(declaration: bytes) -> None:
    found = decoded(declaration + TEXT.encode("cp1252"))
    assert found.text.endswith(TEXT)
    assert (found.charset, found.how) == ("cp1252", "declared")


def test_utf_8_is_known_by_its_form_whatever_is_declared() -> None:
    assert decoded(TEXT.encode()).how == "UTF-8 by its form"
    found = decoded(TEXT.encode(), charset="iso-8859-1")
    assert (found.text, found.how) == (TEXT, "declared, corrected")


def test_a_few_broken_bytes_do_not_change_the_character_set() -> None:
    found = decoded(b'<meta charset="utf-8">' + (TEXT * 50).encode() + b"\xff" + TEXT.encode())
    assert found.charset == "utf-8"
    assert found.how == "declared, repaired"
    assert found.text.count("\ufffd") == 1


def test_an_unknown_declaration_falls_back_to_the_form() -> None:
    assert decoded(TEXT.encode(), charset="no-such-charset").text == TEXT
    assert decoded(TEXT.encode(), charset="base64").text == TEXT


def test_what_is_detected_is_said() -> None:
    russian = "Министерство обороны заявило, что обстрел начался в восемь утра. Жители это отрицают. " * 8
    found = decoded(russian.encode("cp1251"))
    assert found.how == "detected"
    assert found.text == russian


def test_a_detected_character_set_is_reported_with_the_report() -> None:
    english = "The mayor of Višegrad said the café had been hit twice on Monday, and that nobody was hurt. " * 6
    result = read_capture(Capture(source="x", content=english.encode("cp1252"), media_type="text/plain"))
    assert not isinstance(result, Rejected)
    assert [one.reason for one in result[1] if one.reason == "document.charset"] == ["document.charset"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "document.empty"),
        (b" \r\n\t\0", "document.empty"),
        (b"%PDF-1.7 ...", "document.binary"),
        (b"\x89PNG\r\n\x1a\n....", "document.binary"),
        (b"PK\x03\x04" + b"word/document.xml", "document.binary"),
        (bytes(range(32)) * 20, "document.binary"),
        (bytes(range(128, 256)) * 4, "document.undecodable"),
    ],
)
def test_what_holds_no_text_is_refused_by_name(content: bytes, expected: str) -> None:
    assert reason(content) == expected


def test_white_space_is_made_plain_and_other_characters_stay() -> None:
    assert tidy("  “Ça\u00a0va”\u200b,\n he\t said\u00ad. ") == "“Ça va”, he said."
