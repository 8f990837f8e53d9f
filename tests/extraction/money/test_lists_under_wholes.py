"""Lists in lines under the one that states their whole and opens them: 项目支出42万元,其中:."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.money.sentences.items import phase_of_list
from tests.extraction.reading_rows import phases, prose_money_of

HEAD = "青禾县石桥镇2022年度部门整体支出绩效自评报告\n\n二、资金使用情况\n"


def parts_of(text: str) -> list[tuple[str, str, dict[str, int]]]:
    rows = extract_report(f"{HEAD}{text}\n".encode(), "report.txt").spending
    return [(row.item_name, row.breakdown, phases(row)) for row in rows[1:]]


@pytest.mark.parametrize(
    ("line", "phase"),
    [
        ("项目支出年初预算数30万元,决算数42万元,是为完成特定任务发生的支出。其中:", "executed"),
        ("全年共支出56万元,占资金总量的94.5%,具体为:", "executed"),
        ("年初预算86万元,其中:", "approved"),
        ("本年收入合计90万元,其中:", None),
        ("支出56万元,其中:基本支出20万元", None),
        ("绩效指标如下:", None),
    ],
)
def test_the_phase_of_a_list_is_that_of_the_sum_told_last(line: str, phase: str | None) -> None:
    assert phase_of_list(line) == phase


def test_lines_without_numbers_are_parts_of_the_spending_above() -> None:
    assert parts_of("2022年项目支出45万元。其中：\n垃圾清运28万元；\n防汛值守9万元；\n其他项目8万元。\n预算调整的原因是上级追加。") == [
        ("垃圾清运", "project", {"executed": 280000}),
        ("防汛值守", "project", {"executed": 90000}),
        ("其他项目", "project", {"executed": 80000}),
    ]


def test_what_follows_the_sum_of_a_line_closes_no_list() -> None:
    text = "全年共支出45万元，具体为：\n1．岗位补贴：28万元，41人\n2．环境整治9万元（含宣传资金3万元、疏导点建设4万元）\n3．创业资金：8万元，扶持4人（每人2万元）"
    assert parts_of(text) == [
        ("岗位补贴", "project", {"executed": 280000}),
        ("环境整治", "project", {"executed": 90000}),
        ("宣传资金", "project", {"executed": 30000}),
        ("疏导点建设", "project", {"executed": 40000}),
        ("创业资金", "project", {"executed": 80000}),
    ]


def test_a_line_that_goes_on_behind_its_sum_is_no_part() -> None:
    assert parts_of("全年支出45万元，其中：\n垃圾清运28万元；\n结算审定额31万元高于已付款，差额质保期满后支付。") == [
        ("垃圾清运", "project", {"executed": 280000})
    ]


def test_kinds_of_spending_in_numbered_lines_under_a_fund() -> None:
    chapter = "青禾县水务局2022年度部门决算\n\n四、一般公共预算财政拨款基本支出决算情况说明\n"
    text = "基本支出64万元，其中：\n（一）人员经费57万元，主要包括：基本工资、奖金。\n（二）公用经费7万元，主要包括：办公费。"
    rows = extract_report(f"{chapter}{text}\n".encode(), "report.txt").spending
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("基本支出", {"executed": 640000}),
        ("人员经费", {"executed": 570000}),
        ("公用经费", {"executed": 70000}),
    ]


def test_projects_that_a_sentence_says_in_particular() -> None:
    rows = prose_money_of("项目支出具体是：泵站运维58.3万元、应急储备补助50万元。")
    assert [(row.item_name, row.parent_item_name, phases(row)) for row in rows] == [
        ("泵站运维", "项目支出", {"executed": 583000}),
        ("应急储备补助", "项目支出", {"executed": 500000}),
    ]


def test_numbered_names_behind_a_line_that_asks_where_the_money_went() -> None:
    rows = prose_money_of("（四）专项用在哪里。1.调解补贴46.8万元；2.监控平台改造32.5万元。")
    assert [(row.item_name, phases(row)) for row in rows] == [("调解补贴", {"executed": 468000}), ("监控平台改造", {"executed": 325000})]


def test_what_is_paid_out_of_a_fund_is_listed_without_its_sum() -> None:
    for line in ("按规定从县级统筹资金中列支监理费7.4万元、设计费2万元。", "从县级统筹资金中支付监理费7.4万元，设计费2万元。"):
        rows = extract_report(f"{HEAD}{line}\n".encode(), "report.txt").spending
        told = [(row.item_name, row.parent_item_name, phases(row)) for row in rows]
        assert told == [("监理费", "县级统筹资金", {"executed": 74000}), ("设计费", "县级统筹资金", {"executed": 20000})]


def test_spending_without_a_name_is_of_what_its_part_of_a_list_begins_with() -> None:
    line = "资金使用明细：渠道清淤12公里，支出30万元；泵站维修3座，按每座2万元补助，支出6万元；质量检测费1.5万元。"
    rows = extract_report(f"{HEAD}{line}\n".encode(), "report.txt").spending
    assert [row.item_name for row in rows] == ["渠道清淤", "泵站维修", "质量检测费"]


def test_what_residents_need_not_spend_is_no_money_of_the_office() -> None:
    line = "项目支出96万元。受益群众年均减少就医支出约160元。"
    rows = extract_report(f"{HEAD}{line}\n".encode(), "report.txt").spending
    assert [phases(row) for row in rows] == [{"executed": 960000}]
