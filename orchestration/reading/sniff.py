"""What a file is, by its content. The file's ending is never asked.

Belongs here: signatures, and the reasons for kinds of files that are not read. Does not belong here: reading.
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from orchestration.reading.errors import ReadError
from orchestration.reading.limits import LARGEST_DIRECTORY, MOST_MEMBERS

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "the file is protected by a password"
_LONGEST_END = 22 + (1 << 16)  # of the record that ends a ZIP, with its comment (APPNOTE 4.3.16)
_SIZE_ELSEWHERE = 0xFFFFFFFF  # a ZIP64 record before it has the size, which is less than all that stands before
_PDF_WITHIN = 1024  # bytes before %PDF- that readers of PDF tolerate
_HTML_START = re.compile(
    r"^(?:\s++|\ufeff|(?><!--.*?-->)|<\?xml[^>]*\?>)*+"  # nothing is given back: a row of comments has endless ways to be read
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|link|style|script|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_ALL_TAGS = re.compile(r"</?(?:p|div|td|tr|th|table|br|span|li|h[1-6]|tbody|strong|ul|ol)\b[^<>]*>", re.IGNORECASE)
_BLOCK_START = re.compile(r"^\s*<(?:p|h[1-6]|span|section|article|ul|ol)\b", re.IGNORECASE)


class FileFormat(StrEnum):
    """The formats that have a reader; the value is what `Document.file_format` says."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    DOC = "doc"
    XLS = "xls"
    RTF = "rtf"
    OFFICE_XML = "xml"
    MHTML = "mhtml"
    IMAGE = "image"
    ZIP = "zip"
    TEXT = "txt"


_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_PROGRAM = "the file is a program, no document"
_NOT_READ = (
    (b"Rar!\x1a\x07", "the file is a RAR archive, which is not opened: repack it as ZIP"),
    (b"7z\xbc\xaf\x27\x1c", "the file is a 7-Zip archive, which is not opened: repack it as ZIP"),
    (b"\x1f\x8b", "the file is gzip-compressed data, which is not opened: repack it as ZIP"),
    (b"GIF8", "the file is a GIF picture, no document"),
    (b"\x7fELF", _PROGRAM),
    (b"BZh", "the file is bzip2-compressed data, which is not opened: repack it as ZIP"),
    (b"\xfd7zXZ\x00", "the file is XZ-compressed data, which is not opened: repack it as ZIP"),
    (b"PK\x07\x08", "the file is a part of a split ZIP archive, which is not opened: repack it as one"),
    (b"RIFF", "the file is a picture, sound or film in a RIFF container, no document"),
)
_NOT_READ_AT = (  # as above, where the signature does not stand at the beginning
    (257, b"ustar", "the file is a TAR archive, which is not opened: repack it as ZIP"),
    (4, b"ftyp", "the file is a film or sound (MP4), no document"),
)


def sniff(data: bytes) -> FileFormat:
    """The format of a file. Raises ReadError for an empty file and for kinds that no reader reads."""
    if not data.strip(b"\x00\r\n\t "):
        raise ReadError("the file is empty" if not data else "the file is empty: it holds nothing but blanks")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return FileFormat.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(data)
    if data.startswith(OLE_SIGNATURE):
        return _sniff_ole(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return FileFormat.RTF
    for signature, reason in _NOT_READ:
        if data.startswith(signature):
            raise ReadError(reason)
    for start, signature, reason in _NOT_READ_AT:
        if data[start : start + len(signature)] == signature:
            raise ReadError(reason)
    if data.startswith(b"MZ") and b"\x00" in data[:64]:
        raise ReadError(_PROGRAM)
    if data.startswith(_IMAGES[:4]) or (data.startswith(_IMAGES[4]) and b"\x00" in data[:64]):
        return FileFormat.IMAGE
    head = data[:2048]
    if b"<?mso-application" in head:
        return FileFormat.OFFICE_XML
    if head.lstrip()[:13].lower() == b"mime-version:" or b"\nContent-Type: multipart/related" in head:
        return FileFormat.MHTML
    return FileFormat.TEXT


def is_html(text: str) -> bool:
    """Whether a decoded text is a web page or a part of one, not Markdown with some tags in it."""
    head = text.lstrip()[:20_000]
    if _HTML_START.match(head):
        return True
    tags = sum(len(match.group()) for match in _ALL_TAGS.finditer(head))
    return bool(_BLOCK_START.match(head)) and tags > 0.1 * len(head)


def _sniff_zip(data: bytes) -> FileFormat:
    if _directory_size(data) > LARGEST_DIRECTORY:
        raise ReadError(f"the ZIP archive holds more than {MOST_MEMBERS:,} members")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename.replace("\\", "/").lower() for info in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise ReadError(_damaged_zip(data)) from error
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return FileFormat.DOCX
    if any(re.fullmatch(r"xl/workbook\.(?:xml|bin)", name) for name in names):
        return FileFormat.XLSX
    if "[content_types].xml" in names:
        kind = "a presentation" if any(name.startswith("ppt/") for name in names) else "an Office file without content"
        raise ReadError(f"the file is {kind}, which has no reader")
    if "ofd.xml" in names:
        raise ReadError("the file is in the OFD format, which has no reader: save it as PDF")
    if "mimetype" in names and "content.xml" in names:
        raise ReadError("the file is in the OpenDocument format, which has no reader: save it as DOCX or XLSX")
    return FileFormat.ZIP


def _directory_size(data: bytes) -> int:
    """The bytes that an archive says its list of members takes; 0 where the end of the archive is not found.

    The library makes an object of each member before it can be asked for their number.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - _LONGEST_END))
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else 0
    return size if size < _SIZE_ELSEWHERE else end


def _damaged_zip(data: bytes) -> str:
    """The reason for a ZIP whose directory, at its end, is gone: what it was meant to be stands near its beginning."""
    for mark, kind in ((b"word/", "Word document (DOCX)"), (b"xl/", "Excel workbook (XLSX)")):
        if mark in data:
            return f"the {kind} is truncated or damaged"
    if b"[Content_Types].xml" in data[:400]:
        return "the Office file is truncated or damaged"
    return "the ZIP archive is truncated or damaged"


def _sniff_ole(data: bytes) -> FileFormat:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") + b"\x00\x00" in data

    if has("EncryptedPackage") or has("EncryptionInfo"):
        raise ReadError(ENCRYPTED)
    if has("WordDocument"):
        return FileFormat.DOC
    if has("Workbook") or has("Book"):
        return FileFormat.XLS
    if has("PowerPoint Document"):
        raise ReadError("the file is a presentation, which has no reader")
    directory = int.from_bytes(data[0x30:0x34], "little")
    if len(data) < 0x200 or (directory + 2) << max(9, min(12, data[0x1E])) > len(data):
        raise ReadError("the Office file is truncated or damaged")
    raise ReadError("the file is an Office file of an old format that holds no text or table")
