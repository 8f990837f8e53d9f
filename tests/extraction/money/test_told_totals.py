"""Totals in sentences: whose they are, and budgets whose phase stands in brackets."""

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import phases, prose_money_of


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年青禾县司法局调整后预算46.8万元,执行数40.2万元,执行率85.9%。",
        "2021年度青禾县农业技术推广中心全年预算46.8万元,实际支出40.2万元,预算执行率85.9%。",
        "2023年全年(调整)预算46.8万元,全年执行40.2万元,执行率85.9%。",
        "2023年度全局预算指标46.8万元,支出40.2万元,预算执行率为85.9%。",
        "2023年,县财政核定我局预算46.8万元,全年实际使用资金40.2万元,资金使用率85.9%。",
        "预算46.8万元,全县已支出40.2万元,支出进度85.9%。",
    ],
)
def test_the_budget_of_the_office_is_the_total(sentence: str) -> None:
    rows = prose_money_of(sentence)
    assert [(row.breakdown, phases(row), row.declared_rate_pct) for row in rows] == [
        ("total", {"adjusted": 468000, "executed": 402000}, Decimal("85.9"))
    ]


@pytest.mark.parametrize("words", ["整体支出", "部门整体支出", "部门决算支出", "决算支出总额"])
def test_the_spending_of_the_named_office_is_the_total(words: str) -> None:
    (row,) = prose_money_of(f"2023年青禾县司法局{words}40.2万元。")
    assert (row.breakdown, phases(row)) == ("total", {"executed": 402000})


def test_a_unit_among_parts_keeps_its_name() -> None:
    rows = prose_money_of("项目预算90万元,其中:便民服务中心预算30万元,文化站预算60万元。")
    assert [row.breakdown for row in rows] == ["total", "project", "project"]


def test_brackets_behind_a_budget_say_that_it_was_the_first() -> None:
    row = prose_money_of("部门预算安排总额为51万元(年初预算),全年预算数68万元,全年执行数68万元,预算执行率为100%。")[0]
    assert (row.breakdown, phases(row)) == ("total", {"approved": 510000, "adjusted": 680000, "executed": 680000})


def test_a_first_budget_and_one_in_brackets_are_one_row() -> None:
    row = prose_money_of("年初(批复)预算61万元,全年(调整后)预算数99万元,全年支出97万元。")[0]
    assert (row.breakdown, phases(row)) == ("total", {"approved": 610000, "adjusted": 990000, "executed": 970000})


def test_a_budget_behind_what_is_left_is_its_own_row() -> None:
    rows = prose_money_of("年末结转结余15万元,支出预算数250万元,结转结余率6%。")
    assert [(row.breakdown, phases(row)) for row in rows] == [("source", {"carry_over": 150000}), ("total", {"adjusted": 2500000})]


def test_the_value_of_an_indicator_is_no_spending() -> None:
    assert prose_money_of("成本指标:“养护成本”指标,预期指标值为≤42万元,实际支出41.5万元。") == []


def test_a_change_of_a_kind_of_money_told_without_its_whole() -> None:
    row = prose_money_of("与2021年相比,一般公共预算财政拨款支出增加17万元,增长9.7%。")[0]
    assert (row.item_name, row.breakdown, row.direction) == ("一般公共预算财政拨款支出增加", "prior_year_change", "expenditure")
    assert prose_money_of("与2021年相比,村集体经济收入增加17万元。") == []


def test_what_was_added_is_listed_by_name() -> None:
    rows = prose_money_of("追加的主要项目是:路灯更新补助52万元;水库管护补助16万元。")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows] == [
        ("路灯更新补助", "budget_adjustment", {"change": 520000}),
        ("水库管护补助", "budget_adjustment", {"change": 160000}),
    ]


def test_what_was_added_has_its_parts_behind_it() -> None:
    rows = prose_money_of("年内共下达追加指标7笔96万元,其中:抗旱应急资金52万元、山塘维修经费44万元;收回调减2万元。")
    assert [phases(row) for row in rows] == [{"change": 960000}, {"change": 520000}, {"change": 440000}, {"change": -20000}]
    assert {row.breakdown for row in rows} == {"budget_adjustment"}
    rows = prose_money_of("经调减后下达资金96万元,其中:防汛经费52万元,抗旱经费44万元。")
    assert "budget_adjustment" not in {row.breakdown for row in rows}
    rows = prose_money_of("全年支出96万元,较上年增加38万元,其中:人员经费支出52万元。")
    assert [phases(row) for row in rows] == [{"executed": 960000}, {"change": 380000}, {"executed": 520000}]


def test_the_one_source_of_a_listed_project_is_its_budget() -> None:
    (row,) = prose_money_of("4.滑坡综合防治,县级资金安排21万元,实际使用19.2万元。")
    assert (row.item_name, row.breakdown, phases(row)) == ("滑坡综合防治", "project", {"adjusted": 210000, "executed": 192000})


def test_the_project_whose_points_are_told_has_the_budget_behind_them() -> None:
    text = "河道清淤项目绩效自评得分98分。项目年初预算27万元,全年预算数29万元,执行数28万元,完成预算的96.55%。"
    (row,) = prose_money_of(text)
    assert (row.item_name, row.breakdown) == ("河道清淤项目", "project")
    assert phases(row) == {"approved": 270000, "adjusted": 290000, "executed": 280000}


