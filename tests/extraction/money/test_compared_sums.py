"""Sums in sentences that are compared, counted or named by what is evaluated, and sums that are prices."""

from decimal import Decimal

from orchestration.document import Document, MappedText
from orchestration.extraction.money.sentences.figures import ProseMoneyContext
from orchestration.extraction.money.sentences.passages import read_prose_money
from orchestration.extraction.recorder import Recorder
from tests.extraction.reading_rows import money_of, phases, prose_money_of


def rows_of(sentence: str) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.item_name, row.breakdown, phases(row)) for row in prose_money_of(sentence)]


def rows_under(title: str, sentence: str) -> list[tuple[str, str, dict[str, int]]]:
    recorder = Recorder(Document(text=sentence, blocks=(), reader="text", file_format="txt"))
    read_prose_money(MappedText.of(sentence), ProseMoneyContext(title, None, True, title=title), recorder)
    return [(row.item_name, row.breakdown, phases(row)) for row in recorder.rows["spending"]]


def test_what_is_compared_behind_all_parts_is_the_whole() -> None:
    whole, *parts = rows_of("“三公”经费支出8万元，其中公务接待费3万元，公务用车运行维护费5万元，比预算10万元节约2万元。")
    assert whole == ("“三公”经费支出", "three_public", {"executed": 80000, "adjusted": 100000})
    assert [amounts for _, _, amounts in parts] == [{"executed": 30000}, {"executed": 50000}]


def test_a_change_in_a_sentence_of_its_own_is_of_the_whole_told_before() -> None:
    *_, change = prose_money_of("年度总支出960万元。较上年减少40万元，下降4%。")
    assert (change.item_name, change.breakdown) == ("总支出较上年减少", "prior_year_change")
    assert (phases(change), change.declared_rate_pct) == ({"change": -400000}, Decimal("-4"))
    *_, change = prose_money_of("“三公”经费支出7万元。其中，公务接待费2万元，公务用车运行维护费5万元。比上年增加1万元。")
    assert (change.item_name, phases(change)) == ("“三公”经费支出比上年增加", {"change": 10000})


def test_a_change_names_the_whole_as_it_is_printed_and_last_year_in_one_way() -> None:
    *_, change = rows_of("收入决算总额500万元，较2021年决算数增加20万元。")
    assert change == ("收入决算总额较上年增加", "prior_year_change", {"change": 200000})
    *_, change = prose_money_of("收、支总计均为700万元。与2021年度相比，收、支总计各增加30万元，增长4.5%。")
    assert (change.item_name, change.direction) == ("收、支总计比上年增加", "both")


def test_what_was_added_or_cut_for_a_named_purpose_stands_between_two_levels() -> None:
    whole, added, cut = rows_of("年初预算批复300万元，年中追加河道整治专项90万元，追减未开展培训费等10万元，调整后预算数380万元，决算数361万元。")
    assert whole[1:] == ("total", {"approved": 3000000, "adjusted": 3800000, "executed": 3610000})
    assert (added[2], cut[2]) == ({"change": 900000}, {"change": -100000})


def test_the_budget_after_an_addition_is_no_change() -> None:
    assert rows_of("年中追加后全年预算820万元，支出779万元。") == [("预算", "total", {"adjusted": 8200000, "executed": 7790000})]


def test_a_budget_that_its_rate_calls_the_one_of_the_start_of_the_year() -> None:
    (row,) = prose_money_of("财政拨款“三公”经费支出预算为5万元，支出决算为4万元，完成年初预算的80%。")
    assert (phases(row), row.declared_rate_pct) == ({"approved": 50000, "executed": 40000}, Decimal(80))
    (row,) = rows_of("全年预算数50万元，支出40万元，完成年初预算的95%。")
    assert row[2] == {"adjusted": 500000, "executed": 400000}


def test_parts_of_spending_told_beside_an_income_have_its_phase() -> None:
    rows = rows_of("收入预算320万元，支出决算300万元；其中财政拨款支出280万元，其他支出20万元。")
    assert [amounts for _, _, amounts in rows] == [
        {"adjusted": 3200000}, {"executed": 3000000}, {"executed": 2800000}, {"executed": 200000},
    ]  # fmt: skip


def test_main_projects_are_listed_with_what_was_spent_on_them() -> None:
    assert rows_of("主要项目支出为：渠道清淤60万元，泵站检修18万元，护岸补强7万元。") == [
        ("渠道清淤", "project", {"executed": 600000}),
        ("泵站检修", "project", {"executed": 180000}),
        ("护岸补强", "project", {"executed": 70000}),
    ]
    assert rows_of("项目支出主要为残疾人托养补助42万元、辅具适配9万元。") == [
        ("残疾人托养补助", "project", {"executed": 420000}),
        ("辅具适配", "project", {"executed": 90000}),
    ]


def test_parts_may_leave_out_yuan_where_nobody_is_counted() -> None:
    *parts, last = rows_of("项目支出90万元，用于文化活动。其中送书下乡51万、戏曲进校园30.5万。")
    assert (parts[-1], last) == (("送书下乡", "project", {"executed": 510000}), ("戏曲进校园", "project", {"executed": 305000}))
    assert len(rows_of("项目支出90万元，用于饮水工程。其中受益群众12万。")) == 1


