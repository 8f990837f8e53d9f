"""Which cell names a row of money, codes of classifications, sides of the budget, marks of empty cells."""

from dataclasses import replace
from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.money.words import breakdown_of
from tests.extraction.reading_rows import DEPARTMENT, money_of, phases

PROJECT = replace(DEPARTMENT, subject_kind="project")


def test_a_name_glued_to_its_code_is_a_function_and_loses_the_code() -> None:
    rows = money_of(
        "单位：万元\n\n功能分类科目\t年初预算\t决算数\n2130108病虫害控制\t20\t24.5\n2210201 住房公积金\t8\t8\n合计\t28\t32.5\n"
    )
    assert [(row.item_name, row.breakdown) for row in rows] == [
        ("病虫害控制", "function"),
        ("住房公积金", "function"),
        ("合计", "total"),
    ]
    assert phases(rows[0]) == {"approved": 200000, "executed": 245000}


def test_a_code_in_a_column_of_its_own_tells_the_classification() -> None:
    rows = money_of(
        "支出决算表\n\n单位：万元\n\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n2130301\t行政运行\t45\t45\t\n2130306\t水利工程运行与维护\t30\t\t30\n"
    )
    assert [(row.item_name, row.breakdown) for row in rows] == [("行政运行", "function"), ("水利工程运行与维护", "function")]


def test_an_area_is_no_code() -> None:
    (row,) = money_of("单位：万元\n\n项目名称\t预算数\t执行数\n21000亩油菜种植补助\t20\t18\n")
    assert (row.item_name, row.breakdown) == ("21000亩油菜种植补助", "project")


