"""Sums whose item the clause before them counts, and sums of what several sentences or funds told."""

from decimal import Decimal
from typing import Any

from orchestration.document import Document, MappedText
from orchestration.extraction.money.sentences.passages import ProseMoneyContext, read_prose_money
from orchestration.extraction.recorder import Recorder
from tests.extraction.reading_rows import phases, prose_money_of


def rows_of(text: str, **context: Any) -> list[tuple[str, str, dict[str, int]]]:
    recorder = Recorder(Document(text=text, blocks=(), reader="text", file_format="txt"))
    told = ProseMoneyContext(**{"label": None, "project": None, "is_about_money": True, **context})
    read_prose_money(MappedText.of(text), told, recorder)
    return [(row.item_name, row.breakdown, phases(row)) for row in recorder.rows["spending"]]


def test_what_was_spent_less_or_is_owed_is_no_spending() -> None:
    (whole,) = rows_of("全年共支出3020万元。因停课两周，伙食补助少支出46万元，取暖费多支出3万元。", subject="学生伙食补助")
    assert whole[2] == {"executed": 30200000}
    assert rows_of("2.支付职工食堂维修款，尚欠6.2万元；", listed="executed") == []
    assert rows_of("至少支出12万元。")[0][2] == {"executed": 120000}


def test_a_kind_of_output_names_no_item() -> None:
    outputs = rows_of("1.产出数量。保障农村低保1,320户2,105人，支出资金312万元；维修校舍3处，支出20万元。", subject="救助资金", is_about_money=False)
    assert outputs == [("保障农村低保", "project", {"executed": 3120000}), ("维修校舍", "project", {"executed": 200000})]


def test_a_task_and_its_money() -> None:
    assert rows_of("任务三：家庭无障碍改造。目标是改造80户，任务资金32万元。已完成改造76户，支出30.4万元。") == [
        ("家庭无障碍改造", "task", {"unphased": 320000}),
        ("家庭无障碍改造", "task", {"executed": 304000}),
    ]
    (row,) = rows_of("下达以工代赈任务资金86万元。")
    assert row[2] == {"adjusted": 860000}


def test_the_budget_of_projects_that_a_clause_counts_is_not_the_whole() -> None:
    first, second = rows_of("本部门经常性项目6个，预算共计86万元；一次性项目11个，预算共计240万元。")
    assert first == ("经常性项目", "project", {"adjusted": 860000})
    assert second == ("一次性项目", "project", {"adjusted": 2400000})


def test_who_gives_what_was_really_arranged_is_no_part_of_its_name() -> None:
    (row,) = rows_of("县财政实际安排项目资金5,810万元，累计支付4,254.7万元。", subject="灌区改造")
    assert row == ("项目资金", "total", {"adjusted": 58100000, "executed": 42547000})


def test_a_later_sentence_sums_up_what_all_gave() -> None:
    given = "上级下达防雷改造资金500万元。县级财政安排配套资金80万元。"
    assert rows_of(f"{given}全年资金合计580万元。", subject="校舍加固")[-1][1:] == ("total", {"adjusted": 5800000})
    assert all(row[2] != {"adjusted": 5900000} for row in rows_of(f"{given}全年资金合计590万元。", subject="校舍加固"))


def test_what_several_funds_spent_has_the_rate() -> None:
    *funds, whole = prose_money_of("一般公共预算财政拨款支出90万元、政府性基金预算财政拨款支出5万元，合计95万元，预算执行率95%。")
    assert [row.declared_rate_pct for row in funds] == [None, None]
    assert (whole.breakdown, phases(whole), whole.declared_rate_pct) == ("total", {"executed": 950000}, Decimal(95))


def test_what_was_added_is_told_in_brackets_and_the_rate_is_of_all() -> None:
    rows = prose_money_of("年初预算400万元，年中追加65万元（抽检经费25万元、仓库运行经费40万元），收回结余资金5万元，调整后预算460万元，预算调整率15%。")
    changes = [(row.item_name, phases(row)["change"], row.declared_rate_pct) for row in rows if row.breakdown == "budget_adjustment"]
    assert sorted(changes) == [
        ("仓库运行经费", 400000, None),
        ("年中追加", 650000, Decimal(15)),
        ("抽检经费", 250000, None),
        ("收回结余资金", -50000, None),
    ]


def test_public_funds_are_compared_with_a_year_in_a_sentence_of_its_own() -> None:
    rows = rows_of("“三公”经费支出24万元，其中公务用车运行维护费24万元。比2020年减少3万元。")
    assert rows[-1] == ("“三公”经费支出比上年减少", "prior_year_change", {"change": -30000})
    of_both = rows_of("收入总计、支出总计均为900万元。与2020年相比，减少30万元。")
    assert all("change" not in row[2] for row in of_both)


def test_an_appropriation_approved_at_the_start_of_the_year() -> None:
    row, added = rows_of("年初部门预算批复财政拨款120万元，年中追加抗疫特别国债100万元，全年财政拨款预算220万元，实际支出215万元。")
    assert row[2] == {"approved": 1200000, "adjusted": 2200000, "executed": 2150000}
    assert added[2] == {"change": 1000000}


