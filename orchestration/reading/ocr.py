"""Pictures of pages → recognised characters with places and confidences, and the ruling lines of their tables.

Recognition is rapidocr's with the models of its wheel (nothing is downloaded); lines are found with OpenCV. A page that
lies askew is straightened, one that lies on its side or head is turned.
"""

from __future__ import annotations

import logging
import math
import os
from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import Any

import numpy
import pypdfium2

from orchestration.reading.errors import told_as
from orchestration.reading.layout.glyphs import Glyph
from orchestration.reading.layout.page import PageContent
from orchestration.reading.layout.ruled import Rule

os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(100_000_000))
import cv2

_DPI = 200
_LONGEST_SIDE = 5_000  # pixels; larger pages are rendered smaller
_DETECTION_SIDE = 1920  # at 1280 short cells of dense tables are missed, for a quarter less time
_TRUSTED = 0.75  # mean confidence below which the page may lie on its side or head
_ASKEW = 0.15  # degrees
_MOST_ASKEW = 8.0
_RUN = 9  # pixels at half size that a line runs within one row, askew by a few degrees
_LINE_ACROSS = 60  # pixels: longer than any stroke of body text
_LINE_DOWN = 45
_THICKEST = 14
_BORDERS = "|｜丨¦│"  # what recognition makes of a column line

Image = Any


def recognise_page(pdf: pypdfium2.PdfDocument, index: int) -> PageContent:
    """What a page of a PDF shows, rendered."""
    with told_as("the PDF is truncated or damaged"):
        page = pdf[index]
        width, height = page.get_size()
        scale = min(_DPI / 72, _LONGEST_SIDE / max(width, height, 1))
        image = page.render(scale=scale).to_numpy()[:, :, :3]
        page.close()
    return recognise(numpy.ascontiguousarray(image), index + 1, 1 / scale)


def recognise(image: Image, number: int, points: float) -> PageContent:
    """What an image (rows × columns × BGR) shows; `points` is the size of one of its pixels."""
    slope = _slope_of_rules(image)
    if _ASKEW < abs(slope) < _MOST_ASKEW:
        image, _ = _straightened(image, [], slope)
    image, boxes = _upright(image)
    slope = _slope_of_text(boxes)
    if _ASKEW < abs(slope) < _MOST_ASKEW:
        image, boxes = _straightened(image, boxes, slope)
    height, width = image.shape[:2]
    glyphs = tuple(_glyphs(boxes, points))
    areas = [(*(box.corners.min(axis=0) * points), *(box.corners.max(axis=0) * points)) for box in boxes]
    rules = tuple(rule for rule in _rules(image, points) if not any(_is_stroke(rule, *area) for area in areas))
    return PageContent(number, width * points, height * points, glyphs, rules)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # a second to load

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    parameters = {
        "Global.log_level": "critical",
        "Global.use_cls": False,
        "Global.max_side_len": _LONGEST_SIDE,
        "Det.limit_type": "max",
        "Det.limit_side_len": _DETECTION_SIDE,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # pages are read in several processes
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    return RapidOCR(params=parameters)


class _Box:
    """A recognised line: its corners and its characters, each with confidence and corners, in pixels."""

    def __init__(self, corners: Image, characters: list[tuple[str, float, Image]]) -> None:
        self.corners = corners
        self.characters = characters

    def turned(self, matrix: Image) -> _Box:
        return _Box(_moved(self.corners, matrix), [(c, s, _moved(b, matrix)) for c, s, b in self.characters])

    @property
    def width(self) -> float:
        return float(numpy.linalg.norm(self.corners[1] - self.corners[0]))

    @property
    def height(self) -> float:
        return float(numpy.linalg.norm(self.corners[3] - self.corners[0]))


def _read(image: Image) -> list[_Box]:
    result = _engine()(image, return_word_box=True, return_single_char_box=True)
    if result.boxes is None or result.word_results is None:
        return []
    boxes = []
    for corners, words in zip(result.boxes, result.word_results, strict=True):
        characters = _with_permille([(str(w[0]), float(w[1]), numpy.array(w[2], dtype=float)) for w in words if w[0]])
        if characters:
            boxes.append(_Box(numpy.array(corners, dtype=float), characters))
    return boxes


def _with_permille(characters: list[tuple[str, float, Image]]) -> list[tuple[str, float, Image]]:
    """A percent sign followed by a nought, then no digit, is what recognition makes of ‰."""
    mended: list[tuple[str, float, Image]] = []
    for index, (char, score, corners) in enumerate(characters):
        following = characters[index + 1][0] if index + 1 < len(characters) else ""
        if mended and mended[-1][0] == "%" and char in "0oO〇" and not following.isdigit():
            mended[-1] = ("‰", min(score, mended[-1][1]), numpy.vstack([mended[-1][2], corners]))
        else:
            mended.append((char, score, corners))
    return mended


def _upright(image: Image) -> tuple[Image, list[_Box]]:
    """The image turned so that its text stands upright, and what was read then."""
    boxes = _read(image)
    if not boxes:
        return image, boxes
    long = [box for box in boxes if len(box.characters) > 1]
    if _letters([box for box in long if box.height > 1.5 * box.width]) > _letters(long) / 2:
        turns: tuple[int, ...] = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE)
    elif _confidence(boxes) < _TRUSTED:
        turns = (cv2.ROTATE_180,)
    else:
        return image, boxes
    candidates = [] if len(turns) > 1 else [(image, boxes)]
    for turn in turns:
        turned = cv2.rotate(image, turn)
        candidates.append((turned, _read(turned)))
    return max(candidates, key=lambda candidate: _confidence(candidate[1]) * _letters(candidate[1]))


