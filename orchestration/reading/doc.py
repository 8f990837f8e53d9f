"""Old Office formats: DOC and RTF and the XML of Office 2003, by LibreOffice; a DOC's tables by its own structure too.

LibreOffice loses the grid of some tables with merged cells: where the DOC itself has more cells, they are read from it.
Where LibreOffice is absent and the DOC's structure cannot be read, its tables come as lines of text; a warning says so.
"""

from __future__ import annotations

from dataclasses import replace

from legacy_doc import ExtractionOptions, LegacyDocError, extract_text

from orchestration.document import Document
from orchestration.reading.doc_tables import count_cells, read_structure
from orchestration.reading.docx import read_docx
from orchestration.reading.errors import ReadError, told_as
from orchestration.reading.limits import LARGEST_FILE
from orchestration.reading.office import ABSENT, convert, is_installed
from orchestration.reading.sniff import ENCRYPTED
from orchestration.reading.spreadsheet import read_xlsx
from orchestration.reading.text import read_text

_MORE = 2  # times as many cells in the DOC as in what LibreOffice made of it: the grid was lost
_DAMAGED = "the Word document (DOC) is truncated or damaged"
_TEXT_ONLY = f"{ABSENT}: the text of the DOC was read, its tables as lines of text"


def read_doc(data: bytes) -> Document:
    """The document of a DOC file. Raises ReadError where it is damaged, locked or holds no text."""
    text = _text(data)
    structure = _structure(data)
    if is_installed():
        document = replace(read_docx(convert(data, "doc", "docx")), reader="libreoffice", file_format="doc")
    else:
        document = replace(read_text(text, "", (_TEXT_ONLY,)), reader="legacy_doc", file_format="doc")
    has_lost_cells = structure is not None and count_cells(structure) > _MORE * count_cells(document)
    return structure if structure is not None and has_lost_cells else document


def _structure(data: bytes) -> Document | None:
    """The document by the DOC's own structure, None where that cannot be read (files of Word 95 and before)."""
    try:
        with told_as(_DAMAGED):
            return read_structure(data)
    except ReadError:
        return None  # what LibreOffice or the text alone gives stands


def read_rtf(data: bytes) -> Document:
    """The document of an RTF file, which offices publish under the ending .doc."""
    return replace(
        read_docx(_converted(data, "rtf", "docx", "an RTF document")), reader="libreoffice", file_format="rtf"
    )


def read_office_xml(data: bytes) -> Document:
    """The document of a workbook or Word document saved as the XML of Office 2003."""
    if b"Excel.Sheet" in data[:2048]:
        document = read_xlsx(_converted(data, "xml", "xlsx", "an XML workbook of Excel 2003"))
    else:
        document = read_docx(_converted(data, "xml", "docx", "an XML document of Word 2003"))
    return replace(document, reader="libreoffice", file_format="xml")


def _converted(data: bytes, ending: str, target: str, kind: str) -> bytes:
    if not is_installed():
        raise ReadError(f"the file is {kind}, which only LibreOffice reads: {ABSENT}")
    return convert(data, ending, target)


def _text(data: bytes) -> str:
    """The printed text; also the test whether the file is whole, since LibreOffice opens what is half gone."""
    if _is_encrypted(data):
        raise ReadError(ENCRYPTED)
    options = ExtractionOptions(max_file_bytes=LARGEST_FILE)
    try:
        with told_as(_DAMAGED):
            return extract_text(data, options=options).text
    except ReadError as error:
        if isinstance(error.__cause__, LegacyDocError) and "ncrypt" in str(error.__cause__):
            raise ReadError(ENCRYPTED) from error
        raise


def _is_encrypted(data: bytes) -> bool:
    """Whether the file information block says so ([MS-DOC] 2.5.2, fEncrypted); the block opens a sector."""
    for offset in range(512, min(len(data), 1 << 20), 512):
        if data[offset : offset + 2] == b"\xec\xa5":
            return bool(data[offset + 11] & 0x01)
    return False
