"""PDF: with a text layer against the reader library alone on the same pages; scans by where the time goes."""

from __future__ import annotations

import io
import time
from typing import Any

import pdfplumber

from benchmarks.corpora import SEED
from benchmarks.measure import Figure, least_cpu
from orchestration.reading import ocr, read_document
from tests.corpus.generate import Made, make_all
from tests.corpus.layouts import OPEN


def against_the_library(reports: int) -> Figure:
    """pdfplumber's text and tables of each page, and pages closed, as its manual says; processor time."""
    files = _made("pdf", reports)
    library = least_cpu(lambda: [_library(made.content) for made in files], rounds=2)
    ours = least_cpu(lambda: [read_document(made.content, made.file_name) for made in files], rounds=2)
    pages = sum(_library(made.content) for made in files)
    detail = {"pages": pages, "library_ms": round(1000 * library / pages, 1), "ours_ms": round(1000 * ours / pages, 1)}
    return Figure("PDF with a text layer / pdfplumber alone", ours / library, "<= 2", detail)


def time_inside_ocr(reports: int) -> Figure:
    """The share of reading scans that is spent in the engine's own call, wall time."""
    inside = 0.0
    engine: Any = ocr._engine()
    original = type(engine).__call__

    def timed(self: Any, *arguments: Any, **options: Any) -> Any:
        nonlocal inside
        begun = time.perf_counter()
        try:
            return original(self, *arguments, **options)
        finally:
            inside += time.perf_counter() - begun

    files = _made("scan", reports)
    type(engine).__call__ = timed
    try:
        begun = time.perf_counter()
        for made in files:
            read_document(made.content, made.file_name)
        total = time.perf_counter() - begun
    finally:
        type(engine).__call__ = original
    detail = {"reports": reports, "seconds": round(total, 1)}
    return Figure("OCR: time inside the engine / all", inside / total, ">= 0.9", detail)


def _made(file_format: str, reports: int) -> list[Made]:
    layouts = [layout for layout in OPEN if file_format in layout.formats][:reports]
    return make_all(layouts, [file_format], -(-reports // len(layouts)), SEED)[:reports]


def _library(content: bytes) -> int:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(pdf.pages)
