"""Blocks of money whose lower rows label parts in pairs: their phase is told by their sum, not by the column they stand in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import money_of, phases

HEAD = "2023年度部门整体支出绩效自评表\n部门名称\t丙县水务局\n"
ROWS = (
    ("年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    ("", "年度资金总额", "80", "90", "88", "10", "97.78%", "9.78"),
    ("", "按收入性质分：", "", "", "按支出性质分：", "", "", ""),
    ("", "其中：一般公共预算：", "70", "", "其中：基本支出：", "", "50", ""),
    ("", "政府性基金拨款：", "20", "", "项目支出：", "", "38", ""),
)
SPENT = [
    ("total", Decimal(900000), Decimal(880000)),
    ("fund", Decimal(700000), None),
    ("fund", Decimal(200000), None),
    ("nature", None, Decimal(500000)),
    ("nature", None, Decimal(380000)),
]


def read(table: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    report = extract_report(f"{HEAD}{table}\n".encode(), "report.txt")
    return [(row.breakdown, row.adjusted_amount, row.executed_amount) for row in report.spending]


@pytest.mark.parametrize("separator", ["\t", " "])
def test_labels_in_pairs_are_under_no_phase(separator: str) -> None:
    rows = ROWS if separator == "\t" else [[cell for cell in row if cell] for row in ROWS]
    assert read("\n".join(separator.join(row) for row in rows)) == SPENT


def test_labels_that_a_file_repeats_over_their_columns_are_one() -> None:
    pair = ("", "其中：一般公共预算：", "其中：一般公共预算：", "70", "其中：基本支出：", "其中：基本支出：", "50", "50")
    rest = ("", "政府性基金拨款：", "政府性基金拨款：", "20", "项目支出：", "项目支出：", "38", "38")
    assert read("\n".join("\t".join(row) for row in (*ROWS[:3], pair, rest))) == SPENT


def test_parts_under_the_phases_stay_there() -> None:
    part = ("", "其中：财政拨款", "80", "90", "88", "", "", "")
    assert read("\n".join("\t".join(row) for row in (*ROWS[:2], part)))[1] == ("source", Decimal(900000), Decimal(880000))


def test_a_page_that_begins_with_the_parts_of_a_total() -> None:
    rows = money_of(
        "| 其中：本年财政拨款 | 420.50 | 420.50 | 410.20 | — | 97.55% | — |\n| 上年结转资金 | 0.00 | 12.00 | 12.00 | — | 100.00% | — |\n"
        "| 其他资金 | 0.00 | 0.00 | 0.00 | — | — | — |\n| 年度目标 | 做好残疾人服务 | | | | | |\n"
    )
    assert [(row.item_name, phases(row), row.declared_rate_pct) for row in rows] == [
        ("本年财政拨款", {"approved": 4205000, "adjusted": 4205000, "executed": 4102000}, Decimal("97.55")),
        ("上年结转资金", {"approved": 0, "adjusted": 120000, "executed": 120000}, Decimal(100)),
        ("其他资金", {"approved": 0, "adjusted": 0, "executed": 0}, None),
    ]


def test_figures_that_do_not_give_the_printed_rate_are_no_block_of_money() -> None:
    assert money_of("| 其中：财政资金 | 420.5 | 380.2 | 97.55% |\n| 其他资金 | 0 | 0 | |\n") == []
