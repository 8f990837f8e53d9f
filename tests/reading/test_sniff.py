"""What a file is by its content, and what is never tried."""

from __future__ import annotations

import io
import zipfile

import pytest

from orchestration.reading import ReadError
from orchestration.reading.sniff import is_html, sniff


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"MZ" + bytes(100), "a program"),
        (b"BZh91AY", "bzip2-compressed"),
        (b"\xfd7zXZ\x00\x00", "XZ-compressed"),
        (b"PK\x07\x08PK\x03\x04", "a part of a split ZIP archive"),
        (b"RIFF\x00\x00\x00\x00WEBP", "RIFF container"),
        (b"a" * 257 + b"ustar\x00", "a TAR archive"),
        (b"\x00\x00\x00\x18ftypmp42", "a film or sound"),
    ],
)
def test_kinds_that_no_reader_reads_are_told_by_name(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        sniff(data)


def test_an_archive_of_a_hundred_thousand_members_is_refused_before_they_are_listed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"1")
    data = bytearray(buffer.getvalue())
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = (9 << 20).to_bytes(4, "little")
    with pytest.raises(ReadError, match="holds more than 2,000 members"):
        sniff(bytes(data))


def test_a_page_is_known_by_its_first_element_whatever_comments_stand_before_it() -> None:
    assert is_html("<!-- a -->\n<?xml version='1.0'?><!--b--> <!DOCTYPE html>")
    assert is_html(" " * 30_000 + "<html>")
    assert not is_html("<!-- a -->" * 2_500 + "text")  # a pattern that tries every way to read them never ends
