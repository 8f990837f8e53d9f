"""Money in tables: which column is which phase, which unit, which row is a part of what."""

from dataclasses import replace
from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import DEPARTMENT, money_of, phases


def test_phases_by_header_and_names_without_list_numbers() -> None:
    rows = money_of(
        "表2 支出情况表\n\n单位：万元\n\n项目\t行次\t年初预算数\t全年预算数\t决算数\n"
        "一、基本支出\t1\t1,200.50\t1,300\t1,299.5\n二、项目支出\t2\t0.00\t88.8\t80\n"
    )
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("基本支出", "nature", {"approved": 12005000, "adjusted": 13000000, "executed": 12995000}),
        ("项目支出", "nature", {"approved": 0, "adjusted": 888000, "executed": 800000}),
    ]
    assert rows[0].unit_source == "caption"
    assert rows[0].quote == "一、基本支出\t1\t1,200.50\t1,300\t1,299.5"


def test_ministry_block_takes_unit_from_its_label_and_tells_sources_from_the_total() -> None:
    rows = money_of(
        "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "\t年度资金总额\t500\t520\t494\t10\t95%\t9.5\n\t其中：当年财政拨款\t500\t500\t480\t-\t96%\t-\n\t其他资金\t0\t20\t14\t-\t70%\t-\n"
    )
    assert [(r.item_name, r.breakdown, r.parent_item_name) for r in rows] == [
        ("年度资金总额", "total", None),
        ("当年财政拨款", "source", "年度资金总额"),
        ("其他资金", "source", "年度资金总额"),
    ]
    assert rows[0].declared_rate_pct == Decimal(95)
    assert (rows[0].weight, rows[0].declared_score) == (Decimal(10), Decimal("9.5"))
    assert phases(rows[0]) == {"approved": 5000000, "adjusted": 5200000, "executed": 4940000}


@pytest.mark.parametrize(
    ("total", "spent", "expected"),
    [
        ("145000000.00", "139200000.00", 139_200_000),  # plain yuan under 万元: more than any county bureau has
        ("3120.40", "2998.75", 29_987_500),
    ],
)
def test_a_unit_that_gives_an_impossible_sum_is_not_believed(total: str, spent: str, expected: int) -> None:
    rows = money_of(f"资金情况（万元）\t年初预算数\t全年执行数\n年度资金总额\t{total}\t{spent}\n")
    assert phases(rows[0])["executed"] == expected


def test_last_years_column_is_no_phase_of_this_year() -> None:
    rows = money_of("三公经费\t2022年决算数\t2023年预算数\t2023年决算数\n公务接待费\t9\t8\t7.5\n")
    assert phases(rows[0]) == {"adjusted": 80000, "executed": 75000}


def test_accounts_side_by_side_are_two_tables() -> None:
    rows = money_of(
        "收入支出决算总表\n\n项目\t行次\t金额\t项目\t行次\t金额\n"
        "一、一般公共预算财政拨款收入\t1\t900\t一、教育支出\t9\t700\n二、其他收入\t2\t0\t二、卫生健康支出\t10\t200\n"
    )
    assert {(r.item_name, r.direction, phases(r)["executed"]) for r in rows} == {
        ("一般公共预算财政拨款收入", "income", 9000000),
        ("其他收入", "income", 0),
        ("教育支出", "expenditure", 7000000),
        ("卫生健康支出", "expenditure", 2000000),
    }
    education = next(r for r in rows if r.item_name == "教育支出")
    assert education.quote == "一、教育支出\t9\t700"


def test_labels_and_values_of_one_item_are_one_row() -> None:
    rows = money_of(
        "单位：万元\n\n部门名称\t云溪县水务局\t\t\n资金情况\t部门年初预算收入\t800\t部门调整预算收入\t760\n"
        "\t实际支出数\t741\t预算调整率\t5%\n\t其中：政府性基金\t41\t预算完成率\t97.5%\n"
    )
    by_direction = {(row.direction, row.breakdown): row for row in rows}
    assert phases(by_direction["income", "total"]) == {"approved": 8000000, "adjusted": 7600000}
    spent = by_direction["expenditure", "total"]
    assert phases(spent) == {"executed": 7410000}
    assert spent.declared_rate_pct == Decimal("97.5")
    fund = by_direction["expenditure", "fund"]
    assert (fund.fund_key, phases(fund)) == ("government_fund_budget", {"executed": 410000})


