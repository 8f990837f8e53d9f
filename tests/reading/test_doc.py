"""DOC, RTF and MHT. With LibreOffice the tables come with their spans; without it, the text, and the reason is told."""

from __future__ import annotations

import io

import docx
import pytest

from orchestration.reading import ReadError, office, read_document

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
def test_without_libreoffice_the_text_is_read_and_the_reason_told(
    old_word: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    document = read_document(old_word, "a.doc")
    assert (document.reader, document.file_format) == ("legacy_doc", "doc")
    assert "1,234.56" in document.text
    assert document.text.startswith("青湖镇绩效自评报告\n")
    assert document.warnings == (
        "LibreOffice is not installed: the text of the DOC was read, its tables as lines of text",
    )
    with pytest.raises(
        ReadError, match="the file is an RTF document, which only LibreOffice reads: LibreOffice is not"
    ):
        read_document(rb"{\rtf1 text}", "a.doc")


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
