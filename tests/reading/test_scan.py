"""Scanned pages: the text and figures of a page without a text layer, each with a confidence, in its table's cells."""

from __future__ import annotations

import io

import numpy
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from orchestration.document import Document
from orchestration.reading import read_document

from .paper import body, pdf, ruled
from .shown import is_consistent, lines, spans, tables

ROWS = [
    ["一级指标", "二级指标", "年度指标值", "实际完成值"],
    ["产出指标", "数量指标", "≥155.5万平方米", "1,015.25"],
    ["", "质量指标", "≥95%", "96.28%"],
    ["", "时效指标", "12次", "12"],
]
TABLE = ruled(ROWS, [90, 90, 130, 110], ("SPAN", (0, 1), (0, 3)))
PROSE = "本单位全年预算数为1,234.56万元，执行数为1,200.12万元，执行率97.21%。"


def page_image(data: bytes, dpi: int = 150) -> Image.Image:
    """The first page as a scanner would deliver it."""
    page = pypdfium2.PdfDocument(data)[0]
    return page.render(scale=dpi / 72).to_pil().convert("RGB")


def has_chinese_font() -> bool:
    """Whether this machine can print the font that PDF files of the tests do not embed."""
    return numpy.asarray(page_image(pdf([body("绩")], numbered=False)).convert("L")).min() < 128


needs_font = pytest.mark.skipif(not has_chinese_font(), reason="no Chinese font is installed")


def scanned(images: list[Image.Image], dpi: int = 150) -> bytes:
    """A PDF of pictures only."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for image in images:
        width, height = (side * 72 / dpi for side in image.size)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(image), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def check_table(document: Document) -> None:
    assert document.used_ocr
    assert is_consistent(document)
    shown = [[cell and cell.replace(" ", "") for cell in row] for row in tables(document)[0]]
    assert shown == [ROWS[0], ROWS[1], [None, *ROWS[2][1:]], [None, *ROWS[3][1:]]]
    assert {text.replace(" ", ""): span for text, span in spans(document).items()} == {"产出指标": (3, 1)}


@needs_font
def test_a_scanned_page_gives_prose_and_cells_with_confidences() -> None:
    document = read_document(scanned([page_image(pdf([body(PROSE), TABLE]))]), "a.pdf")
    assert (document.reader, document.file_format) == ("pdf_ocr", "pdf")
    check_table(document)
    assert lines(document)[0].replace(" ", "") == PROSE
    table = next(block.table for block in document.blocks if block.table)
    figure = next(cell for cell in table.cells if document.text[cell.start : cell.end] == "1,015.25")
    assert figure.confidence is not None
    assert 0.5 < figure.confidence <= 1
    words = [word for word in document.confidences if figure.start <= word.start < figure.end]
    assert [(word.start, word.end) for word in words] == [(figure.start, figure.end)]
    assert figure.bbox is not None
    assert words[0].bbox is not None
    assert figure.bbox.x0 < words[0].bbox.x0 < words[0].bbox.x1 < figure.bbox.x1


@needs_font
@pytest.mark.parametrize(("askew", "turned"), [(1.2, 0), (0, 90)])
def test_a_page_that_lies_askew_or_on_its_side_is_straightened(askew: float, turned: int) -> None:
    image = page_image(pdf([body(PROSE), TABLE])).rotate(askew, expand=False, fillcolor="white", resample=Image.BICUBIC)
    check_table(read_document(scanned([image.rotate(turned, expand=True)]), "a.pdf"))


@needs_font
def test_a_mixed_file_is_read_page_by_page() -> None:
    printed = pdf([body(PROSE)], numbered=False)
    both = pypdfium2.PdfDocument.new()
    both.import_pages(pypdfium2.PdfDocument(printed))
    both.import_pages(pypdfium2.PdfDocument(scanned([page_image(printed)])))
    buffer = io.BytesIO()
    both.save(buffer)
    document = read_document(buffer.getvalue(), "a.pdf")
    assert [line.replace(" ", "") for line in lines(document)] == [PROSE, PROSE]
    assert len(document.pages) == 2
    assert all(document.page_of(word.start) == 2 for word in document.confidences)


@needs_font
def test_a_picture_file_is_a_scan() -> None:
    buffer = io.BytesIO()
    page_image(pdf([body(PROSE), TABLE])).save(buffer, "JPEG")
    document = read_document(buffer.getvalue(), "a.jpg")
    assert document.file_format == "image"
    check_table(document)
