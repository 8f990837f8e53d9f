"""Which bytes a finished draft becomes: format by format, deterministic for a seed (but for .doc)."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.corpus.blocks import Block, Box, Grid, Heading
from tests.corpus.damage import damage_blocks, damage_text
from tests.corpus.draft import Draft
from tests.corpus.formats import html, markdown, office, pdf, text

FORMATS = ("txt", "gb18030", "utf16", "md", "html", "docx", "doc", "xlsx", "xls", "pdf", "pdf3", "scan", "zip")
ENDINGS = {"gb18030": "txt", "utf16": "txt", "pdf3": "pdf", "scan": "pdf"}


def available(file_format: str) -> bool:
    """Whether this machine can write a format."""
    return file_format != "doc" or shutil.which("soffice") is not None


def file_name(draft: Draft, file_format: str) -> str:
    return f"{draft.record.report_id}.{ENDINGS.get(file_format, file_format)}"


def write(draft: Draft, file_format: str, random: Random, *, damage: str = "light") -> bytes:
    """The bytes of a report."""
    blocks = damage_blocks(draft.blocks, random, damage, file_format)
    if file_format in ("txt", "gb18030", "utf16"):
        style = random.choice(text.TABLE_STYLES) if damage == "heavy" else random.choice(("tab", "tab", "tab", "pipe"))
        content = damage_text(text.render(blocks, tables=style), random, damage)
        return content.encode({"txt": "utf-8", "gb18030": "gb18030", "utf16": "utf-16"}[file_format])
    if file_format == "md":
        return damage_text(markdown.render(blocks, random), random, damage).encode()
    if file_format == "html":
        site = draft.record.office.district + "人民政府"
        return html.render(blocks, random, site=site, year=draft.record.year).encode(random.choice(("utf-8",)))
    if file_format == "docx":
        return fixed_zip(office.to_docx(blocks, random))
    if file_format == "doc":
        return to_doc(office.to_docx(blocks, random))
    if file_format == "xlsx":
        template = blank(draft, blocks) if random.random() < 0.4 else []
        return fixed_zip(office.to_xlsx(blocks, random, template))
    if file_format == "xls":
        return office.to_xls(blocks, random)
    if file_format == "zip":
        return _zip(draft, blocks, random, damage)
    page = pdf.to_pdf(blocks, random, ruled=file_format != "pdf3")
    return pdf.to_scan(page, random) if file_format == "scan" else page


def _zip(draft: Draft, blocks: Sequence[Block], random: Random, damage: str) -> bytes:
    """The report in Word, its form in Excel beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        members = [(f"{draft.record.report_id}.docx", fixed_zip(office.to_docx(blocks, random)))]
        for number, attachment in enumerate(draft.attachments, start=1):
            form = damage_blocks(attachment.blocks, random, damage, "xlsx")
            members.append((f"附件{number}：绩效自评表.xlsx", fixed_zip(office.to_xlsx(form, random))))
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (2023, 3, 1, 9, 0, 0)), content)
    return stream.getvalue()


def blank(draft: Draft, blocks: Sequence[Block]) -> list[Block]:
    """The same form without its values: what a template sheet holds."""
    record = draft.record
    values = {record.office.name, *(each.goal for each in record.tasks)}
    for each in record.indicators:
        values |= {each.name, each.target_words or "", each.actual_words or "", each.reason}
    emptied: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid):
            rows = [
                [Box("" if _is_value(box.text, values) else box.text, box.rows, box.columns) for box in line]
                for line in block.rows
            ]
            emptied.append(Grid(rows, block.caption, unit_note=block.unit_note))
        elif isinstance(block, Heading) and block.level == 0:
            emptied.append(Heading("（填报模板）"))
    return emptied


def _is_value(text: str, values: set[str]) -> bool:
    return text in values or bool(re.search(r"\d", text)) or len(text) > 20


def fixed_zip(content: bytes) -> bytes:
    """The same archive with fixed times, so that equal content has equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2023-03-01T09:00:00Z", data)
            target.writestr(zipfile.ZipInfo(info.filename, (2023, 3, 1, 9, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def to_doc(content: bytes) -> bytes:
    """Word 97 through LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(content)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "doc:MS Word 97",
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (Path(folder) / "report.doc").read_bytes()
