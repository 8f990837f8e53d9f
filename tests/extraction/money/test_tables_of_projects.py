"""Tables of projects: units by column, who pays beside what is paid, the sum of all tasks."""

from dataclasses import replace
from decimal import Decimal

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import DEPARTMENT, money_of, phases


def table(*rows: str) -> str:
    lines = [f"| {row} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * rows[0].count("|") + "---|", *lines[1:]])


def test_each_column_has_the_unit_of_its_header() -> None:
    rows = money_of(table("类别 | 计划资金(万元) | 支出资金(元)", "产业发展 | 7,716.00 | 76,931,000.00", "合计 | 7,716.00 | 76,931,000.00"))
    assert [phases(row) for row in rows] == [{"adjusted": 77160000, "executed": 76931000}] * 2


def test_a_project_is_named_and_not_who_pays_for_it() -> None:
    rows = money_of(table("项目名称 | 资金来源 | 预算数(元) | 支出数(元)", "球场提升 | 省级补助 | 320000 | 300000", "广播运维 | 县级财政 | 200000 | 175700"))
    assert [row.item_name for row in rows] == ["球场提升", "广播运维"]


def test_the_sum_of_tasks_that_is_the_total_of_the_office() -> None:
    text = table("任务名称 | 完成情况 | 年初预算数 | 全年执行数", "行政运行 | 已完成 | 440 | 430", "金额合计 | 全部完成 | 865.4 | 853")
    known = money_of(text, replace(DEPARTMENT, known_total=Decimal(8654000)))
    assert [row.breakdown for row in known] == ["task", "total"]
    assert [row.breakdown for row in money_of(text)] == ["task", "task"]


def test_the_column_of_what_was_carried_out_is_spent() -> None:
    rows = money_of(table("资金 | 年初预算 | 调整后预算 | 预算执行", "资金总额 | 126 | 148.5 | 141"))
    assert [phases(row) for row in rows] == [{"approved": 1260000, "adjusted": 1485000, "executed": 1410000}]


def test_a_task_named_like_a_kind_of_spending_is_a_task() -> None:
    rows = money_of(table("任务名称 | 预算数(万元) | 执行数(万元)", "人员经费 | 110.4 | 110.4", "植树造林 | 90 | 86", "合计 | 200.4 | 196.4"))
    assert [(row.item_name, row.breakdown) for row in rows] == [("人员经费", "task"), ("植树造林", "task"), ("合计", "total")]


def test_names_that_reach_down_beside_a_second_header_row() -> None:
    page = (
        "<h1>样县农业农村局2023年度部门项目支出绩效自评情况报告</h1><table><tr><td rowspan=2>序号</td><td rowspan=2>项目名称</td>"
        "<td colspan=3>资金使用情况</td><td colspan=2>自评结果</td></tr><tr><td>预算数</td><td>支出数</td><td>执行率（%）</td><td>得分</td><td>等级</td></tr>"
        "<tr><td>1</td><td>良种补贴</td><td>460</td><td>448.5</td><td>97.50</td><td>95</td><td>优</td></tr>"
        "<tr><td>2</td><td>渠道清淤</td><td>185</td><td>150</td><td>81.08</td><td>88</td><td>良</td></tr></table><p>单位：万元</p>"
    )
    report = extract_report(f"<html><body>{page}</body></html>".encode(), "report.html")
    assert [(row.item_name, row.executed_amount) for row in report.spending] == [
        ("良种补贴", Decimal("4485000.0")),
        ("渠道清淤", Decimal(1500000)),
    ]
    assert [(row.component, row.score, row.grade) for row in report.scores] == [
        ("良种补贴", Decimal(95), "优"),
        ("渠道清淤", Decimal(88), "良"),
    ]


def test_the_project_of_a_form_stands_in_the_line_of_its_first_cells() -> None:
    head = "项目名称河道管护项目主管部门云溪县水务局实施单位河道管理站\n\n"
    (row, *_) = money_of(head + "项目资金\t年初预算数\t全年预算数\t全年执行数\n年度资金总额\t100\t120\t110\n其中：财政拨款\t100\t120\t110\n")
    assert (row.item_name, row.breakdown) == ("河道管护项目", "project")


def test_the_only_sum_of_a_form_of_tasks_is_the_office_s_total() -> None:
    head = "样县文旅局2022年度部门整体支出绩效自评表\n\n"
    tasks = "任务名称\t完成情况\t全年预算数（万元）\t全年执行数（万元）\n免费开放\t已完成\t31\t29\n文物保护\t已完成\t16\t16\n金额合计\t\t47\t45\n"
    rows = extract_report(f"{head}{tasks}".encode(), "form.txt").spending
    assert [row.breakdown for row in rows] == ["task", "task", "total"]
    told = "2022年全年预算数60万元，执行数58万元。\n\n"
    rows = extract_report(f"{head}{told}{tasks}".encode(), "form.txt").spending
    assert [row.breakdown for row in rows] == ["total", "task", "task", "task"]


def test_a_task_that_is_only_counted_is_named_by_its_content() -> None:
    rows = money_of(table("任务名称 | 主要内容 | 预算金额(万元) | 执行金额(万元)", "任务1 | 渠道清淤 | 31 | 30", "任务2 | 保障人员工资福利 | 48 | 48"))
    assert [(row.item_name, row.breakdown) for row in rows] == [("渠道清淤", "task"), ("保障人员工资福利", "task")]


def test_what_places_were_to_get_and_got() -> None:
    paid = table("乡镇(场) | 补贴户数 | 应发金额 | 实发金额", "甲镇 | 18 | 85210.75 | 84601", "乙乡 | 12 | 61037 | 60743")
    rows = money_of(f"各乡镇补贴发放情况表 单位：户、亩、元\n{paid}")
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("甲镇", {"adjusted": 85210, "executed": 84601}),
        ("乙乡", {"adjusted": 61037, "executed": 60743}),
    ]


