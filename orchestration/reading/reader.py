"""Which reader reads a file: decided by content, never by the file's ending."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from orchestration.document import Document
from orchestration.reading.encoding import decode
from orchestration.reading.errors import ReadError
from orchestration.reading.limits import LARGEST_FILE
from orchestration.reading.sniff import FileFormat, is_html, sniff
from orchestration.reading.text import read_text

_READERS = {  # module and function; imported when first needed, since some libraries take a second to load
    FileFormat.PDF: ("pdf", "read_pdf"),
    FileFormat.DOCX: ("docx", "read_docx"),
    FileFormat.XLSX: ("spreadsheet", "read_xlsx"),
    FileFormat.XLS: ("spreadsheet", "read_xls"),
    FileFormat.DOC: ("doc", "read_doc"),
    FileFormat.RTF: ("doc", "read_rtf"),
    FileFormat.OFFICE_XML: ("doc", "read_office_xml"),
    FileFormat.MHTML: ("mhtml", "read_mhtml"),
    FileFormat.IMAGE: ("picture", "read_picture"),
}


def read_document(data: bytes, file_name: str) -> Document:
    """Read a file's bytes. Raises ReadError with the reason when it is empty, damaged or no document."""
    if len(data) > LARGEST_FILE:
        raise ReadError(f"the file is larger than {LARGEST_FILE >> 20} MiB")
    file_format = sniff(data)
    if file_format is FileFormat.ZIP:
        raise ReadError("the file is a ZIP archive: its members are read, not the archive itself")
    if file_format is FileFormat.TEXT:
        return _read_text(data, file_name)
    module, function = _READERS[file_format]
    read: Callable[[bytes], Document] = getattr(importlib.import_module(f"orchestration.reading.{module}"), function)
    return read(data)


def _read_text(data: bytes, file_name: str) -> Document:
    text, warnings = decode(data)
    if is_html(text):
        from orchestration.reading.html import read_html

        return read_html(text, warnings)
    if "</table" in text.lower():
        from orchestration.reading.embedded_html import holds_tables, read_text_with_tables

        if holds_tables(text):
            return read_text_with_tables(text, file_name, warnings)
    return read_text(text, file_name, warnings)
