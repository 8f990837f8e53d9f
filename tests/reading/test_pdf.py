"""PDF with a text layer: paragraphs, drawn and three-line tables, what goes on over a page break."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.lib import colors
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.platypus import PageBreak, Spacer

from orchestration.document import BlockKind, Document
from orchestration.reading import ReadError, read_document

from .paper import THREE_LINE, body, pdf, plain, ruled, title
from .shown import is_consistent, lines, spans, tables

PROSE = (
    "本部门主要职责是贯彻落实上级决策部署，统筹辖区经济发展、公共服务和公共安全，"
    "全年预算数为1,234.56万元，执行数为1,200.12万元，执行率97.21%。"
)


def read(data: bytes) -> Document:
    document = read_document(data, "report.docx")
    assert (document.file_format, document.reader, document.used_ocr) == ("pdf", "pdf", False)
    assert is_consistent(document)
    return document


def test_wrapped_lines_are_one_paragraph_and_edges_of_pages_are_furniture() -> None:
    document = read(
        pdf(
            [title("青湖镇部门整体支出绩效自评报告"), body("一、概况"), body(PROSE * 4), body(PROSE)], head="样县财政局"
        )
    )
    assert lines(document, BlockKind.PARAGRAPH) == [
        "样县财政局",
        "青湖镇部门整体支出绩效自评报告",
        "一、概况",
        PROSE * 4,
        PROSE,
    ]
    assert lines(document, BlockKind.FURNITURE) == ["- 1 -"]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    document = read(pdf([body(PROSE * 30)], head="样县财政局"))
    assert len(document.pages) == 2
    assert lines(document, BlockKind.PARAGRAPH) == [PROSE * 30]
    assert lines(document, BlockKind.FURNITURE) == ["样县财政局", "- 1 -", "样县财政局", "- 2 -"]
    paragraph = next(block for block in document.blocks if block.kind is BlockKind.PARAGRAPH)
    assert [document.page_of(piece.start) for piece in paragraph.pieces] == [1, 2]


def indicator_rows(count: int) -> list[list[str]]:
    return [
        ["", "", f"第{i}项道路清扫保洁面积达标情况及巡查频次", f"≥{i}.5万平方米", f"{1000 + i}"] for i in range(count)
    ]


def test_spans_of_drawn_cells() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "目标", "完成"], *indicator_rows(6), ["合计", "", "", "100", ""]]
    rows[1][:2] = ["产出指标", "数量指标"]
    rows[4][1] = "质量指标"
    merged = [((0, 1), (0, 6)), ((1, 1), (1, 3)), ((1, 4), (1, 6)), ((0, 7), (2, 7)), ((3, 7), (4, 7))]
    table = ruled(rows, [60, 60, 120, 90, 60], *[("SPAN", *area) for area in merged])
    document = read(pdf([body("表1"), table]))
    shown = tables(document)[0]
    assert shown[0] == rows[0]
    assert shown[1] == ["产出指标", "数量指标", *rows[1][2:]]
    assert shown[5] == [None, None, *rows[5][2:]]
    assert shown[7] == ["合计", None, None, "100", None]
    assert spans(document) == {
        "产出指标": (6, 1),
        "数量指标": (3, 1),
        "质量指标": (3, 1),
        "合计": (1, 3),
        "100": (1, 2),
    }
    table_block = next(block.table for block in document.blocks if block.table)
    assert table_block.spans_known
    first = table_block.cells[0]
    assert first.page == 1
    assert first.bbox is not None
    assert (first.bbox.x1 - first.bbox.x0) == pytest.approx(60, abs=0.5)


@pytest.mark.parametrize("repeat", [0, 1])
def test_a_table_goes_on_over_page_breaks_with_its_header_again_or_not(repeat: int) -> None:
    rows = [["一级指标", "二级指标", "三级指标", "目标", "完成"], *indicator_rows(70)]
    for row in rows[1:]:
        row[:2] = ["产出", "数量"]
    document = read(pdf([body("表1"), ruled(rows, [60, 60, 120, 90, 60], repeatRows=repeat), body("表后")]))
    assert len(document.pages) == 4
    assert tables(document) == [rows]
    assert {cell.page for block in document.blocks if block.table for cell in block.table.cells} == {1, 2, 3, 4}


def test_a_row_torn_by_the_page_break_is_one_row() -> None:
    long = "开展安全生产检查、消防隐患整治、食品安全巡查和道路交通劝导，覆盖辖区全部企业商户和居民小区，" * 12
    rows = [["任务", "完成情况", "资金"], ["甲", long, "12.5"], ["乙", long, "13.5"], ["丙", "完成", "14.5"]]
    document = read(
        pdf([Spacer(1, 420), ruled(rows, [60, 200, 60], ("VALIGN", (0, 0), (-1, -1), "TOP"), splitInRow=1)])
    )
    assert len(document.pages) > 1
    assert tables(document) == [rows]


def test_a_three_line_table_has_its_columns_and_heads_over_several_of_them() -> None:
    rows = [
        ["项目", "年初预算", "全年预算", "执行数"],
        ["基本支出", "700.00", "710.50", "700.25"],
        ["其中：人员经费", "1.00", "", "2"],
    ]
    grouped = [
        ["项目", "预算", "", "执行数"],
        ["", "年初", "调整后", "决算"],
        ["基本支出", "700.00", "710.50", "699"],
        ["项目支出", "1", "2", "3"],
    ]
    document = read(
        pdf(
            [
                body(PROSE),
                plain(rows, [140, 80, 80, 80], THREE_LINE),
                body(PROSE),
                plain(
                    grouped,
                    [140, 80, 80, 80],
                    THREE_LINE,
                    ("SPAN", (1, 0), (2, 0)),
                    ("ALIGN", (0, 0), (-1, 1), "CENTER"),
                ),
                body(PROSE),
            ]
        )
    )
    assert tables(document)[0] == rows
    assert tables(document)[1][2:] == grouped[2:]
    assert tables(document)[1][0] == ["项目", "预算", None, "执行数"]
    assert lines(document, BlockKind.PARAGRAPH) == [PROSE] * 3


def test_aligned_columns_without_any_line_are_a_table() -> None:
    rows = [
        ["项目", "预算数", "执行数"],
        ["基本支出", "700.00", "690.25"],
        ["项目支出", "534.56", "509.87"],
        ["合计", "1,234.56", "1,200.12"],
    ]
    document = read(pdf([body(PROSE), plain(rows, [160, 100, 100], []), body(PROSE)]))
    assert tables(document) == [rows]


def test_prose_lists_contents_and_signatures_are_no_tables() -> None:
    story = [
        body("目录"),
        body("一、概况 ………………………………………… 1"),
        body("二、绩效 ………………………………………… 2"),
        body("三、问题 ………………………………………… 3"),
        PageBreak(),
        body("1. 数量指标：清扫面积 12.5 万平方米，完成 100%。"),
        body("2. 质量指标：达标率 ≥ 95%，完成 96.5%。"),
        body("3. 时效指标：12 月 31 日前完成。"),
        *[body(PROSE)] * 3,
        body("样县青湖镇人民政府　　　　　　　　2023年5月30日"),
    ]
    assert tables(read(pdf(story))) == []


def test_a_frame_around_text_is_no_table() -> None:
    document = read(pdf([ruled([[PROSE]], [400]), body("后文")]))
    assert tables(document) == []
    assert lines(document, BlockKind.PARAGRAPH) == [PROSE, "后文"]


def test_words_printed_twice_for_boldness_count_once() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("STSong-Light", 16)
    for offset in (0, 0.3):
        canvas.drawString(100 + offset, 700, "绩效自评报告")
    canvas.save()
    assert lines(read(buffer.getvalue())) == ["绩效自评报告"]


def test_locked_and_damaged_files_are_told_as_such() -> None:
    locked = pdf([body(PROSE)], encrypt=StandardEncryption("secret"))
    with pytest.raises(ReadError, match="the file is protected by a password"):
        read_document(locked, "a.pdf")
    with pytest.raises(ReadError, match="the PDF is truncated or damaged"):
        read_document(pdf([body(PROSE * 50)])[:700], "a.pdf")


def test_a_file_locked_only_against_changes_is_read() -> None:
    data = pdf([body(PROSE)], encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    assert lines(read(data), BlockKind.PARAGRAPH) == [PROSE]


def test_an_empty_page_prints_nothing() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(ReadError, match="the file holds no text"):
        read_document(buffer.getvalue(), "a.pdf")


def test_lines_in_colour_and_thick_lines_draw_tables_too() -> None:
    table = ruled([["甲", "1"], ["乙", "2"]], [100, 100], ("GRID", (0, 0), (-1, -1), 3, colors.red))
    assert tables(read(pdf([table]))) == [[["甲", "1"], ["乙", "2"]]]


def test_labels_centred_over_their_rows_in_a_three_line_table_reach_over_them() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"],
        *([["", "", f"第{i}项巡查覆盖率", f"≥{90 + i}%", f"{91 + i}.5%"] for i in range(8)]),
    ]
    rows[1][:2] = ["产出指标", "数量指标"]
    rows[4][1] = "质量指标"
    rows[6][:2] = ["效益指标", "社会效益"]
    areas = [((0, 1), (0, 5)), ((1, 1), (1, 3)), ((1, 4), (1, 5)), ((0, 6), (0, 8)), ((1, 6), (1, 8))]
    style = [*[("SPAN", *area) for area in areas], ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    document = read(pdf([body("表2"), plain(rows, [70, 70, 120, 80, 80], THREE_LINE, *style), body(PROSE)]))
    assert spans(document) == {
        "产出指标": (5, 1),
        "数量指标": (3, 1),
        "质量指标": (2, 1),
        "效益指标": (3, 1),
        "社会效益": (3, 1),
    }
    assert [row[2:] for row in tables(document)[0]] == [row[2:] for row in rows]
    assert next(block.table for block in document.blocks if block.table).spans_known