def test_the_money_that_a_work_used_was_spent() -> None:
    rows = money_of(table("序号 | 重点工作 | 完成情况 | 使用资金（万元）", "1 | 企业培育 | 新增企业11家 | 16.5", "2 | 技改奖补 | 奖补企业9家 | 41"))
    assert [(row.item_name, phases(row)) for row in rows] == [("企业培育", {"executed": 165000}), ("技改奖补", {"executed": 410000})]


def test_the_fund_of_a_project_stands_in_a_column_of_its_own() -> None:
    rows = money_of(table("序号 | 项目名称 | 资金性质 | 全年预算 | 支出", "1 | 管网改造 | 政府性基金 | 52 | 49", "2 | 危房改造 | 一般公共预算 | 9 | 9"))
    assert [(row.item_name, row.fund_key) for row in rows] == [("管网改造", "government_fund_budget"), ("危房改造", "general_public_budget")]


def test_what_was_spent_in_all() -> None:
    rows = money_of(table("年度预算（万元） | 预算总额 | 执行总额 | 执行率", " | 7153.60 | 7012.88 | 98.03%", "其中：财政拨款 | 6958.40 | 6817.68 | 97.98%"))
    assert [phases(row) for row in rows] == [{"adjusted": 71536000, "executed": 70128800}, {"adjusted": 69584000, "executed": 68176800}]


def test_a_bare_budget_beside_the_adjusted_one_is_that_of_the_beginning() -> None:
    rows = money_of(table("项目 | 预算数 | 调整后 | 支出数 | 执行率", "渔港疏浚 | 210.00 | 260.00 | 247.00 | 95%", "渔船检验 | 34.00 | 30.00 | 30.00 | 100%"))
    assert phases(rows[0]) == {"approved": 2100000, "adjusted": 2600000, "executed": 2470000}
    handed_out = money_of(table("项目 | 下达预算数 | 调整后预算数 | 支出数", "渔港疏浚 | 210.00 | 260.00 | 247.00"))
    assert [phases(row) for row in handed_out] == [{"adjusted": 2600000, "executed": 2470000}]


def test_what_was_paid_out_so_far_is_spent() -> None:
    rows = money_of(table("乡镇 | 面积(万亩) | 分配资金 | 已发放资金 | 发放率", "青石镇 | 3.2 | 51.20 | 48.10 | 93.95%"))
    assert [(row.item_name, phases(row), row.declared_rate_pct) for row in rows] == [
        ("青石镇", {"adjusted": 512000, "executed": 481000}, Decimal("93.95"))
    ]


