"""Builds PDF files with reportlab in a Chinese font that needs no font file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
TITLE = ParagraphStyle("title", fontName=FONT, fontSize=18, leading=26, alignment=1, wordWrap="CJK")
CELL = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
RULED = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
THREE_LINE = [
    ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
    ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
    ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
]


def body(text: str) -> Paragraph:
    return Paragraph(text, BODY)


def title(text: str) -> Paragraph:
    return Paragraph(text, TITLE)


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[float], *extra: Any, **options: Any) -> Table:
    """A table with all lines; cells wrap."""
    cells = [[Paragraph(text, CELL) if text else "" for text in row] for row in rows]
    return Table(cells, colWidths=list(widths), style=TableStyle([*RULED, *extra]), **options)


def plain(rows: Sequence[Sequence[str]], widths: Sequence[float], lines: Sequence[Any], *extra: Any) -> Table:
    """A table without column lines, figures to the right."""
    style = [("FONT", (0, 0), (-1, -1), FONT, 10), ("ALIGN", (1, 1), (-1, -1), "RIGHT"), *lines, *extra]
    return Table([list(row) for row in rows], colWidths=list(widths), style=TableStyle(style))


def pdf(story: Sequence[Flowable], *, head: str = "", numbered: bool = True, **options: Any) -> bytes:
    """The file; every page has a running head and its number."""

    def frame(canvas: Any, document: Any) -> None:
        canvas.setFont(FONT, 9)
        if numbered:
            canvas.drawCentredString(A4[0] / 2, 30, f"- {document.page} -")
        canvas.drawString(60, 810, head)

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, **options).build(list(story), onFirstPage=frame, onLaterPages=frame)
    return buffer.getvalue()
