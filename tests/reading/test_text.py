"""Encodings, kinds of files and the first look at a file: by content, never by its ending."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from orchestration.document import BlockKind
from orchestration.reading import ReadError, read_document

from .shown import is_consistent, lines, tables

TEXT = "二〇二二年度部门整体支出绩效自评报告\n\n一、基本情况\n全年预算数 1,234.56 万元，执行率 96.28%。\n" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_the_offices_gives_the_same_text(encoding: str) -> None:
    document = read_document(TEXT.encode(encoding), "report.pdf")
    assert document.text == TEXT
    assert document.warnings == ()
    assert document.file_format == "txt"


def test_a_text_cut_within_a_character_is_read_with_a_warning() -> None:
    document = read_document(TEXT.encode()[:-3], "a.txt")
    assert document.text == TEXT[:-2] + "\ufffd"
    assert document.warnings == ("some bytes could not be decoded and stand as \ufffd",)


def test_one_damaged_byte_does_not_lose_the_report() -> None:
    data = bytearray(TEXT.encode())
    data[100] = 0xFF
    assert "执行率 96.28%" in read_document(bytes(data), "a.txt").text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"\n \r\n\t", "the file is empty: it holds nothing but blanks"),
        (
            random.Random(5).randbytes(5000),
            "the file is no text in UTF-8, GB18030 or UTF-16: it looks like binary data",
        ),
        (b"\xff\xfe" + random.Random(5).randbytes(4000), "the file is marked as UTF-16-LE text but is not"),
        (b"Rar!\x1a\x07\x00junk", "the file is a RAR archive, which is not opened: repack it as ZIP"),
        (b"\x7fELF\x02\x01", "the file is a program, no document"),
        (b"PK\x03\x04broken", "the ZIP archive is truncated or damaged"),
    ],
)
def test_what_is_no_document_has_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_document(data, "report.txt")
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("member", "reason"),
    [
        ("a.txt", "the file is a ZIP archive: its members are read, not the archive itself"),
        ("OFD.xml", "the file is in the OFD format, which has no reader: save it as PDF"),
    ],
)
def test_zip_files_that_are_no_office_files(member: str, reason: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    with pytest.raises(ReadError, match=reason):
        read_document(buffer.getvalue(), "report.docx")


def test_lines_with_tabs_are_rows_and_page_numbers_are_furniture() -> None:
    document = read_document("单位：万元\n项目\t预算\n道路\t12.5\n- 3 -\n第 4 页 共 9 页\n后文\n".encode(), "a.txt")
    assert is_consistent(document)
    assert tables(document) == [[["项目", "预算"], ["道路", "12.5"]]]
    assert lines(document, BlockKind.FURNITURE) == ["- 3 -", "第 4 页 共 9 页"]


def test_markdown_tables_have_no_separator_row() -> None:
    document = read_document("## 自评表\n\n| 项目 | 预算 |\n| --- | ---: |\n| 道路 | 12.5 |\n".encode(), "a.md")
    assert tables(document) == [[["项目", "预算"], ["道路", "12.5"]]]
    assert lines(document, BlockKind.HEADING) == ["自评表"]


def test_bullets_mark_items_and_are_no_part_of_them() -> None:
    document = read_document("自评打分\n- 投入（20分）19分\n\n* 过程（30分）28分\n> 注：满分100分\n".encode(), "a.md")
    assert lines(document, BlockKind.ITEM) == ["投入（20分）19分", "过程（30分）28分"]
    assert lines(document, BlockKind.PARAGRAPH) == ["自评打分", "注：满分100分"]


def test_a_label_of_a_level_may_stand_in_two_lines_with_its_points_in_the_second() -> None:
    text = "指标\t二级指标\t名称\t目标值\n产出指标\n（50分）\t数量指标\t改造泵站\t6座\n\t质量指标\t验收合格率\t100%\n效益\n指标(30分)\t社会效益\t受益人口\t900人\n"
    document = read_document(text.encode(), "a.txt")
    assert is_consistent(document)
    (table,) = tables(document)
    assert [row[0] for row in table] == ["指标", "产出指标", "", "效益"]


def test_a_caption_over_a_header_is_no_half_of_a_cell() -> None:
    document = read_document("绩效指标完成情况\n指标\t目标值\t完成值\n改造泵站\t6座\t6座\n总体情况\n(50分)得48分\n".encode(), "a.txt")
    assert lines(document, BlockKind.PARAGRAPH) == ["绩效指标完成情况", "总体情况", "(50分)得48分"]


def test_a_pipe_at_the_end_is_an_empty_cell_where_rows_end_without_one() -> None:
    text = "类型 | 名称 | 指标值 | 说明\n产出 | 安装护栏 | ≥280米 |\n产出 | 修补路面 | 9公里 | 两处\n效益 | 事故下降 | ≥5% |\n"
    assert tables(read_document(text.encode(), "a.txt")) == [
        [["类型", "名称", "指标值", "说明"], ["产出", "安装护栏", "≥280米", ""], ["产出", "修补路面", "9公里", "两处"], ["效益", "事故下降", "≥5%", ""]]
    ]
    closed = "名称 | 指标值 |\n安装护栏 | ≥280米 |\n修补路面 | 9公里 |\n"
    assert tables(read_document(closed.encode(), "a.txt")) == [[["名称", "指标值"], ["安装护栏", "≥280米"], ["修补路面", "9公里"]]]


TORN = """                         指标值       完成值     得分
      新建农田灌溉渠道的长
                              12.5公里    12.6公里     10
      度
      受益农户满意度（抽样
                              ≥90%      93.4%       9
      问卷）
      渠道管护人员培训的场
                              6场       6场         8
      次
"""


def test_rows_of_columns_whose_names_are_wrapped_are_told() -> None:
    (told,) = read_document(TORN.encode(), "report.txt").warnings
    assert told == "3 lines of figures stand apart from the names of their rows: tables set in columns were not read as such"
    assert read_document(TORN.replace(" " * 30, "面积" + " " * 26).encode(), "report.txt").warnings == ()
