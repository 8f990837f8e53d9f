"""Sums that sentences divide, spend and evaluate without the words of a budget beside each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.records import SpendingRow

OFFICE = "青禾县民政局2023年度部门整体支出绩效自评报告\n\n一、部门概况\n我局内设科室5个。\n二、预算执行情况\n"
PROJECT = "青禾县2023年养羊产业发展项目绩效自评报告\n\n一、项目概况\n"


def _rows(head: str, text: str) -> list[SpendingRow]:
    return list(extract_report(f"{head}{text}\n".encode(), "report.txt").spending)


def _parts(head: str, text: str, phase: str) -> list[tuple[str, str, Decimal | None]]:
    rows = [(row.item_name, row.breakdown, getattr(row, f"{phase}_amount")) for row in _rows(head, text)]
    return [(name, breakdown, amount / 10_000) for name, breakdown, amount in rows if amount and breakdown != "total"]


@pytest.mark.parametrize(
    ("head", "text", "phase", "expected"),
    [
        (
            PROJECT,
            "上级共下达我县发展资金568万元。\n我县将资金安排到2个项目：东河乡道路硬化工程318万元，西岭村村寨建设250万元。",
            "adjusted",
            [("东河乡道路硬化工程", "project", 318), ("西岭村村寨建设", "project", 250)],
        ),
        (
            PROJECT,
            "上级共下达我县发展资金568万元。具体分配为：耕地轮作补助318万元，农民培育250万元。",
            "adjusted",
            [("耕地轮作补助", "project", 318), ("农民培育", "project", 250)],
        ),
        (
            PROJECT,
            "项目总投资1860万元。\n本项目资金由中央预算内投资1480万元、县级配套380万元构成。",
            "unphased",
            [("中央预算内投资", "source", 1480), ("县级配套", "source", 380)],
        ),
        (
            OFFICE,
            "全年项目支出3353.6万元，主要项目为：公共卫生县级配套1460万元；村卫生室补助合计1893.6万元。",
            "executed",
            [
                ("项目支出", "nature", Decimal("3353.6")),
                ("公共卫生县级配套", "project", 1460),
                ("村卫生室补助", "project", Decimal("1893.6")),
            ],
        ),
        (
            OFFICE,
            "全年支出2446.8万元。\n部门运行方面，人员经费410.6万元，公用经费36.2万元；专项方面，取暖补助2000万元。",
            "executed",
            [
                ("人员经费", "nature", Decimal("410.6")),
                ("公用经费", "nature", Decimal("36.2")),
                ("取暖补助", "project", 2000),
            ],
        ),
        (
            OFFICE,
            "项目支出主要用于：\n\n- 环卫保洁服务  812.5万元\n- 垃圾转运处理  305.7万元",
            "executed",
            [("环卫保洁服务", "project", Decimal("812.5")), ("垃圾转运处理", "project", Decimal("305.7"))],
        ),
    ],
    ids=["divided", "allotted", "made up of", "main projects", "adding up", "listed under a line"],
)
def test_parts_have_the_phase_of_their_whole(
    head: str, text: str, phase: str, expected: list[tuple[str, str, Decimal]]
) -> None:
    assert _parts(head, text, phase) == expected


def test_a_label_names_the_sums_of_the_line_below() -> None:
    text = "任务一：校舍改善\n预算资金4286万元，实际支出4010万元。\n任务二：学生资助\n预算资金3157万元，实际支出3157万元。"
    rows = [(row.item_name, row.breakdown, row.adjusted_amount, row.executed_amount) for row in _rows(OFFICE, text)]
    assert rows == [
        ("校舍改善", "project", 42_860_000, 40_100_000),
        ("学生资助", "project", 31_570_000, 31_570_000),
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("组织对2023年度预算项目开展自评，共涉及预算项目23个，资金8246万元。", 82_460_000),
        ("我局对2个项目182.84万元开展自评。", 1_828_400),
        ("组织对12个项目开展绩效自评，涉及资金564.68万元。", 5_646_800),
    ],
)
def test_what_the_evaluated_projects_have(text: str, amount: int) -> None:
    (row,) = _rows(OFFICE, text)
    assert (row.item_name, row.breakdown, row.unphased_amount) == ("绩效自评项目涉及资金", "monitoring", amount)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初预算总支出528.4万元，年末调整为721.8万元，当年实际支出710.9万元，执行率98.49%。", ("528.4", "721.8", "710.9")),
        ("青禾县民政局部门调整预算数为215万元，支出212.85万元，预算执行率99%。", (None, "215", "212.85")),
        ("全年支出193.8万元，为调整后预算197.8万元的97.98%。", (None, "197.8", "193.8")),
        ("县财政局批复我单位部门预算189.2万元。", ("189.2", None, None)),
    ],
)
def test_totals_in_many_words(text: str, expected: tuple[str | None, ...]) -> None:
    (row,) = _rows(OFFICE, text)
    amounts = (row.approved_amount, row.adjusted_amount, row.executed_amount)
    assert row.breakdown == "total"
    assert amounts == tuple(Decimal(amount) * 10_000 if amount else None for amount in expected)


def test_a_change_against_the_first_budget_is_an_adjustment_with_its_rate() -> None:
    rows = _rows(OFFICE, "全年预算数1576.3万元，较年初预算1208.5万元增加367.8万元，预算调整率30.43%。")
    assert [(row.breakdown, row.change_amount, row.declared_rate_pct) for row in rows[1:]] == [
        ("budget_adjustment", 3_678_000, Decimal("30.43"))
    ]


def test_thresholds_and_averages_are_no_sums() -> None:
    assert _rows(OFFICE, "3个项目支出超过百万元。") == []
    rows = _rows(OFFICE, "村均年办公经费2万元，实际执行3246.8万元，执行率100%。")
    assert [(row.adjusted_amount, row.executed_amount) for row in rows] == [(None, 32_468_000)]


def test_a_class_of_the_accounts_is_named_without_its_marks() -> None:
    text = "“教育支出”（类）2023年度决算872.65万元，比2023年年初预算减少68.20万元，下降7.25%。其中：\n“进修及培训”（款）2023年度决算72.65万元。"
    rows = [(row.item_name, row.breakdown, row.executed_amount, row.parent_item_name) for row in _rows(OFFICE, text)]
    assert rows == [
        ("教育支出", "function", Decimal(8726500), None),
        ("教育支出比2023年年初预算减少", "budget_adjustment", None, "教育支出"),
        ("进修及培训", "function", Decimal(726500), None),
    ]
