"""Which reader reads a file."""

from __future__ import annotations

from orchestration.document import Document
from orchestration.reading.encoding import decode
from orchestration.reading.errors import ReadError
from orchestration.reading.text import read_text


def read_document(data: bytes, file_name: str) -> Document:
    """Read a file's bytes. Raises ReadError with the reason when it is empty, damaged or no document."""
    if not data.strip(b"\x00\r\n\t "):
        raise ReadError("the file is empty")
    return read_text(decode(data), file_name)
