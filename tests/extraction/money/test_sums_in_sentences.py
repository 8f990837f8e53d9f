"""Sums in sentences that no words of a phase stand before: parts, shares, changes, what was arranged and paid."""

from decimal import Decimal

from tests.extraction.reading_rows import money_of, phases, prose_money_of


def rows_of(sentence: str) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.item_name, row.breakdown, phases(row)) for row in prose_money_of(sentence)]


def test_a_change_against_the_printed_sum_of_last_year_is_quoted_from_where_it_compares() -> None:
    spent, change = prose_money_of("“三公”经费支出4.2万元，比2021年的4.5万元减少0.3万元，降幅6.67%。")
    assert phases(spent) == {"executed": 42000}
    assert (change.breakdown, phases(change), change.declared_rate_pct) == ("prior_year_change", {"change": -3000}, Decimal("-6.67"))
    assert change.quote == "比2021年的4.5万元减少0.3万元，降幅6.67%"


def test_parts_of_public_funds_are_told_by_name_behind_changes_of_others() -> None:
    assert rows_of("公务接待费3.1万元，较上年减少0.4万元；公务用车运行维护费5.2万元；因公出国（境）费0万元。") == [
        ("公务接待费", "three_public", {"executed": 31000}),
        ("公务接待费较上年减少", "prior_year_change", {"change": -4000}),
        ("公务用车运行维护费", "three_public", {"executed": 52000}),
        ("因公出国（境）费", "three_public", {"executed": 0}),
    ]


def test_a_bound_behind_the_parts_is_the_budget_of_the_whole() -> None:
    whole, *parts = rows_of("“三公”经费支出9万元，其中公车运行维护费6万元、接待费3万元，控制在预算12万元以内。")
    assert whole[1:] == ("three_public", {"executed": 90000, "adjusted": 120000})
    assert parts == [("公车运行维护费", "three_public", {"executed": 60000}), ("接待费", "three_public", {"executed": 30000})]


def test_what_was_cut_or_added_is_a_change_whatever_it_is_called() -> None:
    budget, added, cut = rows_of("年初部门预算820万元，年中追加防汛物资采购基金60万元，调减会议等一般性支出15万元，调整后预算865万元。")
    assert budget[2] == {"approved": 8200000, "adjusted": 8650000}
    assert (added[1:], cut[1:]) == (
        ("budget_adjustment", {"change": 600000}),
        ("budget_adjustment", {"change": -150000}),
    )


def test_the_cause_of_a_change_is_no_part_of_its_item() -> None:
    assert rows_of("预算调整方面，养老服务站因合同中标价下降调减42万元。") == [("养老服务站调减", "budget_adjustment", {"change": -420000})]


def test_a_count_between_the_words_and_the_sum() -> None:
    (row,) = prose_money_of("年内共下达追加指标28笔1,496.47万元。")
    assert (row.item_name, row.breakdown, phases(row)) == ("追加指标", "budget_adjustment", {"change": 14964700})
    assert row.quote == "年内共下达追加指标28笔1,496.47万元"


def test_what_was_arranged_for_a_named_item_and_paid_of_it() -> None:
    assert rows_of("药品监测安排26万元，支出25万元。") == [("药品监测", "project", {"adjusted": 260000, "executed": 250000})]
    assert rows_of("低产果园改造：安排140万元，兑付138万元。") == [("低产果园改造", "project", {"adjusted": 1400000, "executed": 1380000})]


def test_a_budget_spent_in_full_has_its_rate() -> None:
    (row,) = prose_money_of("2022年预算安排资金318万元，已全部拨付，预算执行率100%。")
    assert (phases(row), row.declared_rate_pct) == ({"adjusted": 3180000}, Decimal(100))


def test_each_of_several_names_has_its_sum() -> None:
    assert rows_of("道路资金中，青山镇、白水镇、红旗镇分别支付81.2万元、69.4万元和54.5万元。") == [
        ("青山镇", "project", {"executed": 812000}),
        ("白水镇", "project", {"executed": 694000}),
        ("红旗镇", "project", {"executed": 545000}),
    ]
    assert rows_of("补助资金分别下达青山镇、白水镇18万元、14万元。") == [
        ("青山镇", "project", {"adjusted": 180000}),
        ("白水镇", "project", {"adjusted": 140000}),
    ]


def test_phases_told_together_are_one_row_and_other_years_none() -> None:
    assert [phases(row) for row in prose_money_of("年初预算、调整预算分别为500万元、600万元，支出580万元。")] == [
        {"approved": 5000000, "adjusted": 6000000, "executed": 5800000}
    ]
    assert prose_money_of("2019年、2020年、2021年贴息支出分别为612万元、845万元、1312万元。") == []


