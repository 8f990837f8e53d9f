"""Files made by hand to break one reader each: text, web pages, PDF, Word, Excel, pictures, and what is no document."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from random import Random

import openpyxl
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .files import (
    FONT,
    LINE,
    SHEET,
    Hostile,
    document_xml,
    html,
    laughing,
    nested_tables,
    pdf,
    sheet_xml,
    with_part,
    word,
    workbook,
    zipped,
)

BINARY = "it looks like binary data"
PDF_DAMAGED = "the PDF is truncated or damaged"
NO_TEXT = "the file holds no text"
PARAGRAPH = f"<w:p><w:r><w:t>{LINE}</w:t></w:r></w:p>".encode()


def crafted_files() -> Iterator[Hostile]:
    """The set."""
    yield from _texts()
    yield from _pages()
    yield from _pdfs()
    yield from _word()
    yield from _workbooks()
    yield from _no_documents()


def _texts() -> Iterator[Hostile]:
    yield Hostile("nul.txt", lambda: f"{LINE * 3}\x00{LINE}".encode(), text="全年预算数")
    yield Hostile("nul-each.txt", lambda: "".join(f"{char}\x00" for char in LINE).encode(), reason=BINARY)
    yield Hostile("surrogate.txt", lambda: LINE.encode() * 9 + b"\xed\xa0\x80", text=LINE, warning="not be decoded")
    yield Hostile("half-pair.txt", lambda: b"\xff\xfe" + LINE.encode("utf-16-le") * 9 + b"\x00\xd8", text=LINE)
    yield Hostile("turned.txt", lambda: LINE.replace("万元", "\u202e元万\u202c").encode(), text="1,234.56")
    yield Hostile("digits.txt", lambda: f"{LINE}\n支出{'9' * 20_000}万元\n{'1,' * 9_000}\n".encode(), text=LINE)
    yield Hostile("numerals.txt", lambda: f"{LINE}\n支出{'一' * 20_000}万\n{'万' * 9_000}元".encode(), text=LINE)
    yield Hostile("percent.txt", lambda: f"{LINE}\n{'100%' * 9_000}\n{'1.' * 9_000}".encode(), text=LINE)
    yield Hostile("brackets.md", lambda: f"{LINE}\n{'[' * 50_000}{'(' * 50_000}".encode(), text=LINE)
    yield Hostile("pipes.md", lambda: f"{LINE}\n{'|' * 1_100_000}\n".encode(), reason="more than 1,000,000 cells")
    yield Hostile("json.txt", lambda: b'{"a":' * 50_000 + b"1" + b"}" * 50_000, reason="no self-evaluation")
    yield Hostile("formulas.csv", lambda: f"=cmd|calc,@SUM(1),+1,-1\n{LINE}\n".encode() * 20, text=LINE)
    yield Hostile("long.txt", lambda: b"a" * 5_000_001, reason="the text is longer than 5,000,000 characters")


def _pages() -> Iterator[Hostile]:
    yield Hostile("comments.html", lambda: b"<!-- -->" * 20_000 + html(LINE), reason="no self-evaluation")
    yield Hostile("unclosed.html", lambda: f"<html><body><p>{LINE}</p>{'<!--' * 50_000}".encode(), text=LINE)
    yield Hostile("cells.html", lambda: html(f"<p>{LINE}</p><table>{'<tr><td>1<td>2' * 30_000}</table>"), text=LINE)
    yield Hostile("tags.html", lambda: html(f"<p>{LINE}</p>{'<i>x</i>' * 100_000}"), text=LINE)
    frame = '<iframe src="file:///etc/passwd"></iframe><object data="http://127.0.0.1/"></object>'
    yield Hostile("frames.html", lambda: html(f"{frame}<p>{LINE}</p>"), text=LINE)
    for charset, encoding in (("gb2312", "utf-8"), ("utf-8", "gb18030"), ("x-none", "utf-16")):
        page = f'<html><head><meta charset="{charset}"></head><body><p>{LINE}</p></body></html>'
        yield Hostile(f"charset-{encoding}.html", lambda p=page, e=encoding: p.encode(e), text=LINE)
    yield Hostile("not-found.pdf", lambda: html("<h1>404 Not Found</h1>"), reason="no self-evaluation")
    yield Hostile("svg.svg", lambda: b"<?xml version='1.0'?><svg><script>alert(1)</script></svg>", reason="")
    yield Hostile("laughs.xml", lambda: laughing(b"<x>@</x>"), reason="no self-evaluation")
    yield Hostile("deep.rtf", lambda: b"{\\rtf1 " + b"{" * 20_000 + b"x" + b"}" * 20_000 + b"}", reason="")
    yield Hostile("deep.mht", _deep_archive, reason="the web archive (MHT) is damaged")
    yield Hostile("bare.mht", lambda: b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", reason="holds no page")


def _deep_archive() -> bytes:
    parts = b"".join(b'--b%d\nContent-Type: multipart/related; boundary="b%d"\n\n' % (i, i + 1) for i in range(3_000))
    return b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b0"\n\n' + parts


def plain_pdf(kids: bytes, more: bytes = b"", root: bytes = b"") -> bytes:
    """A PDF without a table of its objects: readers mend that."""
    catalog = b"1 0 obj<</Type/Catalog/Pages 2 0 R" + root + b">>endobj\n"
    pages = b"2 0 obj<</Type/Pages" + kids + b">>endobj\n"
    return b"%PDF-1.4\n" + catalog + pages + more + b"trailer<</Root 1 0 R/Size 9>>\n%%EOF"


def drawn(content: bytes, box: bytes = b"0 0 600 800", more: bytes = b"", keys: bytes = b"") -> bytes:
    """A PDF of one page with this content stream."""
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" + box + b"]/Contents 4 0 R" + keys + b">>endobj\n"
    stream = b"4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(content) + content + b"\nendstream endobj\n"
    return plain_pdf(b"/Kids[3 0 R]/Count 1", page + stream + more)


def readable_without_password() -> bytes:
    """Encrypted with an owner's password only: every viewer opens it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0, canPrint=0))
    canvas.setFont(FONT, 12)
    canvas.drawString(60, 780, LINE)
    canvas.save()
    return buffer.getvalue()


