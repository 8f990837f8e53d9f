"""PDF with a text layer (ruled or three-line tables) and scanned pages made from it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from random import Random

import numpy
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table

from tests.corpus.blocks import Block, Break, Furniture, Grid, Heading, Line

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=17, firstLineIndent=22, wordWrap="CJK")
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=8.5, leading=11, wordWrap="CJK")
HEAD = ParagraphStyle("head", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=16, leading=26, alignment=1, wordWrap="CJK")
NOTE = ParagraphStyle("note", fontName=FONT, fontSize=9, leading=14, alignment=2)


def to_pdf(blocks: Sequence[Block], random: Random, *, ruled: bool | None = None) -> bytes:
    """A PDF with a text layer. `ruled` tables have all lines; else three (top, below the header, bottom)."""
    widest = max((block.width for block in blocks if isinstance(block, Grid)), default=1)
    size = landscape(A4) if widest > 8 else A4
    has_spans = any(
        box.rows > 1 or box.columns > 1
        for block in blocks
        if isinstance(block, Grid)
        for line in block.rows
        for box in line
    )
    ruled = ruled if ruled is not None else has_spans or random.random() < 0.5
    repeat, numbered = random.random() < 0.5, random.random() < 0.7
    stream = io.BytesIO()
    document = BaseDocTemplate(
        stream,
        pagesize=size,
        leftMargin=22 * mm,
        rightMargin=22 * mm,
        topMargin=22 * mm,
        bottomMargin=22 * mm,
        invariant=1,
    )

    def page_number(canvas: object, _: object) -> None:
        if numbered:
            canvas.setFont(FONT, 9)  # type: ignore[attr-defined]
            canvas.drawCentredString(size[0] / 2, 12 * mm, f"— {canvas.getPageNumber()} —")  # type: ignore[attr-defined]

    frame = Frame(22 * mm, 22 * mm, size[0] - 44 * mm, size[1] - 44 * mm, leftPadding=0, rightPadding=0)
    document.addPageTemplates(PageTemplate(frames=[frame], onPage=page_number))
    width = size[0] - 44 * mm
    document.build([flow for block in blocks for flow in _flowables(block, width, ruled, repeat)])
    return stream.getvalue()


def _flowables(block: Block, width: float, ruled: bool, repeat: bool) -> list[Flowable]:
    if isinstance(block, Heading):
        return [Paragraph(escape(block.text), TITLE if block.level == 0 else HEAD)]
    if isinstance(block, Line):
        return [Paragraph(escape(block.text), BODY)]
    if isinstance(block, Break):
        return [PageBreak()]
    if isinstance(block, Furniture):
        return []
    above = [Paragraph(escape(block.caption), HEAD)] if block.caption and not block.caption_below else []
    above += [Paragraph(escape(block.unit_note), NOTE)] if block.unit_note else []
    below = [Paragraph(escape(block.caption), HEAD)] if block.caption and block.caption_below else []
    return [*above, _table(block, width, ruled, repeat), *below, Spacer(1, 8)]


def _table(grid: Grid, width: float, ruled: bool, repeat: bool) -> Flowable:
    lattice = grid.lattice()
    columns = grid.width
    needs = [1.0] * columns
    for line in lattice:
        for column, cell in enumerate(line):
            if cell is not None and cell[0].columns == 1:
                needs[column] = max(needs[column], min(len(cell[0].text), 14) + 2)
    widths = [width * need / sum(needs) for need in needs]
    data = [
        [Paragraph(escape(cell[0].text), CELL) if cell and _first(lattice, r, c) else "" for c, cell in enumerate(line)]
        for r, line in enumerate(lattice)
    ]
    styles: list[tuple] = [("FONT", (0, 0), (-1, -1), FONT, 8.5), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for r, line in enumerate(lattice):
        for c, cell in enumerate(line):
            if cell and _first(lattice, r, c) and (cell[0].rows > 1 or cell[0].columns > 1):
                bottom = min(r + cell[0].rows, len(lattice)) - 1
                styles.append(("SPAN", (c, r), (c + cell[0].columns - 1, bottom)))
    if ruled:
        styles.append(("GRID", (0, 0), (-1, -1), 0.6, "black"))
    else:
        styles += [
            ("LINEABOVE", (0, 0), (-1, 0), 1, "black"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.6, "black"),
            ("LINEBELOW", (0, -1), (-1, -1), 1, "black"),
        ]
    return Table(data, colWidths=widths, style=styles, repeatRows=grid.header_rows if repeat else 0)


def _first(lattice: list[list], row: int, column: int) -> bool:
    """Whether a place is the upper left corner of its box."""
    cell = lattice[row][column]
    above = lattice[row - 1][column] if row and column < len(lattice[row - 1]) else None
    left = lattice[row][column - 1] if column else None
    return not (above and above[0] is cell[0]) and not (left and left[0] is cell[0])


def to_scan(pdf: bytes, random: Random, *, dpi: int = 180) -> bytes:
    """The pages as grey images, a little turned, blurred and speckled: a PDF without a text layer."""
    noise = numpy.random.default_rng(random.randrange(2**32))
    pages: list[Image.Image] = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        image = image.rotate(random.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
        image = image.filter(ImageFilter.GaussianBlur(0.5))
        grain = numpy.asarray(image, dtype=numpy.int16) + noise.normal(0, 9, (image.height, image.width)).astype(
            numpy.int16
        )
        pages.append(Image.fromarray(numpy.clip(grain, 0, 255).astype(numpy.uint8)))
        page.close()
    document.close()
    stream = io.BytesIO()
    fixed = __import__("time").gmtime(1677661200)
    pages[0].save(
        stream,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=dpi,
        quality=80,
        creationDate=fixed,
        modDate=fixed,
    )
    return stream.getvalue()
