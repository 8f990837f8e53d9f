"""Sums that what stands behind them tells: the budget in brackets, what was spared of it, a rate; codes and approvals before."""

from typing import Any

from tests.extraction.reading_rows import phases, prose_money_of


def _told(sentence: str) -> list[tuple[str, Any]]:
    return [(row.item_name, phases(row)) for row in prose_money_of(sentence)]


def test_what_brackets_say_was_planned_was_spent() -> None:
    assert _told(
        "一般公共预算安排的“三公”经费支出18.4万元，比预算少支出1.6万元。其中：公务接待2.9万元（预算4万元）；公务用车运行维护15.5万元（预算16万元）。"
    ) == [
        ("一般公共预算安排的“三公”经费支出", {"executed": 184000}),
        ("公务接待", {"adjusted": 40000, "executed": 29000}),
        ("公务用车运行维护", {"adjusted": 160000, "executed": 155000}),
    ]


def test_a_budget_compared_with_the_first_one_stays_a_budget() -> None:
    (row, _) = prose_money_of("预算安排的防汛物资采购支出36万元，较年初预算增加6万元。")
    assert phases(row) == {"adjusted": 360000}


def test_what_was_added_and_spent_is_spending_of_the_numbered_item() -> None:
    assert _told("其中主要项目支出如下：一是口袋公园建设，年初未安排，执行中追加并支出310万元；二是网格员补贴，预算702万元，实际支出698万元。") == [
        ("口袋公园建设", {"executed": 3100000}),
        ("网格员补贴", {"adjusted": 7020000, "executed": 6980000}),
    ]
    (added,) = prose_money_of("年中追加并下达专项资金50万元。")
    assert phases(added) == {"change": 500000}


def test_a_sum_right_behind_the_code_of_its_item() -> None:
    assert _told("临时救助支出（2082001）46.9万元；流浪人员救助（2082002）4 210.55万元。") == [
        ("临时救助支出", {"executed": 469000}),
        ("流浪人员救助", {"executed": 42105500}),
    ]


def test_who_approved_or_reviewed_a_budget_is_no_part_of_its_name() -> None:
    (approved,) = prose_money_of("年初预算经县人民代表大会批准为820万元，执行数790万元。")
    assert (approved.breakdown, phases(approved)) == ("total", {"approved": 8200000, "executed": 7900000})
    (reviewed,) = prose_money_of("县财政评审后年初批复286万元，支出250万元。")
    assert (reviewed.breakdown, phases(reviewed)) == ("total", {"approved": 2860000, "executed": 2500000})


def test_what_is_added_behind_a_budget_of_income_came_in() -> None:
    rows = prose_money_of("2021年年初部门预算收入900万元，全部为一般公共预算拨款。年中追加预算70万元，主要是专项。")
    assert [row.direction for row in rows if row.breakdown == "budget_adjustment"] == ["income"]
    rows = prose_money_of("2021年年初部门预算收入900万元，支出900万元。年中追加预算70万元。")
    assert [row.direction for row in rows if row.breakdown == "budget_adjustment"] == ["expenditure"]


def test_a_rate_right_behind_the_budget_in_force_is_of_the_whole() -> None:
    whole, *_ = prose_money_of("年初预算60万元，其中基本支出40万元、项目支出20万元；年中追加20万元，全年预算80万元，预算执行率98.5%。")
    assert str(whole.declared_rate_pct) == "98.5"
    whole, part = prose_money_of("年初预算100万元，其中基本支出60万元，执行率98%。")
    assert (whole.declared_rate_pct, part.declared_rate_pct) == (None, None)


def test_the_project_whose_cost_was_approved_is_the_item_of_what_was_paid() -> None:
    row, *_ = prose_money_of("敬老院改造项目批复概算680万元，2019年到位中央预算内投资400万元、县级配套100万元，当年实际支付386万元。")
    assert (row.breakdown, phases(row)) == ("project", {"unphased": 6800000, "executed": 3860000})


def test_other_spending_of_a_class_is_of_that_class() -> None:
    (row,) = prose_money_of("其他农林水支出35万元。")
    assert row.breakdown == "function"
