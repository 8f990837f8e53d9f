"""One report in each format in one folder, through one real load: outcome, format and key figures of each.

`.doc` and `.rtf` are written and read with LibreOffice; pictures of pages need a Chinese font. In CI both are there.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import duckdb
import pypdfium2
import pytest

from tests.corpus.generate import Made, distinct_numbers, make, save
from tests.corpus.layouts import LAYOUTS
from tests.corpus.score import Scored, score_folder

SEED = 41
IN_CI = os.environ.get("CI") == "true"
LAYOUT_OF = {
    **dict.fromkeys(
        ("txt", "gb18030", "utf16", "md", "html", "mht", "docx", "doc", "rtf", "pdf"), "guangdong_narrative"
    ),
    **dict.fromkeys(("xlsx", "xls"), "ministry_department"),
    **dict.fromkeys(("scan", "png"), "hubei"),
    "pdf3": "appropriation",
    "zip": "attached_form",
}
WRITTEN_AS = {"mht": "html", "rtf": "docx", "png": "scan"}  # made from another format of the corpus
TOLD_AS = {  # reader and file_format in quality.documents
    **{name: ("text", "txt") for name in ("txt", "gb18030", "utf16")},
    "md": ("text", "md"),
    "html": ("html", "html"),
    "mht": ("mhtml", "mhtml"),
    "docx": ("docx", "docx"),
    "doc": ("libreoffice", "doc"),
    "rtf": ("libreoffice", "rtf"),
    "xlsx": ("spreadsheet", "xlsx"),
    "xls": ("spreadsheet", "xls"),
    "pdf": ("pdf", "pdf"),
    "pdf3": ("pdf", "pdf"),
    "scan": ("pdf_ocr", "pdf"),
    "png": ("ocr", "image"),
    "zip": ("docx", "docx"),
}
RECOGNISED = ("scan", "png")


def converted(content: bytes, target: str) -> bytes:
    """A Word document in another format, by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (Path(folder) / f"report.{target}").read_bytes()


def web_archive(content: bytes) -> bytes:
    message = MIMEMultipart("related")
    message.attach(MIMEText(content.decode(), "html", "utf-8"))
    return b"MIME-Version: 1.0\n" + message.as_bytes().replace(b"MIME-Version: 1.0\n", b"", 1)


def picture(content: bytes) -> bytes:
    """The first page of a PDF as PNG."""
    pdf = pypdfium2.PdfDocument(content)
    stream = io.BytesIO()
    pdf[0].render(scale=200 / 72).to_pil().save(stream, "PNG")
    pdf.close()
    return stream.getvalue()


MADE_FROM = {"mht": web_archive, "rtf": lambda content: converted(content, "rtf"), "png": picture}


def can_be_written(name: str) -> bool:
    if name in ("doc", "rtf"):
        return shutil.which("soffice") is not None
    if name in RECOGNISED:
        listed = shutil.which("fc-list") and subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False)
        return bool(listed and listed.stdout.strip())
    return True


def reports() -> Iterator[Made]:
    """A report in each format that this machine can write, each of another office."""
    taken: set[tuple[str, ...]] = set()
    for name, layout_name in LAYOUT_OF.items():
        layout = LAYOUTS[layout_name]
        (number,) = distinct_numbers(layout, 1, SEED, taken, clean=True)
        if can_be_written(name):
            made = make(layout, WRITTEN_AS.get(name, name), number, SEED, clean=True)
            if name in MADE_FROM:
                content, stem = MADE_FROM[name](made.content), Path(made.file_name).stem
                made = replace(made, content=content, file_name=f"{stem}.{name}", file_format=name)
            yield made


@dataclass(frozen=True)
class Load:
    """What a load made of the folder, by format."""

    documents: dict[str, list[tuple[str, str, str | None]]]
    scored: dict[str, Scored]


@pytest.fixture(scope="module")
def load(tmp_path_factory: pytest.TempPathFactory) -> Load:
    folder = tmp_path_factory.mktemp("formats")
    made = list(reports())
    save(made, folder)
    done = subprocess.run(
        [str(Path(sys.executable).with_name("jixiao")), "load", str(folder / "reports")],
        env={**os.environ, "JIXIAO_DATA": str(folder / "data")},
        capture_output=True,
        text=True,
        check=False,
        timeout=1_800,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    warehouse = folder / "data" / "warehouse.duckdb"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select source_path, outcome, reader, file_format, reason from quality.documents order by source_path"
        ).fetchall()
    format_of = {each.file_name: each.file_format for each in made}
    documents: dict[str, list[tuple[str, str, str | None]]] = {}
    for path, outcome, reader, file_format, reason in rows:
        assert outcome == "loaded", (path, reason)
        name = format_of[path.removeprefix("reports/").partition("!/")[0]]
        documents.setdefault(name, []).append((reader, file_format, reason))
    return Load(documents, {each.source.file_format: each for each in score_folder(folder, warehouse=warehouse)})


@pytest.mark.parametrize("name", LAYOUT_OF)
def test_a_report_in_each_format_is_loaded_with_its_figures(name: str, load: Load) -> None:
    if not IN_CI and not can_be_written(name):
        pytest.skip("LibreOffice or a Chinese font is not installed")
    assert (*TOLD_AS[name], None) in load.documents[name]
    tallies = load.scored[name].tallies
    least = 0.85 if name in RECOGNISED else 0.95
    assert tallies["reports"].f1 is not None
    assert tallies["reports"].f1 >= least
    assert tallies["spending"].f1 is not None
    assert tallies["spending"].f1 >= least
    assert load.scored[name].alarms == 0


def test_a_report_with_its_form_in_an_archive_is_one_report_of_two_documents(load: Load) -> None:
    assert [file_format for _, file_format, _ in load.documents["zip"]] == ["docx", "xlsx"]


def test_every_format_of_the_corpus_is_there() -> None:
    from tests.corpus.writer import FORMATS

    assert set(FORMATS) <= set(LAYOUT_OF)