def test_figures_are_never_invented_for_empty_cells() -> None:
    rows = money_of("项目名称\t预算数（元）\t支出数（元）\n堤防维修\t120000\t\n物资储备\t\t-\n", DEPARTMENT)
    assert [(row.item_name, phases(row)) for row in rows] == [("堤防维修", {"adjusted": 120000})]


PROJECTS = "序号\t项目名称\t预算数\t支出数\t执行率\n1\t水库维修\t300\t290\t96.67%\n2\t河道清淤\t200\t200\t100%\n\t合计\t500\t490\t98%\n"


def test_the_total_of_a_list_of_projects_is_not_the_departments() -> None:
    rows = money_of("表3 项目支出明细表（万元）\n\n" + PROJECTS)
    assert [(row.item_name, row.breakdown) for row in rows] == [
        ("水库维修", "project"),
        ("河道清淤", "project"),
        ("项目支出", "nature"),
    ]


def test_the_total_of_a_table_of_one_fund_is_the_funds() -> None:
    rows = money_of(
        "一般公共预算财政拨款支出决算表 单位：万元\n\n科目编码\t科目名称\t支出决算数\n208\t社会保障和就业支出\t120\n213\t农林水支出\t380\n\t合计\t500\n"
    )
    assert [(row.item_name, row.breakdown) for row in rows][-1] == ("一般公共预算财政拨款支出", "fund")
    assert {row.fund_key for row in rows} == {"general_public_budget"}  # of each function in it, too


def test_a_table_of_projects_that_tells_what_was_done_lists_projects() -> None:
    body = "\t年初预算\t实际支出\t完成情况\n水库维修\t20\t19\t已完成\n河道清淤\t30\t28\t已完成\n合计\t50\t47\t\n"
    rows = money_of("五、改进措施\n\n单位：万元\n\n项目名称" + body)
    assert [(row.item_name, row.breakdown) for row in rows] == [("水库维修", "project"), ("河道清淤", "project"), ("合计", "project")]
    assert {row.breakdown for row in money_of("单位：万元\n\n重点任务" + body)} == {"task"}


def test_a_budget_of_its_own_is_a_fund_in_the_form_of_a_project_too() -> None:
    rows = money_of(
        "单位：万元\n项目名称\t河道清淤\n资金来源\t年初预算\t全年执行数\n合计\t80\t76\n政府性基金预算\t50\t46\n单位自有资金\t30\t30\n"
    )
    assert [row.breakdown for row in rows][1:] == ["fund", "source"]


def test_a_form_on_one_project_in_a_departments_document() -> None:
    rows = money_of(
        "项目名称\t街区保洁服务\t实施单位\t城管办\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\n"
        "\t年度资金总额\t365\t412\t398\n\t其中：本年财政拨款\t365\t400\t386\n"
    )
    assert (rows[0].item_name, rows[0].breakdown) == ("街区保洁服务", "project")


def test_a_row_that_labels_each_of_its_figures() -> None:
    rows = money_of(
        "项目\t预算数（万元）\t执行数（万元）\t执行率\t得分\n部门支出总额\t900\t880\t97.78%\t9.78\n“三公”经费\t预算数\t15\t决算数\t11.5\n"
    )
    assert (rows[1].item_name, phases(rows[1])) == ("“三公”经费", {"adjusted": 150000, "executed": 115000})


def test_cells_parted_by_full_width_blanks() -> None:
    rows = money_of(
        "单位：万元\n序号　项目名称　建设地点　年初批复　调整后　已报账　报账率\n合计　　　500　480　470　97.92%\n"
        "1　灌渠维修　双河乡　300　280　270　96.43%\n2　村道硬化　柳树乡　200　200　200　100%\n"
    )
    assert [(row.item_name, phases(row), row.declared_rate_pct) for row in rows][1:] == [
        ("灌渠维修", {"approved": 3000000, "adjusted": 2800000, "executed": 2700000}, Decimal("96.43")),
        ("村道硬化", {"approved": 2000000, "adjusted": 2000000, "executed": 2000000}, Decimal(100)),
    ]


def test_whole_and_parts_as_label_and_value_in_one_row() -> None:
    rows = money_of("金额单位：元\n| 资金总额 | 327600 | 其中：财政拨款 | 305600 | 其他资金 | 22000 |\n| 项目名称 | 公用经费 | 项目类别 | 运转类 | | |\n")
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("公用经费", {"adjusted": 327600}),  # the form is of that project
        ("财政拨款", {"adjusted": 305600}),
        ("其他资金", {"adjusted": 22000}),
    ]


