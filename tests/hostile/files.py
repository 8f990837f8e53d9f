"""Files made to break a reader, each built by code, with the outcome that reading it must have."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import docx
import openpyxl
import xlwt
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
LINE = "青湖镇人民政府2022年度部门整体支出绩效自评报告，全年预算数为1,234.56万元。"
LOCKED = "the file is protected by a password"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file, or a member of an archive, and what must become of it.

    A reason that matches `reason`, or a document whose text holds `text`, with `warning` in its reason.
    """

    name: str
    data: Callable[[], bytes]
    reason: str | None = None
    text: str | None = None
    warning: str | None = None
    member: str = ""

    @property
    def path(self) -> str:
        """As the warehouse tells it, below the folder."""
        return f"{self.name}!/{self.member}" if self.member else self.name


@cache
def pdf(pages: int = 1, lines: int = 3, password: str | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(buffer, encrypt=encryption)
    for page in range(pages):
        canvas.setFont(FONT, 12)
        for line in range(lines):
            canvas.drawString(60, 780 - 20 * line, f"{LINE}{page + 1}-{line + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@cache
def word() -> bytes:
    document = docx.Document()
    for _ in range(30):
        document.add_paragraph(LINE)
    table = document.add_table(2, 2)
    for index, text in enumerate(("项目", "预算数", "基本支出", "1,234.56")):
        table.cell(index // 2, index % 2).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def workbook(rows: int = 5) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("自评表")
    for row in range(rows):
        sheet.append([f"项目{row}", row + 0.5, LINE if row < 5 else "", '=HYPERLINK("http://a.invalid")'])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@cache
def old_workbook() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("自评表")
    for row in range(300):
        sheet.write(row, 0, LINE)
        sheet.write(row, 1, row + 0.5)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """An Office file with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        parts = {info.filename: old.read(info.filename) for info in old.infolist()}
    return zipped({**parts, name: content})


def locked_members(package: bytes) -> bytes:
    """The archive with every member marked as encrypted, as an archiver with a password does."""
    data = bytearray(package)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def encrypted_office() -> bytes:
    """An Office file with a password: an OLE container that holds the stream EncryptedPackage."""
    names = "".join(name.ljust(32, "\x00") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage"))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names.encode("utf-16-le") + bytes(4096)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'.encode() for i in range(12)
)


def laughing(root: bytes) -> bytes:
    """XML whose entity unfolds to 10^12 times its length."""
    return LAUGHS + b"]>" + root.replace(b"@", b"&m;")


WORD_NS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document_xml(content: bytes) -> bytes:
    return b"<w:document " + WORD_NS + b"><w:body>" + content + b"</w:body></w:document>"


def sheet_xml(content: bytes) -> bytes:
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<worksheet " + namespace + b"><sheetData>" + content + b"</sheetData></worksheet>"


def stealing(root: bytes) -> bytes:
    """XML that asks for a file of the machine."""
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY m SYSTEM "file:///etc/passwd">]>' + root.replace(b"@", b"&m;")


def nested_tables(depth: int) -> bytes:
    opened = b"<w:tbl><w:tr><w:tc>" * depth
    closed = b"<w:p/></w:tc></w:tr></w:tbl>" * depth
    return document_xml(opened + b"<w:p><w:r><w:t>" + LINE.encode() + b"</w:t></w:r></w:p>" + closed)


def huge_picture() -> bytes:
    """A PNG of a few bytes that says it is 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    side = (60_000).to_bytes(4, "big")
    header = chunk(b"IHDR", side + side + b"\x08\x02\x00\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00" * 10_000)) + chunk(b"IEND", b"")


def html(content: str) -> bytes:
    return f"<!doctype html><html><head><title>x</title></head><body>{content}</body></html>".encode()


SCRIPTED = '<script>alert(1)</script>绩效自评<img src=x onerror="alert(2)">'
SHEET = "xl/worksheets/sheet1.xml"
TEXT_ENDINGS = ("report.pdf", "report.docx", "report.xlsx", "report.zip", "report")


def hostile_files() -> Iterator[Hostile]:
    """Files that are locked, cut short, bombs, endless or not what they seem."""
    yield from _locked()
    yield from _cut_short()
    yield from _bombs()
    yield from _entities()
    yield from _endless()
    yield from _meddling()


def _locked() -> Iterator[Hostile]:
    yield Hostile("locked.pdf", lambda: pdf(password="secret"), reason=LOCKED)
    yield Hostile("locked.docx", encrypted_office, reason=LOCKED)
    yield Hostile("locked.xlsx", encrypted_office, reason=LOCKED)
    yield Hostile("locked-members.docx", lambda: locked_members(word()), reason=LOCKED)
    yield Hostile("locked-members.xlsx", lambda: locked_members(workbook()), reason=LOCKED)


def _cut_short() -> Iterator[Hostile]:
    for share in (0.1, 0.5, 0.9):
        yield Hostile(
            f"cut-{share}.docx", lambda s=share: word()[: int(len(word()) * s)], reason="truncated or damaged"
        )
        yield Hostile(
            f"cut-{share}.xlsx", lambda s=share: workbook()[: int(len(workbook()) * s)], reason="truncated or damaged"
        )
        yield Hostile(
            f"cut-{share}.xls",
            lambda s=share: old_workbook()[: int(len(old_workbook()) * s)],
            reason="truncated or damaged",
        )
    yield Hostile("cut.pdf", lambda: pdf()[:400], reason="the PDF is truncated or damaged")
    yield Hostile(
        "cut.zip", lambda: zipped({"a.txt": LINE.encode() * 9})[:80], reason="the ZIP archive is truncated or damaged"
    )
    yield Hostile("empty.pdf", lambda: b"", reason="the file is empty")
    yield Hostile("blank.txt", lambda: b" \r\n" * 50, reason="the file is empty: it holds nothing but blanks")
    yield Hostile("nul.docx", lambda: bytes(5000), reason="the file is empty: it holds nothing but blanks")


def _bombs() -> Iterator[Hostile]:
    zeros = b" " * (60 << 20)
    yield Hostile(
        "bomb.docx", lambda: with_part(word(), "word/document.xml", document_xml(zeros)), reason="as only a bomb does"
    )
    yield Hostile("bomb.xlsx", lambda: with_part(workbook(), SHEET, sheet_xml(zeros)), reason="as only a bomb does")
    yield Hostile(
        "bomb-part.xlsx", lambda: with_part(workbook(), "xl/sharedStrings.xml", zeros), reason="as only a bomb does"
    )
    yield Hostile("picture.png", huge_picture, reason="the picture is")
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    yield Hostile("far.xlsx", lambda: with_part(workbook(), SHEET, sheet_xml(far)), reason="spread over 1,048,576 rows")


def _entities() -> Iterator[Hostile]:
    declares = "declares XML entities, which Office files never do"
    text = b"<w:p><w:r><w:t>@</w:t></w:r></w:p>"
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>@</t></is></c></row>'
    for name, spoil in (("laughs", laughing), ("stealing", stealing)):
        yield Hostile(
            f"{name}.docx",
            lambda s=spoil: with_part(word(), "word/document.xml", s(document_xml(text))),
            reason=declares,
        )
        yield Hostile(f"{name}.xlsx", lambda s=spoil: with_part(workbook(), SHEET, s(sheet_xml(cell))), reason=declares)
        yield Hostile(f"{name}.html", lambda s=spoil: s(html(f"<p>{LINE}@</p>")), text=LINE)


def _endless() -> Iterator[Hostile]:
    yield Hostile("deep.docx", lambda: with_part(word(), "word/document.xml", nested_tables(20)), text=LINE)
    yield Hostile(
        "deeper.docx",
        lambda: with_part(word(), "word/document.xml", nested_tables(5000)),
        reason="nests elements without end",
    )
    yield Hostile("deep.html", lambda: html("<div>" * 5000 + LINE), text=LINE, warning="nested very deeply")
    yield Hostile("deeper.html", lambda: html("<div>" * 500_000 + LINE), reason="nests elements more than 20,000 deep")
    yield Hostile("tables.html", lambda: html("<table><tr><td>" * 3000 + LINE), text=LINE)
    yield Hostile(
        "spans.html", lambda: html("<table>" + "<tr><td colspan=99999 rowspan=99999>1" * 300 + f"<p>{LINE}"), text=LINE
    )
    yield Hostile("pages.pdf", lambda: pdf(10_000, 1), text=LINE, warning="the file has 10,000 pages")
    yield Hostile("rows.xlsx", lambda: workbook(100_000), text=LINE, warning="has 100,000 rows")
    yield Hostile("line.txt", lambda: LINE.encode() * 100_000, text=LINE)
    yield Hostile("tabs.txt", lambda: (LINE + "\t" * 100_000).encode() * 3, text=LINE)


def _meddling() -> Iterator[Hostile]:
    yield Hostile("title.html", lambda: html(f"<h1>{SCRIPTED}</h1><p>{LINE}</p>"), text="绩效自评")
    yield Hostile("title.txt", lambda: f"{LINE}\n{SCRIPTED}".encode(), text=SCRIPTED)
    yield Hostile("formula.xlsx", workbook, text="项目0\t0.5")
    for name in TEXT_ENDINGS:
        yield Hostile(name, lambda: LINE.encode(), text=LINE)
    yield Hostile("wrong.txt", word, text=LINE)
    yield Hostile("wrong.html", pdf, text=LINE)
    yield Hostile("wrong.pdf", old_workbook, text=LINE)
    yield Hostile("wrong.doc", lambda: html(f"<p>{LINE}</p>"), text=LINE)
    yield Hostile(
        "program.docx", lambda: b"MZ\x90\x00" + bytes(range(256)) * 40, reason="the file is a program, no document"
    )
    yield Hostile("archive.pdf", lambda: b"Rar!\x1a\x07\x00" + bytes(99), reason="the file is a RAR archive")
