"""A folder of invented reports in many formats, with files that cannot be loaded among them."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.corpus.generate import make
from tests.corpus.layouts import LAYOUTS
from tests.corpus.writer import available

RAW = Path(__file__).resolve().parents[2] / "raw"
SEED = 17
FORMATS = {
    "guangdong_narrative": ("txt", "gb18030", "utf16", "md", "html", "docx", "doc", "pdf"),
    "ministry_department": ("xlsx", "xls"),
    "appropriation": ("pdf3",),
    "hubei": ("scan",),
}


def invented(layout: str, file_format: str, number: int) -> tuple[str, bytes]:
    """A report's file name and bytes."""
    made = make(LAYOUTS[layout], file_format, number, SEED)
    return made.file_name, made.content


def write_folder(folder: Path) -> None:
    """The samples, a report in each format, and what is empty, cut short or noise."""
    shutil.copytree(RAW, folder)
    for number, (layout, file_format) in enumerate(
        (layout, file_format) for layout, formats in FORMATS.items() for file_format in formats
    ):
        if not available(file_format):  # no LibreOffice, no Chinese font
            continue
        name, content = invented(layout, file_format, number)
        (folder / name).write_bytes(content)
        if file_format in ("docx", "pdf", "xlsx"):
            (folder / f"cut.{file_format}").write_bytes(content[: len(content) * 2 // 3])
    (folder / "zero.pdf").write_bytes(b"")
    (folder / "noise.docx").write_bytes(bytes(range(256)) * 40)


def change_folder(folder: Path) -> None:
    """One file more, one with another figure, one gone."""
    name, content = invented("guangdong_narrative", "html", 100)
    (folder / name).write_bytes(content)
    changed = folder / "2022-baiyun-tongde.txt"
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("万元", "万元", 1) + "\n附:本报告已经主要负责人审定。\n", encoding="utf-8")
    (folder / "2022-huadu-xinhua.txt").unlink()
