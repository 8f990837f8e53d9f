"""DOC, RTF and MHT. With LibreOffice the tables come with their spans; without it, the text, and the reason is told."""

from __future__ import annotations

import io

import docx
import pytest

from orchestration.reading import ReadError, office, read_document
from orchestration.reading.doc_tables import read_structure

from .shown import is_consistent, lines, tables

needs_libreoffice = pytest.mark.skipif(not office.is_installed(), reason="LibreOffice is not installed")


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("青湖镇绩效自评报告")
    table = document.add_table(2, 2)
    for i, text in enumerate(("项目", "预算数", "基本支出", "1,234.56")):
        table.cell(i // 2, i % 2).text = text
    document.add_paragraph("后文")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def old_word() -> bytes:
    return office.convert(word(), "docx", "doc")


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_tables_of_old_formats(kind: str) -> None:
    document = read_document(office.convert(word(), "docx", kind), "a.docx")
    assert (document.reader, document.file_format) == ("libreoffice", kind)
    assert is_consistent(document)
    assert tables(document) == [[["项目", "预算数"], ["基本支出", "1,234.56"]]]
    assert lines(document) == ["青湖镇绩效自评报告", "后文"]


@needs_libreoffice
def test_without_libreoffice_tables_are_read_from_the_file_itself(
    old_word: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    document = read_document(old_word, "a.doc")
    assert (document.reader, document.file_format) == ("doc_tables", "doc")
    assert is_consistent(document)
    assert tables(document) == [[["项目", "预算数"], ["基本支出", "1,234.56"]]]
    assert lines(document) == ["青湖镇绩效自评报告", "后文"]
    with pytest.raises(
        ReadError, match="the file is an RTF document, which only LibreOffice reads: LibreOffice is not"
    ):
        read_document(rb"{\rtf1 text}", "a.doc")


@needs_libreoffice
def test_without_libreoffice_and_tables_the_text_is_read_and_the_reason_told(monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document()
    document.add_paragraph("青湖镇绩效自评报告")
    buffer = io.BytesIO()
    document.save(buffer)
    data = office.convert(buffer.getvalue(), "docx", "doc")
    monkeypatch.setenv("PATH", "")
    read = read_document(data, "a.doc")
    assert (read.reader, read.text) == ("legacy_doc", "青湖镇绩效自评报告")
    assert read.warnings == ("LibreOffice is not installed: the text of the DOC was read, its tables as lines of text",)


@needs_libreoffice
def test_merged_cells_that_libreoffice_loses_keep_their_places() -> None:
    document = docx.Document()
    document.add_paragraph("青湖镇绩效自评表")
    table = document.add_table(4, 4)
    table.cell(0, 1).merge(table.cell(0, 3)).text = "青湖镇人民政府"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "资金"
    for place, text in (((0, 0), "名称"), ((1, 2), "预算数"), ((1, 3), "执行数"), ((2, 1), "总额"), ((2, 2), "5.00")):
        table.cell(*place).text = text
    buffer = io.BytesIO()
    document.save(buffer)
    read = read_structure(office.convert(buffer.getvalue(), "docx", "doc"))
    assert is_consistent(read)
    (block,) = [block.table for block in read.blocks if block.table]
    spans = {read.text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span) for c in block.cells}
    assert spans["青湖镇人民政府"] == (0, 1, 1, 3)
    assert spans["资金"] == (1, 0, 3, 1)
    assert spans["5.00"] == (2, 2, 1, 1)


@needs_libreoffice
def test_a_doc_cut_short_is_told_as_such(old_word: bytes) -> None:
    with pytest.raises(ReadError, match="the Office file is truncated or damaged"):
        read_document(old_word[: len(old_word) // 3], "a.doc")


def test_a_web_archive_under_the_ending_of_word() -> None:
    page = "<html><body><p>青湖镇绩效自评报告</p></body></html>"
    data = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html; charset=gb2312\n"
        b"Content-Transfer-Encoding: 8bit\n\n"
    ) + page.encode("gb18030")
    document = read_document(data + b"\n--B--\n", "a.doc")
    assert document.file_format == "mhtml"
    assert lines(document) == ["青湖镇绩效自评报告"]