def test_a_column_of_指标_before_phases_names_items_and_the_total_above_says_which_side() -> None:
    rows = money_of(table(
        "指标 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率(%)", "收入合计 | 810.5 | 902.4 | 902.4 | 100", "一般公共预算财政拨款 | 810.5 | 882.4 | 882.4 | 100",
        "支出合计 | 810.5 | 902.4 | 870.1 | 96.42", "基本支出 | 402.1 | 410.6 | 410.6 | 100",
    ))  # fmt: skip
    assert [(row.item_name, row.direction) for row in rows] == [
        ("收入合计", "income"), ("一般公共预算财政拨款", "income"), ("支出合计", "expenditure"), ("基本支出", "expenditure"),
    ]  # fmt: skip


def test_how_much_of_a_task_was_done_is_no_rate_of_its_money() -> None:
    rows = money_of(table("履职任务 | 任务目标 | 涉及资金(万元) | 完成情况 | 完成率", "护林防火 | 培训巡护员240人 | 86.5 | 培训巡护员209人 | 87%"))
    assert [(row.unphased_amount, row.declared_rate_pct) for row in rows] == [(Decimal(865000), None)]
    spent = money_of(table("任务名称 | 任务目标 | 预算数 | 支出数 | 完成情况 | 完成率", "护林防火 | 培训240人 | 86.5 | 84.0 | 培训240人 | 97.11%"))
    assert spent[0].declared_rate_pct == Decimal("97.11")


def test_investment_beside_what_a_year_allots() -> None:
    (row,) = money_of(table("序号 | 项目区 | 面积（亩） | 批复投资(万元) | 当年安排 | 已支付", "1 | 东圩片 | 900 | 270 | 230 | 200.5"))
    assert (row.item_name, phases(row)) == ("东圩片", {"unphased": 2700000, "adjusted": 2300000, "executed": 2005000})


def test_a_form_tells_its_unit_behind_a_label_in_its_first_rows() -> None:
    rows = money_of(
        "附件1 预算单位表\n单位：元\n\n正文。\n\n"
        + table("项目名称 | 抽检经费 | 金额单位 | 万元", "资金来源 | 全年预算数 | 全年执行数 | 执行率", "年度资金总额 | 160 | 152 | 95%")
    )
    assert [(row.amount_unit, row.unit_source, phases(row)) for row in rows] == [("万元", "caption", {"adjusted": 1600000, "executed": 1520000})]


def test_the_sum_of_listed_items_that_is_all_that_the_office_has() -> None:
    text = table("项 目 | 年初预算 | 决算", "疫苗接种 | 31.8 | 41.2", "村医补助 | 8.5 | 12.7", "合 计 | 40.3 | 53.9")
    assert [row.breakdown for row in money_of(text)] == ["project", "project", "nature"]
    assert [row.breakdown for row in money_of(text, replace(DEPARTMENT, known_total=Decimal(539000)))] == ["project", "project", "total"]


def test_the_price_of_a_contract_is_no_budget() -> None:
    rows = money_of(table("工程名称 | 合同金额 | 安排资金 | 已拨付", "水厂扩建 | 316.4 | 200 | 185", "管网延伸 | 120.3 | 100 | 84"))
    assert [phases(row) for row in rows] == [
        {"unphased": 3164000, "adjusted": 2000000, "executed": 1850000},
        {"unphased": 1203000, "adjusted": 1000000, "executed": 840000},
    ]
    assert money_of(table("标段 | 中标单位 | 合同金额", "水厂扩建 | 甲公司 | 316.4", "管网延伸 | 乙公司 | 120.3")) == []


def test_what_a_table_of_payments_prints_was_paid() -> None:
    text = (
        "城关县2023年种粮补贴项目绩效自评报告\n一、资金情况\n{}\n单位：户、亩、元\n乡镇 户数 补贴面积 补贴金额 备注\n"
        "河口镇 380 4621 310500 含补发3户\n柳林乡 210 3890 261400\n合计 590 8511 571900\n"
    )
    paid = extract_report(text.format("种粮补贴资金发放情况统计表").encode(), "a.txt").spending
    assert [(row.item_name, phases(row)) for row in paid] == [
        ("河口镇", {"executed": 310500}),
        ("柳林乡", {"executed": 261400}),
        ("合计", {"executed": 571900}),
    ]
    planned = extract_report(text.format("种粮补贴资金分配表").encode(), "a.txt").spending
    assert [phases(row) for row in planned] == [{"unphased": 310500}, {"unphased": 261400}, {"unphased": 571900}]