def test_sides_of_accounts_have_line_numbers_and_their_direction() -> None:
    rows = money_of(
        "收入支出决算总表\n\n公开01表 单位：万元\n\n收入\t\t\t支出\t\t\n项目\t行次\t金额\t项目（按功能分类）\t行次\t金额\n"
        "一、事业收入\t1\t70\t一、卫生健康支出\t4\t66\n二、上年结转\t2\t5\t二、其他支出\t5\t9\n总计\t3\t75\t总计\t6\t75\n"
    )
    assert [(row.item_name, row.direction, row.breakdown, phases(row)["executed"] // 10000) for row in rows] == [
        ("事业收入", "income", "fund", 70),
        ("上年结转", "income", "source", 5),
        ("总计", "income", "total", 75),
        ("卫生健康支出", "expenditure", "function", 66),
        ("其他支出", "expenditure", "function", 9),
        ("总计", "expenditure", "total", 75),
    ]


def test_the_share_of_the_budget_that_was_spent_is_the_rate() -> None:
    for header in ("完成预算的%", "完成年初预算（%）", "决算占全年预算%"):
        (row,) = money_of(f"单位：万元\n\n支出项目\t预算数\t决算数\t{header}\n基本支出\t40\t39\t97.5\n")
        assert phases(row) == {"adjusted": 400000, "executed": 390000}
        assert str(row.declared_rate_pct) == "97.5"


def test_marks_of_empty_cells_and_standards_name_no_row() -> None:
    rows = money_of(
        "单位：万元\n\n经费控制情况\t2022年决算数\t2023年预算数\t2023年决算数\n会议费、培训费\t——\t4\t3\n部门整体支出预算调整\t——\t90\t88\n"
    )
    assert [(row.item_name, row.breakdown) for row in rows] == [("会议费、培训费", "economic"), ("部门整体支出预算调整", "total")]
    (row,) = money_of("单位：万元\n\n序号\t补贴对象\t补助标准\t预算\t支付\n1\t规模养殖户\t据实\t27\t21\n", PROJECT)
    assert (row.item_name, phases(row)) == ("规模养殖户", {"adjusted": 270000, "executed": 210000})


def test_works_of_a_project_with_quantities_between_name_and_money() -> None:
    rows = money_of(
        "单位：万元\n\n建设内容\t计划任务\t完成任务\t计划资金\t执行资金\n渠道衬砌\t4公里\t4.2公里\t120\t110\n监理\t—\t—\t9\t8\n", PROJECT
    )
    assert [(row.item_name, phases(row)) for row in rows] == [
        ("渠道衬砌", {"adjusted": 1200000, "executed": 1100000}),
        ("监理", {"adjusted": 90000, "executed": 80000}),
    ]


def test_tasks_with_their_money() -> None:
    (row,) = money_of("单位：万元\n\n任务名称\t主要内容\t完成情况\t任务资金\n河道清淤\t清淤三条河\t清淤6公里\t36.5\n")
    assert (row.item_name, row.breakdown, phases(row)) == ("河道清淤", "task", {"unphased": 365000})


def test_sources_and_works_in_one_table() -> None:
    rows = money_of(
        "单位：万元\n\n资金来源/实施内容\t计划安排\t实际支付\n按资金来源合计\t30\t29\n中央资金\t20\t20\n按实施内容合计\t30\t29\n沟渠整治\t30\t29\n",
        PROJECT,
    )
    assert [row.breakdown for row in rows] == ["total", "source", "total", "project"]


def test_rows_under_sources_of_funds_are_sources_of_an_office_too() -> None:
    rows = money_of("单位：万元\n\n资金来源\t年初预算数\t实际支出数\n一般公共预算拨款\t80\t79\n其他\t2\t1\n合计\t82\t80\n")
    assert [row.breakdown for row in rows] == ["fund", "source", "total"]


def test_the_unit_is_that_of_the_columns_of_money() -> None:
    (row,) = money_of("救助项目\t人均月补助（元）\t全年发放（万元）\n城市低保\t512\t106.3\n")
    assert phases(row) == {"executed": 1063000}


def test_points_of_budget_management_are_no_money() -> None:
    assert money_of("单位：万元\n\n板块\t满分\t自评\n预算管理\t30\t28\n预算编制\t10\t9\n") == []


def test_a_class_of_three_figures_glued_to_its_name_in_a_table_of_income() -> None:
    rows = money_of("收入决算表\n\n单位：万元\n\n项目\t本年收入合计\t财政拨款收入\t其他收入\n213农林水支出\t70\t66\t4\n221住房保障支出\t5\t5\t\n")
    assert [(row.item_name, row.breakdown, row.direction, phases(row)) for row in rows] == [
        ("农林水支出", "function", "income", {"executed": 700000}),
        ("住房保障支出", "function", "income", {"executed": 50000}),
    ]


def test_funds_that_were_pooled_and_spent() -> None:
    (row,) = money_of("单位：万元\n\n资金名称\t计划整合资金规模\t已完成支出\t结余\t支出率\n水利发展资金\t840\t798\t42\t95.00%\n", PROJECT)
    assert phases(row) == {"adjusted": 8400000, "executed": 7980000, "carry_over": 420000}


def test_the_total_of_project_spending_is_of_its_nature() -> None:
    assert breakdown_of("项目支出合计") == breakdown_of("基本支出总额") == "nature"
    assert breakdown_of("部门整体支出总额") == "total"


def test_a_form_is_of_the_project_named_right_above_it() -> None:
    (row,) = money_of("项目名称：渔政船维护\n预算单位：某局\n金额单位：万元\n\n\t年初预算\t预算执行数\t执行率\n总额\t12\t9\t75%\n")
    assert (row.item_name, row.breakdown) == ("渔政船维护", "project")


def test_a_heading_below_a_table_is_no_caption_of_it() -> None:
    rows = money_of(
        "支出项目\t决算数（万元）\n基本支出\t70\n合计\t70\n\n第三部分 “三公”经费支出决算情况\n\n全年支出2万元。\n"
    )
    assert [(row.item_name, row.breakdown) for row in rows] == [("基本支出", "nature"), ("合计", "total")]


def test_a_line_between_two_tables_heads_the_lower_one() -> None:
    upper = "| 资金性质 | 决算数（万元） |\n|---|---|\n| 一般公共预算 | 70 |\n| 合计 | 70 |\n"
    lower = "| 项目 | 决算数（万元） |\n|---|---|\n| 公务接待费 | 2 |\n"
    between = money_of(f"{upper}\n“三公”经费情况\n\n{lower}\n二、绩效目标实现情况\n\n均已实现。\n")
    assert [(row.item_name, row.breakdown) for row in between] == [
        ("一般公共预算", "fund"), ("合计", "total"), ("公务接待费", "three_public"),
    ]  # fmt: skip


def test_other_wordings_of_headers() -> None:
    for name, budget, spent, rate in (
        ("子项名称", "资金安排", "累计支付", "支出比率"),
        ("工程名称", "计划投资", "累计完成投资", "完成比"),
        ("资金构成", "下达指标", "实际列支", "兑付率"),
        ("保障对象", "计划金额", "发放总额", "完成百分比"),
    ):
        (row,) = money_of(f"单位：万元\n\n序号\t{name}\t{budget}\t{spent}\t{rate}\n1\t渔港护岸\t20\t19\t95\n", PROJECT)
        assert (row.item_name, phases(row)) == ("渔港护岸", {"adjusted": 200000, "executed": 190000})
        assert str(row.declared_rate_pct) == "95"


def test_who_was_helped_names_a_row_only_where_nothing_else_does() -> None:
    (row,) = money_of("单位：万元\n\n补助项目\t补助对象\t预算数\t支出数\n灌溉奖补\t用水合作社\t20\t19\n", PROJECT)
    assert row.item_name == "灌溉奖补"


def test_the_last_subtotal_of_a_list_is_its_total() -> None:
    rows = money_of("单位：万元\n\n序号\t项目\t安排数\t执行数\n1\t清淤\t20\t19\n2\t绿化\t10\t9\n\t小计\t30\t28\n")
    assert [(row.item_name, row.breakdown) for row in rows] == [("清淤", "project"), ("绿化", "project"), ("项目支出", "nature")]


@pytest.mark.parametrize(
    "header",
    ["经费类型\t当年预算\t当年执行", "支出性质\t控制数\t实际支出数", "项目\t预算额\t发生额", "项目\t计划金额\t实际金额"],
)
@pytest.mark.parametrize("total", ["共计", "小计", "合计"])
def test_both_natures_over_their_sum(header: str, total: str) -> None:
    rows = money_of(f"单位：万元\n\n{header}\n基本支出\t20\t19\n项目支出\t10\t9\n{total}\t30\t28\n")
    assert [(row.breakdown, row.adjusted_amount, row.executed_amount) for row in rows] == [
        ("nature", 200000, 190000), ("nature", 100000, 90000), ("total", 300000, 280000),
    ]  # fmt: skip


def test_a_table_whose_total_is_income_lists_income() -> None:
    rows = money_of("单位：万元\n\n项目\t金额\n一般公共预算拨款\t60\n上年结转\t4\n收入总计\t64\n")
    assert [(row.item_name, row.direction) for row in rows] == [
        ("一般公共预算拨款", "income"),
        ("上年结转", "income"),
        ("收入总计", "income"),
    ]


def test_a_bare_amount_is_of_the_phase_whose_total_it_adds_up_to() -> None:
    rows = money_of(
        "单位：万元\n\n支出项目\t年初预算数\t决算数\n基本支出\t50\t64\n合计\t50\t64\n\n后附来源表。\n\n单位：万元\n\n项目\t金额\n财政拨款\t60\n其他收入\t4\n收入总计\t64\n"
    )
    assert [phases(row) for row in rows[2:]] == [{"executed": 600000}, {"executed": 40000}, {"executed": 640000}]


def test_the_adjusted_budget_counts_beside_the_one_handed_out() -> None:
    table = "资金情况（万元）\t下达预算数\t调整数\t调整后预算数\t实际执行数\t执行率\n总额\t750\t+150\t900\t900\t100%\n其中：中央补助\t650\t+100\t750\t750\t100%"
    report = extract_report(f"青禾县民政局2023年度救助补助资金转移支付绩效自评表\n\n{table}\n".encode(), "report.txt")
    assert [(row.adjusted_amount, row.executed_amount, row.approved_amount) for row in report.spending] == [
        (9_000_000, 9_000_000, None),
        (7_500_000, 7_500_000, None),
    ]


def test_the_header_of_the_points_says_their_full_marks() -> None:
    (row,) = money_of("单位：万元\n\n项目\t预算数（A）\t执行数（B）\t执行率（B/A）\t得分（20分*执行率）\n整体支出总额\t100\t98\t98%\t19.6\n")
    assert (row.weight, row.declared_score, row.breakdown) == (20, Decimal("19.6"), "total")
