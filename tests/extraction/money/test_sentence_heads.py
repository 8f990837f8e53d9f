"""Kinds of spending that head a sentence inside a passage, formulas of rates, works listed side by side."""

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.money.sentences.formulas import words_in_formula
from orchestration.extraction.money.sentences.items import sentence_heading
from tests.extraction.reading_rows import phases, prose_money_of


def rows_of(sentence: str) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.item_name, row.breakdown, phases(row)) for row in prose_money_of(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "（1）基本支出。年初预算80万元，决算85万元。（2）项目支出。年初预算40万元，决算66万元。",
        "基本支出方面，年初预算80万元，决算85万元；项目支出方面，年初预算40万元，决算66万元。",
        "①基本支出：年初预算80万元，决算85万元；②项目支出：年初预算40万元，决算66万元。",
    ],
)
def test_each_kind_has_its_own_figures(sentence: str) -> None:
    assert rows_of(sentence) == [
        ("基本支出", "nature", {"approved": 800000, "executed": 850000}),
        ("项目支出", "nature", {"approved": 400000, "executed": 660000}),
    ]


def test_only_a_kind_of_spending_heads_a_sentence_inside_a_passage() -> None:
    assert sentence_heading("2.项目支出情况。") == "项目支出"
    assert sentence_heading("经局党组研究，安排9万元。") is None
    assert sentence_heading("项目支出66万元，主要用于造林。") is None


def test_the_sign_before_a_figure_of_a_formula_is_no_part_of_its_name() -> None:
    assert rows_of("预算执行率=（实际支出95万元÷全年预算100万元）×100%=95%。") == [("支出", "total", {"executed": 950000, "adjusted": 1000000})]
    assert words_in_formula("公用经费控制率=(实际支出公用经费") == "实际支出公用经费"


def test_what_a_formula_compares_is_no_sum_of_the_office() -> None:
    assert rows_of("三公经费变动率=（本年预算22万元-上年预算24万元）/上年预算24万元=-8.33%。") == []
    assert words_in_formula("支出95万元,全年预算") is None


def test_spending_behind_several_sources_is_of_the_whole() -> None:
    *_, spent = rows_of("上年结转12万元，本年财政拨款90万元，本年支出99万元，结转下年3万元。")
    assert spent == ("支出", "total", {"executed": 990000, "carry_over": 30000})
    *_, spent = rows_of("中央资金20万元，省级资金8万元，年内支出27万元。")
    assert spent == ("支出", "total", {"executed": 270000})


def test_what_was_saved_is_no_change_of_the_budget() -> None:
    assert rows_of("三公经费预算数22万元，决算数18万元，节约4万元。") == [("三公经费预算", "three_public", {"adjusted": 220000, "executed": 180000})]


def test_money_that_the_treasury_arranged_is_a_budget() -> None:
    ((_, breakdown, amounts),) = rows_of("资金安排情况：2023年县财政安排资金120万元。")
    assert (breakdown, amounts) == ("total", {"adjusted": 1200000})


def test_none_of_several_works_is_the_whole_of_a_project() -> None:
    page = "样县2023年度林区道路项目支出绩效自评报告\n一、项目概况\n一是路基工程支出20万元；二是边坡治理支出12万元。\n"
    rows = extract_report(page.encode(), "a.txt").spending
    assert [(row.breakdown, row.executed_amount) for row in rows] == [("project", Decimal(200000)), ("project", Decimal(120000))]


def test_each_number_inside_a_passage_begins_another_item() -> None:
    assert rows_of("1.巡河经费。预算12万元，支出11万元。2.防汛物资。预算20万元，支出20万元。") == [
        ("巡河经费", "project", {"adjusted": 120000, "executed": 110000}),
        ("防汛物资", "project", {"adjusted": 200000, "executed": 200000}),
    ]
    *_, second = rows_of("项目一：巡河经费，预算12万元，支出11万元。项目二：防汛物资，预算20万元，支出20万元。")
    assert second == ("防汛物资", "project", {"adjusted": 200000, "executed": 200000})


def test_a_class_of_the_accounts_inside_a_passage_heads_its_budget() -> None:
    assert sentence_heading("其中:1.教育支出(类)普通教育(款)小学教育(项)。") == "教育支出(类)普通教育(款)小学教育(项)"
    whole, part = rows_of("教育支出年初预算为90万元，支出决算为95万元。其中：1.教育支出（类）普通教育（款）小学教育（项）。年初预算为42万元，支出决算为43万元。")
    assert (whole[1], part[1:]) == ("function", ("function", {"approved": 420000, "executed": 430000}))


def test_what_came_in_for_a_fund_is_no_total_income() -> None:
    rows = prose_money_of("政府性基金预算财政拨款年初结转和结余0万元，本年收入10万元，本年支出10万元。")
    assert [(row.breakdown, row.direction) for row in rows] == [("fund", "expenditure"), ("fund", "income")]


def test_expenditure_that_balances_a_budget_of_income_is_budgeted() -> None:
    assert rows_of("年初预算批复收入120万元，支出120万元，收支平衡。") == [
        ("年初预算批复收入", "total", {"approved": 1200000}),
        ("支出", "total", {"approved": 1200000}),
    ]


def test_projects_side_by_side_share_their_verb() -> None:
    *projects, spent = rows_of("安排巡河经费12万元、防汛经费20万元，共32万元，实际支出31万元。")
    assert projects == [("巡河经费", "project", {"adjusted": 120000}), ("防汛经费", "project", {"adjusted": 200000})]
    assert spent[1:] == ("project", {"executed": 310000})
    assert rows_of("2023年财政安排项目经费：防汛抗旱12万元；河道保洁20万元。") == [
        ("防汛抗旱", "project", {"adjusted": 120000}),
        ("河道保洁", "project", {"adjusted": 200000}),
    ]


def test_what_residents_got_of_the_money_a_report_is_on_is_spent() -> None:
    page = "样县2022年优待抚恤补助经费绩效自评报告\n一、项目概况\n全年共发放优待抚恤补助经费86万元。全年共发放春节慰问金5万元。\n"
    (row,) = extract_report(page.encode(), "a.txt").spending
    assert (row.breakdown, row.executed_amount) == ("total", Decimal(860000))


def test_the_row_of_what_a_report_is_on_is_its_total() -> None:
    table = "| 项目名称 | 预算数 | 执行数 |\n|---|---|---|\n| 优待抚恤补助经费 | 90 | 86 |\n"
    page = f"样县2022年优待抚恤补助经费绩效自评报告\n\n一、资金情况\n\n单位：万元\n\n{table}"
    (row,) = extract_report(page.encode(), "a.md").spending
    assert (row.breakdown, row.adjusted_amount, row.executed_amount) == ("total", Decimal(900000), Decimal(860000))


def test_a_verb_right_behind_a_sum_is_not_of_the_next_one() -> None:
    assert rows_of("预算资金98万元，其中95万元已支付，3万元结转下年。") == [("预算资金", "total", {"adjusted": 980000})]


def test_what_was_cut_of_spending_was_not_spent() -> None:
    assert rows_of("按照要求压减一般性支出15万元。") == []
