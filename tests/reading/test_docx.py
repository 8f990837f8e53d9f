"""Word documents, built with python-docx: what the body prints, in order, with the spans of its tables."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from orchestration.document import BlockKind, Document
from orchestration.reading import ReadError, read_document

from .shown import is_consistent, lines, spans, tables


def saved(word: WordDocument) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def read(word: WordDocument) -> Document:
    document = read_document(saved(word), "report.txt")
    assert document.file_format == "docx"
    assert is_consistent(document)
    return document


def test_paragraphs_headings_and_tables_stand_in_their_order() -> None:
    word = docx.Document()
    word.add_heading("青湖镇部门整体支出绩效自评报告", 0)
    word.add_paragraph("全年预算数为 1,200.50 万元。")
    table = word.add_table(rows=4, cols=3)
    for row, values in enumerate(
        [("项目", "金额", ""), ("", "预算", "执行"), ("基本支出", "700", "680.25"), ("", "1", "2")]
    ):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    word.add_paragraph("二、存在问题").style = word.styles["Heading 2"]
    word.add_paragraph("第一行").runs[0].add_break()
    word.paragraphs[-1].add_run("第二行\t末")
    document = read(word)
    assert lines(document) == [
        "青湖镇部门整体支出绩效自评报告",
        "全年预算数为 1,200.50 万元。",
        "二、存在问题",
        "第一行",
        "第二行 末",
    ]
    assert lines(document, BlockKind.HEADING) == ["青湖镇部门整体支出绩效自评报告", "二、存在问题"]
    assert [block.kind for block in document.blocks][2] is BlockKind.TABLE
    assert tables(document) == [
        [["项目", "金额", None], [None, "预算", "执行"], ["基本支出", "700", "680.25"], [None, "1", "2"]]
    ]
    assert spans(document) == {"项目": (2, 1), "金额": (1, 2), "基本支出": (2, 1)}
    assert document.blocks[2].table is not None
    assert document.blocks[2].table.spans_known


def numbered(word: WordDocument, text: str, list_id: int, level: int = 0) -> None:
    properties = word.add_paragraph(text)._p.get_or_add_pPr()
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    properties.append(parse_xml(xml))


def test_automatic_numbers_are_text() -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    levels = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "%1.%4"))
    xml = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{xml}</w:abstractNum>'))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="11"/></w:lvlOverride>'
    for key, content in ((91, ""), (92, override)):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="90"/>{content}</w:num>')
        )
    for text, level in (("概况", 0), ("职责", 1), ("甲", 2), ("乙", 2), ("收支", 1), ("丙", 2), ("评价", 0), ("丁", 1)):
        numbered(word, text, 91, level)
    numbered(word, "附件", 92)
    assert lines(read(word)) == [
        "一、概况",
        "（一）职责",
        "1. 甲",
        "2. 乙",
        "（二）收支",
        "1. 丙",
        "二、评价",
        "（一）丁",
        "十一、附件",
    ]


def test_a_table_within_a_cell_is_a_table_of_its_own_and_a_text_box_is_read() -> None:
    word = docx.Document()
    outer = word.add_table(rows=2, cols=2)
    outer.cell(0, 0).text = "资金"
    outer.cell(0, 1).text = "300"
    outer.cell(1, 0).text = "指标"
    inner = outer.cell(1, 1).add_table(rows=2, cols=2)
    for i, value in enumerate("甲1乙2"):
        inner.cell(i // 2, i % 2).text = value
    box = "<w:txbxContent><w:p><w:r><w:t>单位：万元</w:t></w:r></w:p></w:txbxContent>"
    vml = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    shape = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    content = (
        f"<mc:AlternateContent><mc:Choice>{shape}</mc:Choice><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>"
    )
    word.add_paragraph("表前")._p.append(parse_xml(f"<w:r {nsdecls('w')} {vml}>{content}</w:r>"))
    document = read(word)
    assert tables(document) == [[["资金", "300"], ["指标", ""]], [["甲", "1"], ["乙", "2"]]]
    assert lines(document) == ["表前", "单位：万元"]


def test_content_controls_insertions_and_symbols_print_deletions_and_hidden_text_do_not() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("起")._p
    for xml in (
        "<w:sdt {}><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:ins {}><w:r><w:t>插入</w:t></w:r></w:ins>",
        "<w:del {}><w:r><w:delText>删除</w:delText></w:r></w:del>",
        "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>",
        '<w:r {}><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        "<w:r {}><w:instrText>PAGE</w:instrText></w:r>",
    ):
        paragraph.append(parse_xml(xml.format(nsdecls("w"))))
    assert lines(read(word)) == ["起控件插入☑"]


def test_running_heads_are_furniture() -> None:
    word = docx.Document()
    word.add_paragraph("正文")
    word.sections[0].header.paragraphs[0].text = "样县财政局"
    assert lines(read(word), BlockKind.FURNITURE) == ["样县财政局"]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == name else old.read(info.filename))
    return buffer.getvalue()


def test_a_document_cut_short_is_told_as_such() -> None:
    word = docx.Document()
    word.add_paragraph("正文" * 500)
    data = saved(word)
    with pytest.raises(ReadError, match=r"the Word document \(DOCX\) is truncated or damaged"):
        read_document(data[: len(data) * 2 // 3], "a.docx")
    with pytest.raises(ReadError, match=r"word/document\.xml is not well-formed"):
        read_document(with_part(data, "word/document.xml", b"<w:document><w:body>"), "a.docx")


def test_a_document_without_text_is_told_as_such() -> None:
    with pytest.raises(ReadError, match="the file holds no text"):
        read(docx.Document())