def test_what_was_paid_of_the_money_that_a_report_is_on() -> None:
    (row,) = rows_of("改造完成1320户，兑付奖补资金132万元，结算率95%。", subject="户厕改造")
    assert row[2] == {"executed": 1320000}
    assert rows_of("改造完成1320户，兑付奖补资金132万元。") == []
    assert rows_of("其中城关镇兑付奖补资金12万元。", subject="户厕改造") == []


def test_what_towns_were_paid_as_the_words_before_their_list_say() -> None:
    towns = rows_of("按乡镇兑付情况如下：机关农场未发生，城关镇41.5万元，东乡镇27.3万元，西乡镇25万元。", subject="农机补贴")
    assert towns == [
        ("城关镇", "project", {"executed": 415000}),
        ("东乡镇", "project", {"executed": 273000}),
        ("西乡镇", "project", {"executed": 250000}),
    ]
    given = rows_of("分配如下：机关农场未发生，城关镇41.5万元，东乡镇27.3万元。", subject="农机补贴")
    assert [row[2] for row in given] == [{"adjusted": 415000}, {"adjusted": 273000}]


def test_what_can_be_used_is_a_budget_and_its_funds_are_parts() -> None:
    rows = rows_of("预算安排可用财力200万元。一般公共预算拨款160万元，政府性基金10万元，上年结转的帮扶资金30万元。")
    assert [row[2] for row in rows] == [{"adjusted": 2000000}, {"adjusted": 1600000}, {"adjusted": 100000}, {"adjusted": 300000}]


def test_a_number_and_a_named_sum_head_what_is_told_of_it() -> None:
    (row,) = rows_of("5.公益岗位补助29万元，聘用护路员58名，每人每月500元，已发放10个月29万元。")
    assert row == ("公益岗位补助", "project", {"adjusted": 290000, "executed": 290000})
    (budget,) = rows_of("2.管道更换工程30万元，支出28万元。")
    assert budget == ("管道更换工程", "project", {"adjusted": 300000, "executed": 280000})


def test_a_line_of_a_list_may_begin_with_dashes() -> None:
    assert rows_of("——对个人和家庭的补助12万元；", listed="executed") == [("对个人和家庭的补助", "economic", {"executed": 120000})]


def test_public_funds_of_one_kind_alone_are_no_whole() -> None:
    budget, spent = rows_of("部门预算186万元，决算支出159万元。“三公”经费只有公务接待一项，花费0.86万元。")
    assert budget[1:] == ("total", {"adjusted": 1860000, "executed": 1590000})
    assert spent == ("“三公”经费", "three_public", {"executed": 8600})


def test_what_an_audit_set_right_is_no_money_of_an_evaluation() -> None:
    assert rows_of("审计检查2次，因科目使用不当调整账务3笔，涉及金额4.6万元。") == []
    assert rows_of("评价项目38个，涉及金额512万元。")[0][1:] == ("monitoring", {"unphased": 5120000})


def test_what_works_were_reckoned_to_cost_is_no_budget() -> None:
    assert rows_of("粮库改造项目概算投资2,300万元，拨付1,150万元。") == [("粮库改造项目", "project", {"unphased": 23000000, "executed": 11500000})]
    assert rows_of("排水泵站工程批复投资640万元，累计支付410万元。")[0][2] == {"unphased": 6400000, "executed": 4100000}


def test_the_projects_of_one_kind_are_counted_before_what_they_have() -> None:
    told = rows_of("县级下达衔接资金900万元（中央资金700万元、县级资金200万元），实施项目6个，其中产业类项目4个，资金620万元；其他类项目2个，资金280万元。")
    assert told[-2:] == [("产业类项目", "project", {"adjusted": 6200000}), ("其他类项目", "project", {"adjusted": 2800000})]
    spent = rows_of("共安排项目9个，资金850万元，其中：公益类项目6个，资金500万元，支出480万元；产业类项目3个，资金350万元，支出340万元。")
    assert [row[2] for row in spent[1:]] == [{"adjusted": 5000000, "executed": 4800000}, {"adjusted": 3500000, "executed": 3400000}]


def test_standardised_planting_is_no_standard_of_payment() -> None:
    assert rows_of("（2）花椒标准化种植项目下达145万元，支出140万元。") == [
        ("花椒标准化种植项目", "project", {"adjusted": 1450000, "executed": 1400000})
    ]


def test_the_target_of_an_indicator_is_no_spending() -> None:
    assert rows_of("带动脱贫人口全年总收入≥180万元，实际206.4万元；村集体收益增加≧30万元。") == []


def test_a_fund_may_be_named_by_an_abbreviation_of_what_the_report_is_on() -> None:
    (row,) = rows_of("全县共支付福彩公益金350万元，执行率91%。", subject="福利彩票公益金")
    assert row[1:] == ("total", {"executed": 3500000})


def test_what_was_built_is_spending_beside_what_works_were_to_cost() -> None:
    told = "项目总投资12000万元，其中专项债券资金8000万元，财政预算资金4000万元，截至目前已完成投资9600万元。"
    assert rows_of(told, subject="医院迁建") == [
        ("项目总投资", "total", {"unphased": 120000000, "executed": 96000000}),
        ("专项债券资金", "source", {"unphased": 80000000}),
        ("财政预算资金", "source", {"unphased": 40000000}),
    ]
    assert rows_of("全年完成固定资产投资12亿元，累计完成投资3亿元。") == []