def test_a_form_names_its_project_in_the_line_of_its_first_cells() -> None:
    text = (
        "青禾县水务局2022年度部门决算公开说明\n\n五、预算绩效管理情况\n项目支出绩效自评表\n项目名称 滑坡避险搬迁 自评总分（分） 96.4\n"
        "项目资金（万元）\t年初预算数\t全年（调整）预算数\t全年执行数\t执行率（%）\n年度总金额\t0.00\t88.00\t77.00\t87.50\n"
    )
    row = extract_report(text.encode(), "report.txt").spending[0]
    assert (row.item_name, row.breakdown) == ("滑坡避险搬迁", "project")


def test_what_several_gave_is_told_before_the_whole() -> None:
    rows = prose_money_of("省级下达补助资金80万元,县级配套20万元,共计100万元。")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("source", {"adjusted": 800000}),
        ("source", {"adjusted": 200000}),
        ("total", {"adjusted": 1000000}),
    ]


def test_who_gives_a_part_is_its_name_also_behind_a_word_of_giving() -> None:
    rows = prose_money_of("项目预算安排总额为90万元,其中:中央财政安排资金60万元,省财政安排资金20万元,县本级安排资金10万元。")
    assert [(row.item_name, row.breakdown, phases(row)) for row in rows[1:]] == [
        ("中央财政安排资金", "source", {"adjusted": 600000}),
        ("省财政安排资金", "source", {"adjusted": 200000}),
        ("县本级安排资金", "source", {"adjusted": 100000}),
    ]


@pytest.mark.parametrize("head", ["（1）渠道养护项目绩效目标完成情况综述。", "1.“渠道养护”项目绩效目标完成情况综述：", "渠道养护项目自评综述："])
def test_a_passage_that_sums_up_a_project_tells_its_money(head: str) -> None:
    (row,) = prose_money_of(f"{head}项目全年预算数236万元，执行数为221.84万元，完成预算的94%。")
    assert (row.item_name, row.breakdown, row.declared_rate_pct) == ("渠道养护", "project", 94)


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年预算总额51万元,年中追加17万元,调整后预算68万元,当年支出66万元,执行率97.06%。",
        "年初部门预算批复数51万元,执行中预算调整为68万元,年末支出66万元,预算执行率97.06%。",
    ],
)
def test_a_budget_before_what_was_added_to_it_is_the_first(sentence: str) -> None:
    (row,) = [row for row in prose_money_of(sentence) if row.breakdown == "total"]
    assert phases(row) == {"approved": 510000, "adjusted": 680000, "executed": 660000}
    assert row.declared_rate_pct == Decimal("97.06")


def test_a_budget_of_all_spending_is_no_spending() -> None:
    (row,) = prose_money_of("2023年度预算总支出68万元,实际总支出66万元,预算执行率97.06%。")
    assert (row.breakdown, phases(row)) == ("total", {"adjusted": 680000, "executed": 660000})


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年,丙县教育局部门年初预算收入51万元,年中调整后预算收入68万元,实际支出66万元,预算执行率97.06%。",
        "2023年年初预算51万元,年中调整17万元,全年预算68万元;实际支出66万元,预算执行率97.06%。",
    ],
)
def test_an_adjustment_between_two_budgets_parts_no_row(sentence: str) -> None:
    rows = prose_money_of(sentence)
    assert [phases(row) for row in rows if row.breakdown == "total"] == [{"approved": 510000, "adjusted": 680000, "executed": 660000}]
    assert [row.breakdown for row in rows if row.breakdown != "total"] == ["budget_adjustment"] * sentence.count("年中调整17")


def test_the_budget_that_the_county_approved_for_the_office_is_its_total() -> None:
    row = prose_money_of("2023年县财政批复教育局部门预算51万元,执行中调增17万元,调整后预算数68万元;全年执行数66万元。")[0]
    assert (row.breakdown, phases(row)) == ("total", {"approved": 510000, "adjusted": 680000, "executed": 660000})


def test_parts_behind_a_budget_that_spending_is_below_were_spent() -> None:
    rows = prose_money_of("全年“三公”经费支出11.2万元,低于年初预算16万元,其中公务用车运行维护费10万元、公务接待费1.2万元。")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("three_public", {"approved": 160000, "executed": 112000}),
        ("three_public", {"executed": 100000}),
        ("three_public", {"executed": 12000}),
    ]


def test_points_head_no_sums() -> None:
    row = prose_money_of("(二)过程指标得31分,预算完成率为96.3%,其中年初预算51万元,调整后预算68万元,决算支出66万元。")[0]
    assert (row.item_name, row.breakdown) == ("年初预算", "total")


def test_spending_behind_what_was_added_is_of_the_kind_told_before() -> None:
    rows = prose_money_of("项目支出年初预算22万元,年中追加30万元,全年决算支出50万元。")
    assert [(row.breakdown, phases(row)) for row in rows if row.breakdown != "budget_adjustment"] == [
        ("nature", {"approved": 220000, "executed": 500000})
    ]


def test_works_above_a_bound_are_no_spending() -> None:
    assert prose_money_of("实施单位严格按方案执行,20万元以上的工程全部进入交易中心。") == []
