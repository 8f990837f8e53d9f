"""PDF: pages with a text layer are laid out from their characters and lines, scanned pages are read by OCR.

Triage and the number of pages are pypdfium2's, characters and lines pdfplumber's. A page whose text layer is missing or
unreadable is rendered and recognised (`ocr`), page by page, so that mixed files come out whole.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pypdfium2

from orchestration.document import Document
from orchestration.reading.builder import DocumentBuilder
from orchestration.reading.errors import ReadError, told_as
from orchestration.reading.layout.document import write_pages
from orchestration.reading.layout.glyphs import Glyph
from orchestration.reading.layout.page import PageContent, PageLayout, lay_out
from orchestration.reading.layout.ruled import Rule
from orchestration.reading.limits import MOST_OCR_PAGES, MOST_PAGES
from orchestration.reading.sniff import ENCRYPTED

_DAMAGED = "the PDF is truncated or damaged"
_FEWEST_CHARACTERS = 8  # of a page with a text layer; scanners stamp a number or two
_UNREADABLE = 0.3  # share of characters without a meaning: the fonts do not say what they print
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_LARGEST_GLYPHS = 60_000  # of one page: beyond it, it is a drawing

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pdf(data: bytes) -> Document:
    """The document of a PDF. Raises ReadError where it is damaged, locked or prints nothing."""
    builder = DocumentBuilder()
    pdf = _open(data)
    try:
        count = len(pdf)
        if count == 0:
            raise ReadError(_DAMAGED)
        if count > MOST_PAGES:
            builder.warnings.append(f"the file has {count:,} pages: the first {MOST_PAGES:,} were read")
        layouts, recognised = _layouts(data, pdf, min(count, MOST_PAGES), builder.warnings)
    finally:
        pdf.close()
    write_pages(builder, layouts)
    return builder.build(reader="pdf_ocr" if recognised else "pdf", file_format="pdf", used_ocr=recognised)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "assword" in str(error):
            raise ReadError(ENCRYPTED) from error
        raise ReadError(_DAMAGED) from error


def _layouts(data: bytes, pdf: pypdfium2.PdfDocument, count: int, warnings: list[str]) -> tuple[list[PageLayout], bool]:
    """The pages laid out, and whether any was read by OCR."""
    scanned = [index for index in range(count) if not _has_text(pdf, index)]
    layouts: dict[int, PageLayout] = {}
    with told_as(_DAMAGED):
        for index, content in _printed_pages(data, [i for i in range(count) if i not in set(scanned)]):
            if content is None:
                scanned.append(index)
            else:
                layouts[index] = lay_out(content)
    pictured = [index for index in sorted(scanned) if _has_picture(pdf, index)]
    if len(pictured) > MOST_OCR_PAGES:
        warnings.append(f"{len(pictured)} pages are scanned: the first {MOST_OCR_PAGES} of them were read")
    for index in pictured[:MOST_OCR_PAGES]:
        from orchestration.reading.ocr import recognise_page  # loads the OCR engine: only where a page needs it

        layouts[index] = lay_out(recognise_page(pdf, index))
    return [layouts[index] for index in sorted(layouts)], bool(pictured)


def _has_text(pdf: pypdfium2.PdfDocument, index: int) -> bool:
    """Whether a page has a text layer worth reading."""
    with told_as(_DAMAGED):
        page = pdf[index]
        text = page.get_textpage()
        count = text.count_chars()
        text.close()
        page.close()
    return count >= _FEWEST_CHARACTERS


def _has_picture(pdf: pypdfium2.PdfDocument, index: int) -> bool:
    """Whether anything at all is drawn on a page that has no text."""
    with told_as(_DAMAGED):
        page = pdf[index]
        found = next(iter(page.get_objects(max_depth=3)), None) is not None
        page.close()
    return found


def _printed_pages(data: bytes, indexes: list[int]) -> Iterator[tuple[int, PageContent | None]]:
    """The characters and lines of pages; None for a page whose characters have no meaning."""
    if not indexes:
        return
    with pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in indexes], unicode_norm=None) as pdf:
        for index, page in zip(indexes, pdf.pages, strict=True):
            yield index, _content(page, index + 1)
            page.close()


def _content(page: Any, number: int) -> PageContent | None:
    chars = page.chars
    if len(chars) > _LARGEST_GLYPHS:
        chars = chars[:_LARGEST_GLYPHS]
    if _is_unreadable(chars):
        return None
    left, top = page.bbox[0], page.bbox[1]
    glyphs = tuple(_glyphs(chars, left, top, float(page.width), float(page.height)))
    rules = tuple(
        Rule(edge["x0"] - left, edge["top"] - top, edge["x1"] - left, edge["bottom"] - top)
        for edge in page.edges
        if edge["orientation"] in ("h", "v")
    )
    return PageContent(number, float(page.width), float(page.height), glyphs, rules)


def _is_unreadable(chars: list[dict[str, Any]]) -> bool:
    unknown = sum(
        char["text"].startswith("(cid:") or any("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in char["text"])
        for char in chars
    )
    return unknown > _UNREADABLE * len(chars)


def _glyphs(chars: list[dict[str, Any]], left: float, top: float, width: float, height: float) -> Iterator[Glyph]:
    """The upright characters on the page; one printed twice at a place (bold by double print) counts once."""
    seen: set[tuple[str, int, int]] = set()
    for char in chars:
        x0, x1 = char["x0"] - left, char["x1"] - left
        above, below = char["top"] - top, char["bottom"] - top
        text = char["text"]
        if not char.get("upright", True) or x1 < 0 or x0 > width or below < 0 or above > height:
            continue
        if text.startswith("(cid:"):
            text = "\ufffd"
        key = (text, round(x0 / 2), round(above / 2))
        if text.strip() and key in seen:
            continue
        seen.add(key)
        yield Glyph(text, x0, above, x1, below)
