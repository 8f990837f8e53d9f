"""Rows of forms that lost a cell, lines that label their phases, sums of the sides of a form."""

from __future__ import annotations

from decimal import Decimal

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import money_of, phases

FORM = """2023年度部门整体支出绩效自评表
部门名称 | 云溪县林业局
年度预算申请（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | 300.00 | 320.00 | 310.00 | 10 | 96.88% | 9.69
按收入性质分：320.00 | 按支出性质分：310.00
其中：一般公共预算：290.00 | 其中：基本支出：110.00
纳入专户管理的非税收入拨款：30.00 | 项目支出：200.00
"""


def test_a_row_that_lost_the_cell_under_its_block_stands_under_its_phases() -> None:
    rows = {row.item_name: row for row in extract_report(FORM.encode(), "form.txt").spending}
    assert phases(rows["年度资金总额"]) == {"approved": 3000000, "adjusted": 3200000, "executed": 3100000}
    assert rows["年度资金总额"].declared_rate_pct == Decimal("96.88")


def test_each_side_of_the_parts_has_its_sum() -> None:
    rows = {row.item_name: (row.breakdown, row.direction, phases(row)) for row in extract_report(FORM.encode(), "form.txt").spending}
    assert rows["按收入性质分"] == ("total", "income", {"adjusted": 3200000})
    assert rows["按支出性质分"] == ("total", "expenditure", {"executed": 3100000})
    assert rows["纳入专户管理的非税收入拨款"][2] == {"adjusted": 300000}
    other = FORM.replace("按支出性质分：310.00", "按支出性质分：77.00")
    assert "按支出性质分" not in [row.item_name for row in extract_report(other.encode(), "form.txt").spending]


def test_a_row_under_a_full_header_is_not_moved() -> None:
    [row] = money_of("资金 |  | 年初预算数 | 全年预算数 | 全年执行数\n | 年度资金总额 | 300.00 | 320.00 | 310.00\n")
    assert phases(row) == {"approved": 3000000, "adjusted": 3200000, "executed": 3100000}
    [kept] = money_of("资金 | 比例 | 年初预算数 | 全年预算数 | 全年执行数\n年度资金总额 | 100 | 320.00 | 310.00 | 300.00\n")
    assert phases(kept) == {"approved": 3200000, "adjusted": 3100000, "executed": 3000000}


LINES = """2023年度项目支出绩效自评表
项目名称：岗位补贴
金额单位：万元
年初预算数：920.00　　全年预算数：880.00　　全年执行数：880.00　　执行率：100.00%
　其中：中央资金　年初 300.00　全年 280.00　执行 280.00　执行率 100.00%
　　　　县级资金　年初 620.00　全年 600.00　执行 600.00　执行率 100.00%
"""


def test_lines_that_name_a_part_and_label_its_phases() -> None:
    rows = [(row.item_name, row.breakdown, phases(row)) for row in extract_report(LINES.encode(), "form.txt").spending]
    assert [row for row in rows if row[1] == "source"] == [
        ("中央资金", "source", {"approved": 3000000, "adjusted": 2800000, "executed": 2800000}),
        ("县级资金", "source", {"approved": 6200000, "adjusted": 6000000, "executed": 6000000}),
    ]
    assert [row[2] for row in rows if row[1] == "total"] == [{"approved": 9200000, "adjusted": 8800000, "executed": 8800000}]


LIST = """2023年度部门整体支出绩效自评报告

二、预算执行情况
1.收入情况。2023年度总收入820万元，其中：
一般公共预算财政拨款收入800万元；
其他收入20万元。
2.支出情况。
项目支出160万元：
（1）水渠维修资金90万元；
（2）能力提升资金70万元，实际支付55万元。
3.支出决算总计6,384.25万元，本年支出合计5,977.33万元。
"""


def test_a_sentence_that_runs_on_from_its_heading_is_no_heading() -> None:
    rows = {row.item_name: phases(row) for row in extract_report(LIST.encode(), "report.txt").spending}
    assert rows["总收入"] == {"executed": 8200000}
    assert rows["水渠维修资金"] == {"executed": 900000}
    assert rows["能力提升资金"] == {"adjusted": 700000, "executed": 550000}
    assert not any("6" in name for name in rows)  # the comma of 6,384.25 ends no name


def test_sums_of_natures_in_lines_of_a_form() -> None:
    natures = ["基本支出总额", "162.46", "项目支出总额", "237.88", "预算执行情况"]
    cells = [*natures, "预算数（A）", "执行数（B）", "执行率（B/A）", "部门整体支出总额", "419.50", "400.34", "95.43%"]
    text = "样县石桥镇2022年度部门整体绩效自评表\n\n金额单位：万元\n\n" + "\n\n".join(cells) + "\n"
    rows = extract_report(text.encode(), "form.txt").spending
    told = {row.item_name: (row.breakdown, row.executed_amount) for row in rows}
    assert told["基本支出总额"] == ("nature", 1624600) and told["项目支出总额"] == ("nature", 2378800)
