"""Phases whose label stands in a row of its own."""

from decimal import Decimal

from orchestration.extraction import extract_report

TITLE = "青禾县水库管理中心2022年度部门整体支出绩效自评表\n"
LABEL = "预算资金（万元） |\n"
ROWS = "年度资金总额 | 40.5 | 50.2 | 49.1 | 10 | 97.81% | 9.78 ||\n其他资金 | 0 | 2.2 | 2.2 | — | 100% | — ||\n"


def rows(text: str) -> list[tuple[str, Decimal | None, Decimal | None, Decimal | None]]:
    found = extract_report((TITLE + text).encode(), "a.txt").spending
    return [(row.item_name, row.approved_amount, row.adjusted_amount, row.executed_amount) for row in found]


def test_phases_stand_over_the_figures_of_rows_that_the_label_is_beside() -> None:
    phases = "年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 ||\n"
    assert rows(LABEL + phases + ROWS) == [("年度资金总额", 405000, 502000, 491000), ("其他资金", 0, 22000, 22000)]


def test_phases_behind_the_label_of_names_stay() -> None:
    phases = "资金来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 ||\n"
    assert rows(LABEL + phases + ROWS)[0] == ("年度资金总额", 405000, 502000, 491000)
