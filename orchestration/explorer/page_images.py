"""Pages of a PDF, and pictures, as PNG. Rendering is done by a process of its own, which may die of what it is given.

Run as a module it is that process: `python -m orchestration.explorer.page_images FILE PAGE [X0,TOP,X1,BOTTOM …]`
writes the PNG to its standard output. Boxes are in points from the top left corner and are drawn over the page.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

Box = tuple[float, float, float, float]
FORMATS = ("pdf", "image")
_SECONDS = 30
_MEMORY = 2 * 1024**3  # bytes
_WIDTH = 1400  # pixels
_MOST_PIXELS = 12_000_000
_MOST_BOXES = 40
_MARK = (230, 159, 0)  # the orange that marks a figure in text


class NoImage(Exception):
    """A page that cannot be shown as a picture."""


def boxes_of(text: str) -> tuple[Box, ...]:
    """Boxes as `fct_evidence.bbox` holds them, several parted by `;`. Raises NoImage."""
    try:
        boxes = [tuple(float(part) for part in box.split(",")) for box in text.split(";") if box][:_MOST_BOXES]
    except ValueError as error:
        raise NoImage("boxes") from error
    if any(len(box) != 4 for box in boxes):
        raise NoImage("boxes")
    return tuple((box[0], box[1], box[2], box[3]) for box in boxes)


@lru_cache(maxsize=64)
def render(file: Path, page: int, boxes: tuple[Box, ...]) -> bytes:
    """A page (from 1) as PNG. Raises NoImage."""
    marks = [",".join(f"{value:.2f}" for value in box) for box in boxes]
    command = [sys.executable, "-m", "orchestration.explorer.page_images", str(file), str(page), *marks]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise NoImage("time") from error
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG"):
        raise NoImage(done.stderr.decode("utf-8", "replace")[-200:])
    return done.stdout


def _draw(file: Path, page: int, boxes: list[Box]) -> None:
    from PIL import Image, ImageChops, ImageDraw

    Image.MAX_IMAGE_PIXELS = 120_000_000
    with file.open("rb") as raw:
        is_pdf = b"%PDF-" in raw.read(1024)
    image, scale = _pdf_page(file, page) if is_pdf else _picture(file, page)
    if scale and boxes:
        shade = Image.new("RGB", image.size, "white")
        draw = ImageDraw.Draw(shade)
        frame = ImageDraw.Draw(image)
        for box in boxes:
            x0, top, x1, bottom = (round(value * scale) for value in box)
            if x0 < x1 and top < bottom:
                draw.rectangle((x0 - 3, top - 3, x1 + 3, bottom + 3), fill=(255, 236, 179))
                frame.rectangle((x0 - 4, top - 4, x1 + 4, bottom + 4), outline=_MARK, width=3)
        image = ImageChops.multiply(image, shade)
    image.save(sys.stdout.buffer, "PNG")


def _pdf_page(file: Path, page: int):  # type: ignore[no-untyped-def]  # a Pillow image, and pixels per point
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    sheet = document[page - 1]
    width, height = sheet.get_size()
    scale = min(_WIDTH / max(width, 1), (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    return sheet.render(scale=scale).to_pil().convert("RGB"), scale


def _picture(file: Path, page: int):  # type: ignore[no-untyped-def]
    from PIL import Image

    opened = Image.open(file, formats=("PNG", "JPEG", "TIFF", "BMP"))
    opened.seek(page - 1)
    image = opened.convert("RGB")
    image.thumbnail((_WIDTH, _WIDTH * 3))
    return image, 0.0  # no boxes: nobody says how many of its pixels are a point


def main() -> None:
    """The process that draws: its own memory and processor time are limited before the file is opened."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    boxes = [box for text in sys.argv[3:] for box in boxes_of(text)]
    _draw(Path(sys.argv[1]), int(sys.argv[2]), boxes)


if __name__ == "__main__":
    main()
