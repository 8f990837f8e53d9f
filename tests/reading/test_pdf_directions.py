"""Text of a PDF that does not run to the right of its page: watermarks aslant, landscape tables on their side."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from orchestration.reading import read_document

from .paper import FONT, ruled
from .shown import lines, spans, tables

ROWS = [
    ["支出项目", "年初预算数", "执行数"],
    ["基本支出", "310.20", "305.75"],
    ["项目支出", "1,120.00", "980.40"],
]


def drawn(canvas: Canvas, table: Table) -> bytes:
    table.wrapOn(canvas, 600, 400)
    table.drawOn(canvas, 60, 300)
    canvas.save()
    return canvas.getpdfdata()


def test_letters_of_a_watermark_aslant_are_in_no_cell() -> None:
    canvas = Canvas(io.BytesIO(), pagesize=A4)
    canvas.saveState()
    canvas.setFont(FONT, 40)
    canvas.translate(60, 250)
    canvas.rotate(45)
    canvas.drawString(0, 0, "仅供内部审核使用")
    canvas.restoreState()
    document = read_document(drawn(canvas, ruled(ROWS, [160, 120, 120])), "a.pdf")
    assert tables(document) == [ROWS]
    assert lines(document) == []


@pytest.mark.parametrize("degrees", [90, -90])
def test_a_page_printed_on_its_side_is_turned_not_recognised(degrees: int) -> None:
    canvas = Canvas(io.BytesIO(), pagesize=A4)
    canvas.translate(*((A4[0], 0) if degrees > 0 else (0, A4[1])))
    canvas.rotate(degrees)
    rows = [*ROWS, ["合计", "", "1,286.15"]]
    document = read_document(drawn(canvas, ruled(rows, [160, 120, 120], ("SPAN", (0, 3), (1, 3)))), "a.pdf")
    assert not document.used_ocr
    assert tables(document) == [[*ROWS, ["合计", None, "1,286.15"]]]
    assert spans(document) == {"合计": (1, 2)}


def test_labels_over_many_rows_do_not_hide_that_a_table_has_no_side_lines() -> None:
    rows = [["一级指标", "三级指标", "完成值"], *[["", f"第{i}项检查完成率", f"9{i}%"] for i in range(7)]]
    rows[1][0], rows[6][0] = "产出指标", "效益指标"
    inner = [("LINEBEFORE", (1, 0), (2, -1), 0.5, "black"), ("LINEBELOW", (1, 0), (-1, -1), 0.5, "black")]
    style = [*inner, *(("LINEBELOW", (0, row), (-1, row), 0.5, "black") for row in (0, 5, 7))]
    style += [("LINEABOVE", (0, 0), (-1, 0), 0.5, "black"), ("SPAN", (0, 1), (0, 5)), ("SPAN", (0, 6), (0, 7))]
    table = Table(rows, colWidths=[100, 200, 100], style=[("FONT", (0, 0), (-1, -1), FONT, 10), *style])
    document = read_document(drawn(Canvas(io.BytesIO(), pagesize=A4), table), "a.pdf")
    assert spans(document) == {"产出指标": (5, 1), "效益指标": (2, 1)}
    assert [row[1:] for row in tables(document)[0]] == [row[1:] for row in rows]