def _pdfs() -> Iterator[Hostile]:
    yield Hostile("owner.pdf", readable_without_password, text=LINE)
    yield Hostile("no-xref.pdf", lambda: pdf().replace(b"startxref", b"startxxxx"), text=LINE)
    yield Hostile("wrong-xref.pdf", lambda: re.sub(rb"\n0000000\d\d\d", b"\n0000009999", pdf()), text=LINE)
    yield Hostile("after-junk.pdf", lambda: b"x" * 900 + pdf(), text=LINE)
    yield Hostile("head-only.pdf", lambda: b"%PDF-1.7\n%%EOF", reason=PDF_DAMAGED)
    yield Hostile("circle.pdf", lambda: plain_pdf(b"/Kids[2 0 R]/Count 5"), reason="")
    script = b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    yield Hostile("script.pdf", lambda: plain_pdf(b"/Kids[]/Count 0", root=script), reason="")
    yield Hostile("two-billion-pages.pdf", lambda: plain_pdf(b"/Kids[2 0 R]/Count 2000000000"), reason="")
    yield Hostile("huge-page.pdf", lambda: drawn(zlib.compress(b"0 0 9 9 re f"), b"0 0 9e9 9e9"), reason="")
    unfolding = zlib.compress(b"q 0 0 1 1 re f Q " * 1_000_000, 9)
    yield Hostile("unfolding.pdf", lambda: drawn(unfolding), reason="")
    form = b"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 12>>stream\n"
    loop = form + b"/F Do       \nendstream endobj\n"
    keys = b"/Resources<</XObject<</F 5 0 R>>>>"
    yield Hostile("self-drawn.pdf", lambda: drawn(zlib.compress(b"/F Do"), more=loop, keys=keys), reason="")
    deep = b"/X " + b"[" * 100_000 + b"]" * 100_000
    yield Hostile("deep.pdf", lambda: plain_pdf(b"/Kids[]/Count 0", root=deep), reason="")