def test_what_a_clause_counts_names_what_was_spent_on_it() -> None:
    assert rows_of("住院救助1,200人次，支出66万元；门诊救助800人次，支出9万元。") == [
        ("住院救助", "project", {"executed": 660000}),
        ("门诊救助", "project", {"executed": 90000}),
    ]
    (row,) = rows_of("救助金年初预算70万元，住院救助1,200人次，支出66万元。")
    assert row[2] == {"approved": 700000, "executed": 660000}


def test_kinds_of_spending_need_no_phase_under_a_heading_on_spending() -> None:
    sentence = "基本支出保障机构运转。其中人员经费83万元，包括工资；公用经费15万元，包括水电费。"
    assert rows_under("基本支出", sentence) == [
        ("人员经费", "nature", {"executed": 830000}),
        ("公用经费", "nature", {"executed": 150000}),
    ]
    assert rows_under("预算支出安排", sentence) == []


def test_a_price_is_no_spending() -> None:
    assert rows_of("每亩补助标准200元/亩，实际执行200元/亩。") == []
    (row,) = rows_of("支出决算数48万元/调整预算数50万元=96%。")
    assert row[2] == {"adjusted": 500000, "executed": 480000}


def test_what_is_evaluated_names_its_money() -> None:
    assert rows_of("我局对2022年度部门项目支出实施绩效评价，评价项目9个，占项目总数的90%，涉及金额560万元。") == [
        ("部门项目支出绩效评价涉及资金", "monitoring", {"unphased": 5600000})
    ]
    assert rows_of("我局对2022年度项目支出开展绩效自评，纳入绩效自评的项目6个，涉及资金41万元。") == [
        ("纳入绩效自评的项目", "monitoring", {"unphased": 410000})
    ]


def test_what_was_allotted_is_the_budget_where_no_label_names_one() -> None:
    (row,) = money_of("下达资金\t386.4\t支出资金\t380\n")
    assert phases(row) == {"adjusted": 3864000, "executed": 3800000}
    (row,) = money_of("全年预算数\t400\t下达资金\t386.4\t支出资金\t380\n")
    assert phases(row) == {"adjusted": 4000000, "executed": 3800000}


def test_the_budget_of_spending_of_the_department_is_the_total() -> None:
    (row,) = money_of("项目\t年初预算数\t全年预算数\t全年执行数\n部门支出预算数\t100\t120\t110\n")
    assert (row.breakdown, phases(row)) == ("total", {"approved": 1000000, "adjusted": 1200000, "executed": 1100000})


def test_the_difference_of_two_budgets_stands_between_them_and_their_spending() -> None:
    whole, change = rows_of("年初预算批复220万元，年度预算调整后为260万元，预算调整40万元；决算支出247万元，执行率95%。")
    assert whole[1:] == ("total", {"approved": 2200000, "adjusted": 2600000, "executed": 2470000})
    assert change == ("预算调整", "budget_adjustment", {"change": 400000})


def test_works_are_named_before_their_cost_and_what_was_spent_on_them() -> None:
    assert rows_of("河东村护岸工程总投资356万元，2022年度支出180万元。") == [
        ("河东村护岸工程", "project", {"unphased": 3560000, "executed": 1800000})
    ]


def test_money_paid_on_to_villages_is_spent() -> None:
    (row,) = rows_of("村级组织运转经费预算90万元，已按月拨付到村88万元。")
    assert row[2] == {"adjusted": 900000, "executed": 880000}


def test_another_year_than_the_last_is_named() -> None:
    recorder = Recorder(Document(text="", blocks=(), reader="text", file_format="txt"))
    sentence = MappedText.of("机关运行经费支出90万元，比2019年减少10万元。接待费支出5万元，比2022年减少1万元。")
    read_prose_money(sentence, ProseMoneyContext(None, None, True, year=2023), recorder)
    names = [row.item_name for row in recorder.rows["spending"] if row.change_amount]
    assert names == ["机关运行经费支出比2019年减少", "接待费支出比上年减少"]


def test_parts_behind_a_comparison_are_of_what_was_compared() -> None:
    told = rows_of("2024年总收入900万元，比2023年增加80万元，增长9.76%，其中：一般公共预算财政拨款880万元，其他收入20万元。")
    assert [(row[0], row[2]) for row in told if "change" not in row[2]] == [
        ("总收入", {"executed": 9000000}),
        ("一般公共预算财政拨款", {"executed": 8800000}),
        ("其他收入", {"executed": 200000}),
    ]


def test_a_nature_of_spending_keeps_its_name_before_its_change() -> None:
    told = rows_of("总支出900万元，比上年增加80万元，其中基本支出增加10万元，项目支出增加70万元。")
    assert [(row[0], row[2]) for row in told[2:]] == [("基本支出增加", {"change": 100000}), ("项目支出增加", {"change": 700000})]
