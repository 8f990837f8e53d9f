"""Lines of names and sums without a blank between their cells."""

from __future__ import annotations

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import phases

TITLE = "2023年度部门整体支出绩效自评报告\n\n单位：云溪县水务局\n\n（二）支出情况（万元）：\n"


def _rows(lines: str) -> list[tuple[str, str, dict[str, int]]]:
    rows = extract_report((TITLE + lines).encode(), "report.txt").spending
    return [(row.item_name, row.breakdown, phases(row)) for row in rows]


def test_sums_with_as_many_decimals_are_parted() -> None:
    assert _rows("支出功能科目年初预算调整预算决算数\n教育支出406.331,233.801,133.80\n农林水支出0.0045.5045.50\n合计406.331279.301179.30\n") == [
        ("教育支出", "function", {"approved": 4063300, "adjusted": 12338000, "executed": 11338000}),
        ("农林水支出", "function", {"approved": 0, "adjusted": 455000, "executed": 455000}),
        ("合计", "total", {"approved": 4063300, "adjusted": 12793000, "executed": 11793000}),
    ]


def test_a_bare_zero_is_a_sum_too() -> None:
    assert _rows("项目名称预算数（万元）支出数（万元）\n泵站维修082.40\n渠道清淤60.0058.20\n")[0] == ("泵站维修", "project", {"adjusted": 0, "executed": 824000})


def test_lines_that_print_another_number_of_sums_are_left_alone() -> None:
    assert _rows("支出功能科目年初预算调整预算决算数\n教育支出406.33433.80\n农林水支出45.5045.50\n") == []
    assert _rows("支出功能科目年初预算决算数\n教育支出406.3433.8\n农林水支出45.545.5\n") == []  # 40 | 6.3…
