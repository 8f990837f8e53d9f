"""Sums that an office says its evaluation ties up, in the chapter on performance of its published accounts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

ACCOUNTS = "青禾县水务局2022年度部门决算\n\n十、预算绩效情况说明\n（一）预算绩效管理工作开展情况\n"
GENERAL, OF_FUNDS, OF_STATE = "general_public_budget", "government_fund_budget", "state_capital_budget"


def _sums(text: str, head: str = ACCOUNTS) -> list[tuple[str, str, str | None, Decimal | None]]:
    rows = extract_report(f"{head}{text}\n".encode(), "report.txt").spending
    assert all(row.executed_amount is None and row.adjusted_amount is None for row in rows if row.breakdown == "monitoring")
    return [(row.item_name, row.breakdown, row.fund_key, row.unphased_amount) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我局组织对2022年度一般公共预算项目支出全面开展绩效自评，共涉及项目14个，资金98.4万元，占一般公共预算项目支出总额的100%。",
            [("一般公共预算项目支出绩效自评涉及资金", GENERAL, 984_000)],
        ),
        (
            "组织对2022年度2个政府性基金预算项目开展绩效自评，共涉及资金26万元，占政府性基金预算项目支出总额的100%。",
            [("政府性基金预算项目支出绩效自评涉及资金", OF_FUNDS, 260_000)],
        ),
        (
            "组织对“甲路改建”“乙桥维护”等2个项目开展了部门评价，涉及一般公共预算支出12万元，政府性基金预算支出4.5万元，"
            "国有资本经营预算支出1万元。从评价情况来看，项目立项依据充分。",
            [
                ("部门评价涉及一般公共预算支出", GENERAL, 120_000),
                ("部门评价涉及政府性基金预算支出", OF_FUNDS, 45_000),
                ("部门评价涉及国有资本经营预算支出", OF_STATE, 10_000),
            ],
        ),
        ("组织对2022年度抗旱补助等1个项目开展了部门评价，涉及资金22万元。", [("抗旱补助部门评价涉及资金", None, 220_000)]),
        ("县水务局2022年度纳入绩效自评的项目共5个，预算资金合计113.7万元，已完成自评。", [("纳入绩效自评的项目", None, 1_137_000)]),
        ("我局共有8个项目纳入绩效自评范围，预算金额共计87万元。", [("绩效自评项目涉及资金", None, 870_000)]),
        ("对本部门所有项目支出实施绩效自评，项目数量5个，涉及财政拨款资金56万元。", [("项目支出绩效自评涉及资金", None, 560_000)]),
        ("全县326个项目开展绩效自评，自评资金总额98万元。", [("自评资金总额", None, 980_000)]),
        (
            "我单位纳入绩效目标管理的项目8个，涉及财政资金76万元；开展部门评价项目1个，涉及财政资金12万元。",
            [("纳入绩效目标管理的项目", None, 760_000), ("部门评价项目涉及资金", None, 120_000)],
        ),
        ("本部门对2022年度纳入预算的31个项目全面开展绩效自评，共涉及资金98万元。", [("绩效自评项目涉及资金", None, 980_000)]),
        ("组织对2022年度堤防岁修1个政府性基金预算项目开展绩效自评，共涉及资金26万元。", [("堤防岁修绩效自评涉及资金", None, 260_000)]),
        (
            "我局对9个项目开展了绩效自评，其中，以自查报告形式开展自评7项，涉及资金68万元；以现场核查方式进行评价2项，涉及资金21万元。",
            [("以自查报告形式开展自评", None, 680_000), ("以现场核查方式进行评价", None, 210_000)],
        ),
        (
            "其中，普通程序评价项目3个，涉及金额36万元，均为优；简易程序评价项目12个，涉及金额84.5万元。",
            [("普通程序评价项目", None, 360_000), ("简易程序评价项目", None, 845_000)],
        ),
        ("未组织国有资本经营预算项目绩效自评，涉及资金3万元。", [("国有资本经营预算项目绩效自评涉及资金", OF_STATE, 30_000)]),
    ],
)
def test_what_an_evaluation_ties_up(text: str, expected: list[tuple[str, str | None, int]]) -> None:
    of_budget = [fund is not None and "项目支出" in name for name, fund, _ in expected]
    assert _sums(text) == [
        (name, "nature" if is_kind else "monitoring", fund, amount)
        for (name, fund, amount), is_kind in zip(expected, of_budget, strict=True)
    ]


def test_the_sums_by_fund_that_add_up_to_what_was_spent_are_the_spending() -> None:
    told = "2022年全年预算数120万元，执行数110万元。\n"
    funds = "组织部门整体支出绩效自评，涉及一般公共预算支出80万元，政府性基金预算支出29万元，国有资本经营预算支出1万元。"
    assert [breakdown for _, breakdown, _, _ in _sums(told + funds)] == ["total", "fund", "fund", "fund"]


def test_the_whole_that_is_evaluated_is_the_offices_spending_by_fund() -> None:
    text = "组织部门整体支出绩效自评，涉及一般公共预算支出23万元，政府性基金预算支出2万元。"
    assert [(name, breakdown) for name, breakdown, _, _ in _sums(text)] == [("一般公共预算支出", "fund"), ("政府性基金预算支出", "fund")]


def test_the_budget_of_evaluated_projects_whose_spending_follows_is_a_budget() -> None:
    text = "列入绩效自评的项目6个，预算安排138万元，实际支出132万元。"
    assert "monitoring" not in [breakdown for _, breakdown, _, _ in _sums(text)]


def test_a_share_of_the_budget_names_what_is_evaluated() -> None:
    text = "我局对5个项目开展绩效自评，涉及预算资金62万元，占项目支出预算总额的76%。"
    assert _sums(text) == [("项目支出绩效自评涉及资金", "monitoring", None, 620_000)]


def test_the_money_of_the_one_project_that_a_report_is_on_is_not_an_evaluation_s() -> None:
    head = "青禾县2022年养羊产业发展项目绩效自评报告\n\n一、项目概况\n"
    assert "monitoring" not in [breakdown for _, breakdown, _, _ in _sums("我局对本项目开展绩效自评，涉及资金50万元。", head)]


def test_what_was_spent_stands_on_the_row_of_the_projects_that_are_counted_as_evaluated() -> None:
    report = extract_report(f"{ACCOUNTS}我局纳入绩效自评项目6个，项目资金共138万元，全年支出132万元。\n".encode(), "report.txt")
    assert [(row.item_name, row.breakdown, row.unphased_amount, row.executed_amount) for row in report.spending] == [
        ("纳入绩效自评项目", "monitoring", 1_380_000, 1_320_000)
    ]