def test_parts_by_function_are_of_that_classification_whatever_their_names() -> None:
    assert rows_of("按支出功能分，一般公共服务1264万元，文化旅游体育与传媒41万元，社会保障和就业316万元。") == [
        ("一般公共服务", "function", {"executed": 12640000}),
        ("文化旅游体育与传媒", "function", {"executed": 410000}),
        ("社会保障和就业", "function", {"executed": 3160000}),
    ]


def test_an_item_of_the_accounts_may_be_long_and_begin_with_general() -> None:
    (row,) = prose_money_of("1.一般公共服务支出（类）审计事务（款）行政运行（项）。年初预算为742万元，支出决算为803万元，完成年初预算的108.22%。")
    assert (row.item_name, row.breakdown) == ("一般公共服务支出（类）审计事务（款）行政运行（项）", "function")
    assert phases(row) == {"approved": 7420000, "executed": 8030000}


def test_parts_behind_a_colon() -> None:
    rows = rows_of("其中2023年支付331万元：施工进度款265万元，监理费21万元，设备预付款45万元。")
    assert [row[0] for row in rows[1:]] == ["施工进度款", "监理费", "设备预付款"]
    assert [row[2] for row in rows] == [{"executed": 3310000}, {"executed": 2650000}, {"executed": 210000}, {"executed": 450000}]


def test_money_under_evaluation_ends_before_the_phases_of_the_whole() -> None:
    evaluated, whole = prose_money_of("2022年我局纳入自评的项目共6个，涉及资金456.8万元；年初预算412万元，决算支出442万元。")
    assert (evaluated.breakdown, phases(evaluated)) == ("monitoring", {"unphased": 4568000})
    assert phases(whole) == {"approved": 4120000, "executed": 4420000}


def test_what_is_left_stands_with_the_spending_it_is_left_by() -> None:
    (row,) = prose_money_of("全年支出246万元，预算执行率94%，年末结转11万元。")
    assert (row.breakdown, phases(row), row.declared_rate_pct) == ("total", {"executed": 2460000, "carry_over": 110000}, Decimal(94))
    assert [(row.item_name, row.breakdown) for row in prose_money_of("年末结转和结余11万元。")] == [("年末结转和结余", "source")]


def test_what_was_saved_of_a_budget_is_no_change_of_it() -> None:
    assert [phases(row) for row in prose_money_of("“三公”经费支出8.6万元，比预算节约3.4万元。")] == [{"executed": 86000}]


def test_a_bracket_that_opens_on_money_is_no_part_of_a_name() -> None:
    assert rows_of("1.高标准农田建设（预算840万元，支出828万元）。") == [("高标准农田建设", "project", {"adjusted": 8400000, "executed": 8280000})]


def test_a_table_prints_the_change_between_two_budgets_with_its_sign() -> None:
    (row,) = money_of("单位：万元\n\n|项目|内容|年初预算|调整数|调整后预算|\n|---|---|---|---|---|\n|河道保洁|全镇河道|140|+10|150|\n")
    assert (row.item_name, phases(row)) == ("河道保洁", {"approved": 1400000, "adjusted": 1500000, "change": 100000})


def test_payments_of_a_table_have_a_sum() -> None:
    (row,) = money_of("单位：万元\n\n|项目名称|里程|合同价|累计拨付情况预付款|累计拨付情况小计|\n|---|---|---|---|---|\n|青山路|5.2|318|95|295|\n")
    assert (row.item_name, phases(row)) == ("青山路", {"executed": 2950000})


def test_what_last_year_left_is_a_part_of_the_budget() -> None:
    assert rows_of("2022年预算总额610万元（含上年结转30万元），支出549万元。") == [
        ("上年结转", "source", {"adjusted": 300000}),
        ("预算", "total", {"adjusted": 6100000, "executed": 5490000}),
    ]
    assert rows_of("收入构成：年初结转和结余31万元；一般公共预算财政拨款收入547万元。") == [
        ("年初结转和结余", "source", {"executed": 310000}),
        ("一般公共预算财政拨款收入", "fund", {"executed": 5470000}),
    ]
    assert prose_money_of("项目累计完成支付547万元（含2022年216万元）。") == []
    assert prose_money_of("实现旅游总收入5.94亿元，同比增长1%。") == []


def test_a_numbered_list_may_begin_behind_words_of_its_heading() -> None:
    assert rows_of("二、资金投向(1)产业发展类：预算786万元，支出746万元；(2)基础设施类：预算380万元，支出369万元。") == [
        ("产业发展类", "project", {"adjusted": 7860000, "executed": 7460000}),
        ("基础设施类", "project", {"adjusted": 3800000, "executed": 3690000}),
    ]


def test_an_office_by_any_name_and_the_verb_before_a_fund_are_no_part_of_the_item() -> None:
    assert rows_of("县妇联年初预算为128万元，全年支出125万元。") == [("年初预算", "total", {"approved": 1280000, "executed": 1250000})]
    assert rows_of("全年支出困难群众救助补助资金963万元。") == [("困难群众救助补助资金", "project", {"executed": 9630000})]