def _confidence(boxes: list[_Box]) -> float:
    scores = [score for box in boxes for _, score, _ in box.characters]
    return sum(scores) / len(scores) if scores else 0.0


def _letters(boxes: list[_Box]) -> int:
    return sum(len(box.characters) for box in boxes)


def _slope_of_rules(image: Image) -> float:
    """By how many degrees the long lines are off; 0 where there are too few to tell."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    small = cv2.resize(grey, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    slopes = [*_slopes(ink), *(-slope for slope in _slopes(numpy.ascontiguousarray(ink.T)))]
    return median(slopes) if len(slopes) >= 2 else 0.0


def _slopes(ink: Image) -> Iterator[float]:
    """The slopes, in degrees, of long lines across."""
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (_RUN, 1)))
    joined = cv2.dilate(runs, cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for label in range(1, count):
        x, y, width, height, _ = stats[label]
        if width > 0.12 * ink.shape[1] and height < 0.15 * width:
            rows, columns = numpy.nonzero(labels[y : y + height, x : x + width] == label)
            slope, start = numpy.polyfit(columns, rows, 1)
            if numpy.abs(rows - (slope * columns + start)).max() < _RUN / 2:  # a line, not a line of text
                yield math.degrees(math.atan(slope))


def _slope_of_text(boxes: list[_Box]) -> float:
    """By how many degrees lines of text rise or fall."""
    slopes = [
        math.degrees(math.atan2(box.corners[1][1] - box.corners[0][1], box.corners[1][0] - box.corners[0][0]))
        for box in boxes
        if box.width > 8 * box.height
    ]
    return median(slopes) if len(slopes) >= 3 else 0.0


def _straightened(image: Image, boxes: list[_Box], angle: float) -> tuple[Image, list[_Box]]:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    straight = cv2.warpAffine(image, matrix, (width, height), borderValue=(255, 255, 255))
    return straight, [box.turned(matrix) for box in boxes]


def _moved(points: Image, matrix: Image) -> Image:
    return numpy.hstack([points, numpy.ones((len(points), 1))]) @ matrix.T


def _glyphs(boxes: list[_Box], points: float) -> Iterator[Glyph]:
    for box in boxes:
        for char, score, corners in box.characters:
            if char in _BORDERS:
                continue
            left, top = corners.min(axis=0) * points
            right, bottom = corners.max(axis=0) * points
            yield Glyph(char, float(left), float(top), float(right), float(bottom), min(1.0, max(0.0, score)))


def _is_stroke(rule: Rule, x0: float, top: float, x1: float, bottom: float) -> bool:
    """Whether a rule is a stroke of the large characters in this area, not a line of a table."""
    margin = 0.12 * (bottom - top)
    if rule.x0 < x0 - margin or rule.x1 > x1 + margin:
        return False
    if rule.is_horizontal:
        return top + margin < rule.top < bottom - margin
    return rule.top > top - margin and rule.bottom < bottom + margin


def _rules(image: Image, points: float) -> Iterator[Rule]:
    """The ruling lines: long thin runs of ink, across and down."""
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    for across in (True, False):
        length = _LINE_ACROSS if across else _LINE_DOWN
        bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 1) if across else (1, 3))
        whole = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge)
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if across else (1, length))
        lines = cv2.morphologyEx(whole, cv2.MORPH_OPEN, kernel)
        thick = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if across else (3, 1))
        count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(lines, thick), connectivity=8)
        for x, y, width, height, _ in stats[1:count]:
            if (height if across else width) > _THICKEST:
                continue
            if across:
                middle = (y + height / 2) * points
                yield Rule(x * points, middle, (x + width) * points, middle)
            else:
                middle = (x + width / 2) * points
                yield Rule(middle, y * points, middle, (y + height) * points)
