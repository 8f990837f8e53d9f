"""Text and Markdown that hold tables in HTML: the tables keep their cells and spans, the text around them its lines."""

from __future__ import annotations

from orchestration.document import BlockKind
from orchestration.reading import read_document

MARKDOWN = """# 青禾县水务局2023年度绩效自评报告

一、资金情况

<table border="1"><tr><td rowspan="2">产出指标</td><td>新建泵站</td><td>≥3座</td></tr>
<tr><td>维修渠道</td><td>12公里</td></tr></table>

| 项目 | 执行数 |
| --- | --- |
| 基本支出 | 120.50 |

二、存在的问题
"""


def test_tables_in_html_keep_their_cells_and_spans() -> None:
    document = read_document(MARKDOWN.encode(), "report.md")
    tables = [block.table for block in document.blocks if block.table is not None]
    cells = [
        [(cell.row, cell.column, cell.row_span, document.text[cell.start : cell.end]) for cell in table.cells]
        for table in tables
    ]
    assert cells == [
        [(0, 0, 2, "产出指标"), (0, 1, 1, "新建泵站"), (0, 2, 1, "≥3座"), (1, 1, 1, "维修渠道"), (1, 2, 1, "12公里")],
        [(0, 0, 1, "项目"), (0, 1, 1, "执行数"), (1, 0, 1, "基本支出"), (1, 1, 1, "120.50")],
    ]
    assert [table.spans_known for table in tables] == [True, False]
    assert (document.reader, document.file_format) == ("text", "md")


def test_text_around_tables_stays_in_its_place() -> None:
    document = read_document(MARKDOWN.encode(), "report.md")
    printed = [
        document.text[block.pieces[0].start : block.pieces[-1].end] if block.table is None else "table"
        for block in document.blocks
    ]
    assert printed == [
        "青禾县水务局2023年度绩效自评报告", "一、资金情况", "table", "table", "二、存在的问题",
    ]  # fmt: skip
    assert document.blocks[0].kind is BlockKind.HEADING


def test_a_table_within_another_is_read_once() -> None:
    text = "附表\n<table><tr><td>收支</td><td><table><tr><td>支出</td><td>5</td></tr><tr><td>收入</td><td>6</td></tr></table></td></tr></table>\n完"
    document = read_document(text.encode(), "report.txt")
    assert [document.text.count(words) for words in ("收支", "支出", "完")] == [1, 1, 1]
    assert document.file_format == "txt"


def test_a_tag_that_never_ends_is_text() -> None:
    document = read_document("说明\n<table><tr><td>支出 5\n完".encode(), "report.txt")
    assert not [block for block in document.blocks if block.table is not None]
    assert "<table>" in document.text
