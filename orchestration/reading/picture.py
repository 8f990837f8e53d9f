"""Pictures (PNG, JPEG, TIFF, BMP) of pages: a scan that was never made a PDF, or was pasted into a Word file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy

from orchestration.document import Document
from orchestration.reading.builder import DocumentBuilder
from orchestration.reading.errors import ReadError, told_as
from orchestration.reading.layout.document import write_pages
from orchestration.reading.layout.page import lay_out
from orchestration.reading.limits import MOST_OCR_PAGES
from orchestration.reading.ocr import cv2, recognise

_SHORT_SIDE = 595.0  # points of A4, taken for the page's shorter side
_FEWEST_PIXELS = 200  # a shorter side: a logo or a stamp, no page
_BLURRED = 1_000  # pixels of the shorter side below which enlarging helps
_LONGEST = 5_000


def read_picture(data: bytes) -> Document:
    """The document that a picture file shows. Raises ReadError where it is damaged or shows no text."""
    return read_pictures([data], file_format="image")


def read_pictures(pictures: Sequence[bytes], *, file_format: str) -> Document:
    """The document that pictures show, each a page (TIFF: several). Too small ones are left out."""
    images = [image for data in pictures for image in _decoded(data) if min(image.shape[:2]) >= _FEWEST_PIXELS]
    if not images:
        raise ReadError("the file holds no text")
    builder = DocumentBuilder()
    if len(images) > MOST_OCR_PAGES:
        builder.warnings.append(f"{len(images)} pages are scanned: the first {MOST_OCR_PAGES} of them were read")
    layouts = []
    for number, image in enumerate(images[:MOST_OCR_PAGES], 1):
        scaled = _scaled(image)
        layouts.append(lay_out(recognise(scaled, number, _SHORT_SIDE / min(scaled.shape[:2]))))
    write_pages(builder, layouts)
    return builder.build(reader="ocr", file_format=file_format, used_ocr=True)


def _decoded(data: bytes) -> list[Any]:
    with told_as("the picture is damaged or too large"):
        done, images = cv2.imdecodemulti(numpy.frombuffer(data, numpy.uint8), cv2.IMREAD_COLOR)
    if not done or not images:
        raise ReadError("the picture is truncated or damaged")
    return list(images)


def _scaled(image: Any) -> Any:
    height, width = image.shape[:2]
    factor = 2.0 if min(height, width) < _BLURRED else 1.0
    factor = min(factor, _LONGEST / max(height, width))
    if factor == 1.0:
        return image
    return cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)
