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
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_REMOVE_SECURITY, FPDF_GetSecurityHandlerRevision

from orchestration.document import Document
from orchestration.reading.builder import DocumentBuilder
from orchestration.reading.errors import ReadError, told_as
from orchestration.reading.layout.document import write_pages
from orchestration.reading.layout.glyphs import Glyph
from orchestration.reading.layout.page import PageContent, PageLayout, lay_out
from orchestration.reading.layout.ruled import Rule
from orchestration.reading.layout.turned import Direction, direction_of, main_direction, turned_upright
from orchestration.reading.limits import MOST_OCR_PAGES, MOST_PAGES
from orchestration.reading.sniff import ENCRYPTED

_DAMAGED = "the PDF is truncated or damaged"
_FEWEST_CHARACTERS = 8  # of a page with a text layer; scanners stamp a number or two
_UNREADABLE = 0.3  # share of characters without a meaning: the fonts do not say what they print
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_MOST_GLYPHS = 60_000  # of one page: beyond it, it is a drawing

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


def _rewritten(pdf: pypdfium2.PdfDocument) -> bytes:
    """The file as pdfium writes it: without the lock against changes, and with what it could mend mended."""
    buffer = io.BytesIO()
    with told_as(_DAMAGED):
        pdf.save(buffer, flags=FPDF_REMOVE_SECURITY)
    return buffer.getvalue()


def _layouts(data: bytes, pdf: pypdfium2.PdfDocument, count: int, warnings: list[str]) -> tuple[list[PageLayout], bool]:
    """The pages laid out, and whether any was read by OCR."""
    scanned = [index for index in range(count) if not _has_text(pdf, index)]
    layouts: dict[int, PageLayout] = {}
    for index, content in _printed_or_mended(data, pdf, [i for i in range(count) if i not in set(scanned)]):
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
    """Whether a page has a text layer worth reading: some text, and not just a stamp upon a picture."""
    with told_as(_DAMAGED):
        page = pdf[index]
        text = page.get_textpage()
        count = text.count_chars()
        text.close()
        has_image = (
            0 < count < _FEWEST_CHARACTERS and next(iter(page.get_objects([FPDF_PAGEOBJ_IMAGE])), None) is not None
        )
        page.close()
    return count > 0 and not has_image


def _has_picture(pdf: pypdfium2.PdfDocument, index: int) -> bool:
    """Whether anything at all is drawn on a page that has no text."""
    with told_as(_DAMAGED):
        page = pdf[index]
        found = next(iter(page.get_objects(max_depth=3)), None) is not None
        page.close()
    return found


def _printed_or_mended(
    data: bytes, pdf: pypdfium2.PdfDocument, indexes: list[int]
) -> Iterator[tuple[int, PageContent | None]]:
    """The pages as printed; where the file is damaged or locked against changes, as pdfium rewrites it."""
    done = 0
    if FPDF_GetSecurityHandlerRevision(pdf) < 0:
        try:
            with told_as(_DAMAGED):
                for page in _printed_pages(data, pdf, indexes):
                    done += 1
                    yield page
            return
        except ReadError as error:
            if done == len(indexes):
                raise error
    with told_as(_DAMAGED):
        yield from _printed_pages(_rewritten(pdf), pdf, indexes[done:])


def _printed_pages(
    data: bytes, triage: pypdfium2.PdfDocument, indexes: list[int]
) -> Iterator[tuple[int, PageContent | None]]:
    """The characters and lines of pages.

    None for a page to be recognised: its characters have no meaning to either library, or lie on their side.
    """
    if not indexes:
        return
    with pdfplumber.open(io.BytesIO(data), pages=[index + 1 for index in indexes], unicode_norm=None) as pdf:
        for index, page in zip(indexes, pdf.pages, strict=True):
            direction = main_direction(page.chars)
            glyphs = _glyphs(page, direction)
            if direction is Direction.UPRIGHT and _is_unreadable(glyphs):
                glyphs = _second_reading(triage, index)
            yield index, None if _is_unreadable(glyphs) else _content(page, index + 1, glyphs, direction)
            page.close()


def _content(page: Any, number: int, glyphs: list[Glyph], direction: Direction) -> PageContent:
    left, top = page.bbox[0], page.bbox[1]
    width, height = float(page.width), float(page.height)
    rules = tuple(
        Rule(edge["x0"] - left, edge["top"] - top, edge["x1"] - left, edge["bottom"] - top)
        for edge in page.edges
        if edge["orientation"] in ("h", "v")
    )
    content = PageContent(number, width, height, tuple(_once(glyphs, width, height)), rules)
    return turned_upright(content, direction)


def _is_unreadable(glyphs: list[Glyph]) -> bool:
    unknown = sum("\ue000" <= glyph.text <= "\uf8ff" or glyph.text == "\ufffd" for glyph in glyphs)
    return unknown > _UNREADABLE * len(glyphs)


def _glyphs(page: Any, direction: Direction) -> list[Glyph]:
    """The characters of a page that run the way its text runs: not those of a watermark set aslant."""
    left, top = page.bbox[0], page.bbox[1]
    return [
        Glyph(
            "\ufffd" if char["text"].startswith("(cid:") else char["text"],
            char["x0"] - left,
            char["top"] - top,
            char["x1"] - left,
            char["bottom"] - top,
        )
        for char in page.chars[:_MOST_GLYPHS]
        if char["text"] and direction_of(char["matrix"]) is direction
    ]


def _second_reading(pdf: pypdfium2.PdfDocument, index: int) -> list[Glyph]:
    """The characters as pdfium reads them: it knows character sets of fonts that do not say what they print."""
    page = pdf[index]
    text = page.get_textpage()
    height = page.get_height()
    glyphs = []
    for position in range(min(text.count_chars(), _MOST_GLYPHS)):
        left, bottom, right, top = text.get_charbox(position, loose=True)
        char = text.get_text_range(position, 1)
        if char and char not in "\r\n":
            glyphs.append(Glyph(char, left, height - top, right, height - bottom))
    text.close()
    page.close()
    return glyphs


def _once(glyphs: list[Glyph], width: float, height: float) -> Iterator[Glyph]:
    """The characters on the page; one printed twice at a place (bold by double print) counts once."""
    seen: dict[tuple[str, int], list[float]] = {}
    for glyph in glyphs:
        if glyph.x1 < 0 or glyph.x0 > width or glyph.bottom < 0 or glyph.top > height:
            continue
        places = seen.setdefault((glyph.text, round(glyph.top / 2)), [])
        if glyph.text.strip() and any(abs(glyph.x0 - x0) < 0.25 * (glyph.x1 - glyph.x0) for x0 in places):
            continue
        places.append(glyph.x0)
        yield glyph