def test_what_was_allotted_is_the_budget_where_no_column_is_called_so() -> None:
    rows = money_of("单位：万元\n\n资金用途\t下达数\t支出数\t执行率\n林木管护\t120.5\t120.5\t100%\n草原改良\t86.5\t78\t90.17%\n")
    assert [phases(row) for row in rows] == [
        {"adjusted": 1205000, "executed": 1205000},
        {"adjusted": 865000, "executed": 780000},
    ]


def test_a_unit_in_brackets_on_a_line_of_its_own_is_the_tables() -> None:
    rows = money_of("（万元）\n\n项目\t预算数\t执行数\n旅游发展\t1150.00\t1128.40\n场馆开放\t385.00\t385.00\n", replace(DEPARTMENT, document_unit="元"))
    assert [row.executed_amount for row in rows] == [11284000, 3850000]


def test_rows_of_other_years_are_no_items() -> None:
    rows = money_of("单位：万元\n\n年度\t下达\t支出\n2022年（仅作对比）\t2600.00\t2584.30\n2024年（计划）\t3100.00\t—\n")
    assert rows == []


def test_one_rate_for_several_rows_is_that_of_the_whole() -> None:
    page = (
        "<html><body><h1>青禾县防治所2023年度部门整体支出绩效自评</h1><table>"
        "<tr><td>资金来源</td><td>全年预算数</td><td>执行数</td><td>执行率</td></tr>"
        "<tr><td>财政拨款</td><td>800.00</td><td>780.00</td><td rowspan='3'>97.56%</td></tr>"
        "<tr><td>其他资金</td><td>20.00</td><td>20.00</td></tr>"
        "<tr><td>年度资金总额</td><td>820.00</td><td>800.00</td></tr></table></body></html>"
    )
    report = extract_report(page.encode(), "form.html")
    assert [(row.item_name, row.declared_rate_pct) for row in report.spending] == [
        ("财政拨款", None),
        ("其他资金", None),
        ("年度资金总额", Decimal("97.56")),
    ]


def test_the_total_of_a_table_of_basic_spending_is_its_own() -> None:
    rows = money_of("表3 一般公共预算基本支出经济分类 单位：万元\n\n经济分类\t本年决算\n工资福利支出\t436\n商品和服务支出\t33\n合计\t469\n")
    assert (rows[-1].item_name, rows[-1].breakdown) == ("基本支出", "nature")


def test_a_second_header_row_says_which_budget_or_what_of_a_phase() -> None:
    rows = money_of("单位：万元\n\n类别\t预算数\t预算数\t决算数\n类别\t年初\t调整后\t决算数\n基本支出\t120\t129\t128\n项目支出\t220\t299\t283\n")
    assert [(row.approved_amount, row.adjusted_amount, row.executed_amount) for row in rows] == [
        (1200000, 1290000, 1280000),
        (2200000, 2990000, 2830000),
    ]
    rows = money_of("单位：万元\n\n资金来源\t预算安排\t资金到位\t资金到位\t资金支出\t资金支出\n\t\t金额\t到位率\t金额\t执行率\n县财政资金\t620\t558\t90%\t545\t87.9%\n")
    assert [(row.adjusted_amount, row.executed_amount, row.declared_rate_pct) for row in rows] == [(6200000, 5450000, Decimal("87.9"))]


def test_a_table_of_places_with_counts_beside_the_money() -> None:
    rows = money_of("单位：元\n\n乡镇（街道）\t渔船数（艘）\t设备（台）\t支付金额\n健跳镇\t236\t231\t915600\n蛇蟠乡\t64\t64\t255400\n合计\t300\t295\t1171000\n")
    assert [(row.item_name, row.executed_amount) for row in rows] == [("健跳镇", 915600), ("蛇蟠乡", 255400), ("合计", 1171000)]


def test_an_amount_that_a_line_states_is_one_row_with_the_rate_below_it() -> None:
    text = "青禾县医院2023年度部门整体支出绩效自评报告\n\n一、经费收支\n年初预算数：1312.00万元\n全年支出数：1391.54万元\n预算执行率：99.00%\n"
    report = extract_report(text.encode(), "report.txt")
    assert [(row.approved_amount, row.executed_amount, row.declared_rate_pct) for row in report.spending] == [
        (Decimal(13120000), None, None),
        (None, Decimal(13915400), Decimal(99)),
    ]