def _word() -> Iterator[Hostile]:
    def document(content: bytes) -> Callable[[], bytes]:
        return lambda: with_part(word(), "word/document.xml", content)

    deletion = "<w:p><w:del><w:r><w:delText>删除9,999.99万元</w:delText></w:r></w:del></w:p>".encode()
    inserted = b"<w:p><w:ins><w:r><w:t>" + LINE.encode() + b"</w:t></w:r></w:ins></w:p>"
    yield Hostile("tracked.docx", document(document_xml(inserted + deletion)), text=LINE)
    yield Hostile("nested-80.docx", document(nested_tables(80)), text=LINE)
    yield Hostile("nested-100.docx", document(nested_tables(100)), reason="nests elements without end")
    wide = b'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr>' * 2_000
    yield Hostile("spans.docx", document(document_xml(PARAGRAPH + b"<w:tbl>" + wide + b"</w:tbl>")), text=LINE)
    yield Hostile("foreign.docx", document(document_xml(PARAGRAPH + b"<w:altChunk/>")), text=LINE, warning="not read")
    yield Hostile("macros.docx", lambda: with_part(word(), "word/vbaProject.bin", b"MZ\x90" * 999), text=LINE)
    late = b'<?xml version="1.0"?><!--' + b"x" * 5_000 + b"-->" + laughing(document_xml(PARAGRAPH)).split(b"?>", 1)[1]
    yield Hostile("late-laughs.docx", document(late), reason="declares XML entities")
    other = '<?xml version="1.0" encoding="UTF-16"?>' + laughing(document_xml(PARAGRAPH)).decode().split("?>", 1)[1]
    yield Hostile("utf16-laughs.docx", document(other.encode("utf-16")), reason="declares XML entities")


def _workbooks() -> Iterator[Hostile]:
    yield Hostile("wide.xlsx", _wide, text=LINE)
    yield Hostile("hidden.xlsx", _hidden, text=LINE, warning="1 hidden sheets were left out")
    yield Hostile("links.xlsx", _linked, text=LINE)
    merged = b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 500 + b"</mergeCells>"
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + LINE.encode() + b"</t></is></c></row>"
    whole = sheet_xml(cell).replace(b"</sheetData>", merged)
    yield Hostile("merged.xlsx", lambda: with_part(workbook(), SHEET, whole), text=LINE)
    far = cell.replace(b"</row>", b'<c r="ZZZZZZ1"><v>1</v></c><c r="B9" t="s"><v>999999999</v></c></row>')
    yield Hostile("places.xlsx", lambda: with_part(workbook(), SHEET, sheet_xml(far)), reason="")
    deep = sheet_xml(b'<row r="1"><c r="A1" t="inlineStr">' + b"<is>" * 50_000)
    yield Hostile("deep.xlsx", lambda: with_part(workbook(), SHEET, deep), reason="")
    yield Hostile("no-sheet.xlsx", lambda: zipped({"xl/workbook.xml": b"<x/>"}), reason="")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for name, stream in (("hollow.doc", "WordDocument"), ("hollow.xls", "Workbook")):
        body = ole + bytes(504) + f"{stream}\x00".encode("utf-16-le") + bytes(9_000)
        yield Hostile(name, lambda b=body: b, reason="truncated or damaged")


def _wide() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("表")
    sheet.append([LINE, *(f"列{index}" for index in range(16_383))])
    sheet.append(list(range(16_384)))
    return _saved(book)


def _hidden() -> bytes:
    book = openpyxl.Workbook()
    book.active.append([LINE])
    book.create_sheet("藏").append(["隐藏的9,999.99万元"])
    book["藏"].sheet_state = "veryHidden"
    return _saved(book)


def _linked() -> bytes:
    book = openpyxl.Workbook()
    book.active.append([LINE, "='[http://a.invalid/x.xlsx]S'!A1", '=WEBSERVICE("http://a.invalid")', "=cmd|'/c x'!A1"])
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _no_documents() -> Iterator[Hostile]:
    yield Hostile("noise.doc", lambda: Random(1).randbytes(50_000), reason=BINARY)
    yield Hostile("ones.pdf", lambda: b"\xff" * 50_000, reason=BINARY)
    yield Hostile("film.docx", lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)), reason="a film or sound")
    yield Hostile("database.xls", lambda: b"SQLite format 3\x00" + bytes(range(256)) * 9, reason=BINARY)
    yield Hostile("packed.gz", lambda: gzip.compress(LINE.encode()), reason="repack it as ZIP")
    yield Hostile("tape.tar", lambda: b"a.txt".ljust(257, b"\x00") + b"ustar\x0000" + bytes(900), reason="TAR archive")
    yield Hostile("slides.pptx", lambda: zipped({"[Content_Types].xml": b"<x/>", "ppt/p.xml": b"x"}), reason="presenta")
    yield Hostile("sheet.ods", lambda: zipped({"mimetype": b"x", "content.xml": b"x"}), reason="OpenDocument format")
    yield Hostile("page.ofd", lambda: zipped({"OFD.xml": b"x"}), reason="OFD format")
    yield Hostile("cut.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), reason="the picture is")
    yield Hostile("dot.bmp", lambda: b"BM" + bytes(80), reason="the picture is")