def test_labels_and_figures_in_the_form_of_one_project_are_its_own() -> None:
    (row,) = money_of("单位：万元\n\n项目名称\t应急物资储备\t主管部门\t青禾县应急局\n预算数\t210.00\t执行数\t189.00\n")
    assert (row.item_name, row.breakdown, row.adjusted_amount, row.executed_amount) == ("应急物资储备", "project", 2100000, 1890000)


def test_six_decimals_are_one_number_and_not_cells_run_together() -> None:
    text = (
        "云岭县地方志办公室2023年年鉴出版经费项目绩效自评报告\n资金情况（单位：万元）\n"
        "年初预算 调整后预算数 预算执行数 预算执行率 权重 得分\n"
        "总额 36.000000 31.450000 31.450000 100.00% 10 10\n其中:财政资金 36.000000 31.450000 31.450000 100.00% / /\n"
    )
    rows = extract_report(text.encode(), "form.txt").spending
    assert [phases(row) for row in rows] == [{"approved": 360000, "adjusted": 314500, "executed": 314500}] * 2


def test_a_row_prints_its_label_before_each_amount_and_a_part_has_no_full_marks() -> None:
    text = (
        "云岭县消防大队2023年度消防员经费项目支出绩效自评表\n金额单位：元\n项目名称 消防员经费 实施单位 云岭县消防大队\n"
        "预算数(A) 执行数(B) 得分(10分*执行率) 5846200.00 5612488.50 9.6 其中:财政资金 5846200.00 财政资金 5612488.50 其他 0.00 其他 0.00\n"
    )
    rows = extract_report(text.encode(), "form.txt").spending
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("total", {"adjusted": 5846200, "executed": 5612488}),
        ("source", {"adjusted": 5846200, "executed": 5612488}),
        ("source", {"adjusted": 0, "executed": 0}),
    ]


def test_the_rate_of_a_part_stands_in_its_column_where_full_marks_are_left_out() -> None:
    text = (
        "云岭县疾控中心2023年度蚊媒防控经费项目支出绩效自评表\n单位：万元\n年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
        "年度资金总额： 85.00 112.40 109.77 10.00 97.66% 9.77\n其中：财政拨款 85.00 112.40 109.77 97.66%\n"
    )
    report = extract_report(text.encode(), "form.txt")
    assert [(row.declared_rate_pct, row.weight) for row in report.spending] == [(Decimal("97.66"), 10), (Decimal("97.66"), None)]
    assert report.statistics == ()


def test_the_sum_of_three_public_kinds_is_theirs_without_a_title() -> None:
    rows = money_of("单位：万元\n项目\t预算数\t决算数\n公务接待费\t2\t1.2\n公务用车运行维护费\t4\t3.1\n合计\t6\t4.3\n")
    assert [(row.item_name, row.breakdown) for row in rows][-1] == ("三公经费", "three_public")
    rows = money_of("单位：万元\n项目\t预算数\t决算数\n公务接待费\t2\t1.2\n河道清淤\t4\t3.1\n合计\t6\t4.3\n")
    assert rows[-1].breakdown == "total"


def test_what_is_left_at_the_end_of_the_year_is_not_spent() -> None:
    rows = money_of("单位：万元\n项目\t决算数\n上年结转和结余\t8\n基本支出\t420\n年末结转和结余\t20\n")
    assert [phases(row) for row in rows] == [{"executed": 80000}, {"executed": 4200000}, {"carry_over": 200000}]


def test_a_row_of_how_much_a_budget_was_changed_is_a_change() -> None:
    table = "| 项目 | 2022年决算数 | 2023年预算数 | 2023年决算数 |\n| --- | --- | --- | --- |\n| 公用经费 | 70 | 80 | 76 |\n"
    *_, change = money_of(f"单位：万元\n\n{table}| 部门基本支出预算调整 | —— | 31.5 | —— |\n")
    assert (change.item_name, change.breakdown, phases(change)) == ("部门基本支出预算调整", "budget_adjustment", {"change": 315000})
    *_, level = money_of(f"单位：万元\n\n{table}| 部门整体支出预算调整 | —— | 720 | 745 |\n")
    assert phases(level) == {"adjusted": 7200000, "executed": 7450000}
