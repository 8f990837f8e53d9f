"""Sums in sentences that name who gave them, and the one that they come to."""

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report
from orchestration.records import SpendingRow
from tests.extraction.reading_rows import phases, prose_money_of

_OFFICE = "青禾县水务局2023年度部门整体支出绩效自评报告\n一、基本情况\n主管水务。\n二、预算执行情况\n"
_PROJECT = "青禾县2023年度乡村道路改造项目绩效自评报告\n一、项目基本情况\n由县交通局实施。\n二、项目资金情况\n"


def _rows(text: str, heading: str = _PROJECT) -> list[SpendingRow]:
    return extract_report(f"{heading}{text}\n".encode(), "a.txt").spending


def _told(rows: list[SpendingRow]) -> list[tuple[str, str, dict[str, int]]]:
    return [(row.item_name, row.breakdown, {role: int(amount) // 10000 for role, amount in phases(row).items()}) for row in rows]


@pytest.mark.parametrize("heading", [_OFFICE, _PROJECT])
def test_sources_and_the_sum_they_come_to(heading: str) -> None:
    rows = _rows("中央资金60万元，省级资金30万元，县级配套10万元，共计100万元，已支付97万元。", heading)
    assert [told[1:] for told in _told(rows)] == [
        ("source", {"adjusted": 60}),
        ("source", {"adjusted": 30}),
        ("source", {"adjusted": 10}),
        ("total", {"adjusted": 100, "executed": 97}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "项目资金100万元，其中中央资金60万元，省级资金30万元，县级配套资金10万元。",
        "项目总资金100万元（中央60万元、省级30万元、县级10万元）。",
        "1000000元项目资金中，中央资金600000元，省级资金300000元，县级资金100000元。",
    ],
)
def test_the_whole_of_a_project_that_no_verb_says(text: str) -> None:
    told = sorted((row.breakdown, int(row.adjusted_amount or 0) // 10000) for row in _rows(text))
    assert told == [("source", 10), ("source", 30), ("source", 60), ("total", 100)]


def test_project_money_of_an_office_is_not_its_whole() -> None:
    rows = _rows("项目资金100万元，其中中央资金60万元，省级资金40万元。", _OFFICE)
    assert _told(rows) == [("中央资金", "source", {"adjusted": 60}), ("省级资金", "source", {"adjusted": 40})]


@pytest.mark.parametrize(
    "text",
    [
        "资金来源：中央资金60万元，省级资金40万元。",
        "资金来源为①中央资金60万元；②省级资金40万元。",
        "资金来源：\n1.中央资金：60万元\n2.省级资金：40万元",
        "项目资金由中央资金60万元和省级资金40万元组成。",
        "省级资金（农建〔2023〕8号）40万元，占40%，中央资金60万元。",
    ],
)
def test_sources_alone_are_budgets_and_none_is_the_whole(text: str) -> None:
    told = sorted((row.item_name, row.breakdown, row.adjusted_amount) for row in _rows(text) if "农建" not in row.item_name)
    assert told[-1] == ("省级资金", "source", 400000) or told[0] == ("中央资金", "source", 600000)
    assert not any(row.breakdown == "total" for row in _rows(text))


def test_spending_behind_sources_is_of_their_whole() -> None:
    rows = _rows("共投入100万元，其中中央资金60万元，省级资金30万元，县级配套10万元，实际支出97万元。")
    whole = next(row for row in rows if row.breakdown == "total")
    assert phases(whole) == {"adjusted": 1000000, "executed": 970000}


def test_each_source_with_its_own_spending_keeps_it() -> None:
    rows = _rows("中央资金60万元，支出58万元，执行率96.67%；省级资金40万元，支出39万元，执行率97.5%。")
    assert [(row.breakdown, phases(row), row.declared_rate_pct) for row in rows] == [
        ("source", {"adjusted": 600000, "executed": 580000}, Decimal("96.67")),
        ("source", {"adjusted": 400000, "executed": 390000}, Decimal("97.5")),
    ]


def test_sources_of_an_investment_have_no_phase() -> None:
    rows = _rows("项目总投资100万元，其中中央预算内资金60万元，省级配套40万元。")
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("total", {"unphased": 1000000}),
        ("source", {"unphased": 600000}),
        ("source", {"unphased": 400000}),
    ]


def test_a_fund_whose_parts_follow_is_their_whole() -> None:
    rows = _rows("财政拨款100万元，其中一般公共预算60万元、政府性基金40万元，已支出97万元。", _OFFICE)
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("source", {"adjusted": 1000000, "executed": 970000}),
        ("fund", {"adjusted": 600000}),
        ("fund", {"adjusted": 400000}),
    ]


def test_money_left_by_source_is_no_budget() -> None:
    rows = _rows("年末结转资金9万元，中央资金6万元，省级资金3万元。", _OFFICE)
    assert not any(row.adjusted_amount for row in rows)


def test_parts_behind_spending_that_goes_back_to_the_whole() -> None:
    rows = prose_money_of(
        "全年预算数90万元,其中:当年财政拨款70万元,其他资金20万元;全年执行数85万元,其中:当年财政拨款66万元,其他资金19万元。"
    )
    assert [(row.breakdown, phases(row)) for row in rows] == [
        ("total", {"adjusted": 900000, "executed": 850000}),
        ("source", {"adjusted": 700000, "executed": 660000}),
        ("source", {"adjusted": 200000, "executed": 190000}),
    ]


def test_spending_beyond_the_budget_of_a_part_is_of_the_whole() -> None:
    rows = _rows("安排资金80万元，其中A工程项目30万元，B工程项目50万元，已支出78万元，支出率97.5%。", _OFFICE)
    assert [(row.item_name, row.breakdown, phases(row), row.declared_rate_pct) for row in rows] == [
        ("资金", "total", {"adjusted": 800000, "executed": 780000}, Decimal("97.5")),
        ("A工程项目", "project", {"adjusted": 300000}, None),
        ("B工程项目", "project", {"adjusted": 500000}, None),
    ]


def test_project_money_with_what_came_in_before_its_spending() -> None:
    (row,) = _rows("项目资金80万元，到位80万元，到位率100%，支出78万元，执行率97.5%。")
    assert (row.breakdown, phases(row), row.declared_rate_pct) == ("total", {"adjusted": 800000, "executed": 780000, "received": 800000}, Decimal("97.5"))


@pytest.mark.parametrize(
    ("text", "name", "breakdown"),
    [
        ("全年支出90万元，其中：水利（款）行政运行（项）支出43万元。", "水利（款）行政运行（项）支出", "function"),
        ("2023年基本支出90万元，其中实际支出公用经费25万元。", "公用经费", "nature"),
        ("2023年机关运行经费支出25万元。", "机关运行经费支出", "economic"),
        ("政府采购支出总额25万元，其中：政府采购货物支出5万元。", "政府采购货物支出", "economic"),
    ],
)
def test_kinds_of_spending_by_name(text: str, name: str, breakdown: str) -> None:
    assert (name, breakdown) in [(row.item_name, row.breakdown) for row in _rows(text, _OFFICE)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县财政实际批复预算100万元（自治区林业改革资金60万元、县级配套40万元）。", ["自治区林业改革资金", "县级配套"]),
        ("省、市、县三级为我县养殖升级安排100万元，分别为省级50万元、临海市30万元、县本级20万元。", ["省级", "临海市", "县本级"]),
        ("项目总投资100万元，其中省级水利发展资金70万元、县财政衔接资金30万元。", ["省级水利发展资金", "县财政衔接资金"]),
    ],
)
def test_whatever_a_level_gave_divides_the_sum_right_before_it(text: str, names: list[str]) -> None:
    whole, *parts = _rows(text)
    assert whole.breakdown == "total"
    assert [(row.item_name, row.breakdown) for row in parts] == [(name, "source") for name in names]


def test_parts_that_no_level_gave_are_no_sources() -> None:
    assert all(row.breakdown != "source" for row in _rows("补助资金60万元，其中东河县38万元、西河县22万元。"))


@pytest.mark.parametrize("words", ["剩下的30万元由县财政兜底", "其余30万元由县级财政承担", "不足部分30万元由县财政解决"])
def test_who_bears_the_rest_is_a_source(words: str) -> None:
    rows = _told(_rows(f"中央资金安排120万元，省级安排60万元，{words}。"))
    assert [told[1:] for told in rows] == [("source", {"adjusted": amount}) for amount in (120, 60, 30)]


def test_what_a_project_needs_is_told_with_its_parts() -> None:
    rows = _told(_rows("经测算，本年道路补贴共需资金80万元，其中东片区50万元、西片区30万元。"))
    assert [told[1:] for told in rows] == [("total", {"unphased": 80}), ("project", {"unphased": 50}), ("project", {"unphased": 30})]


def test_what_a_budget_is_cut_out_of_is_a_source() -> None:
    rows = _told(_rows("县本级预算列支32万元，统筹整合财政涉农资金中切出58万元，盘子共90万元。"))
    assert [told[1:] for told in rows] == [("source", {"adjusted": 32}), ("source", {"adjusted": 58}), ("total", {"adjusted": 90})]


def test_a_level_may_be_named_with_its_place() -> None:
    rows = prose_money_of("下达补助资金190万元，其中：中央100万元，省级40万元，云溪市级30万元，青禾县本级配套20万元。")
    assert [(row.item_name, row.breakdown) for row in rows[1:]] == [
        ("中央", "source"), ("省级", "source"), ("云溪市级", "source"), ("青禾县本级配套", "source"),
    ]


def test_the_largest_of_levels_told_in_one_list_is_not_all_that_the_project_has() -> None:
    rows = _rows("中央补助900万元、省级补助120万元、县级配套60万元均已足额到位。")
    assert [row.breakdown for row in rows] == ["source"] * 3


def test_the_first_of_several_sources_may_stand_behind_the_name_of_the_fund() -> None:
    rows = _rows("养老保险基础养老金中央补助资金2130万元，省级补助资金410万元，县级补助资金265万元。")
    assert _told(rows) == [
        ("中央补助资金", "source", {"adjusted": 2130}),
        ("省级补助资金", "source", {"adjusted": 410}),
        ("县级补助资金", "source", {"adjusted": 265}),
    ]


def test_all_that_was_spent_is_none_of_the_income_told_last() -> None:
    rows = _rows("2023年度预算总收入32600万元，其中财政补助收入5800万元，事业收入26000万元，总支出31900万元。", _OFFICE)
    assert _told(rows)[0] == ("预算总收入", "total", {"adjusted": 32600, "executed": 31900})
    assert [row[2] for row in _told(rows)[1:]] == [{"adjusted": 5800}, {"adjusted": 26000}]


def test_a_level_with_its_fund_is_one_source_beside_the_next() -> None:
    rows = _rows("2023年度中央财政安居工程专项资金2356万元，省级配套资金580万元，到位率100%；全年共支付2120万元。")
    assert _told(rows)[:2] == [("中央财政安居工程专项资金", "source", {"adjusted": 2356}), ("省级配套资金", "source", {"adjusted": 580})]


def test_a_budget_cut_from_what_it_began_with() -> None:
    rows = _rows("县财政将该项目资金由年初的300万元调减至260万元，实际拨付258万元。")
    assert [row[1:] for row in _told(rows)] == [("total", {"approved": 300, "adjusted": 260, "executed": 258})]


def test_the_parts_that_a_budget_is_made_of_by_year_and_giver() -> None:
    rows = _rows("项目资金由三部分组成：一是上年结余结转12万元，二是当年预算安排60万元，三是上级专款30万元，合计102万元；当年支出95万元。")
    assert _told(rows) == [
        ("上年结余结转", "source", {"adjusted": 12}),
        ("当年预算安排", "source", {"adjusted": 60}),
        ("上级专款", "source", {"adjusted": 30}),
        ("部门整体支出", "total", {"adjusted": 102, "executed": 95}),
    ]


def test_what_a_sum_is_said_to_be_behind_it_is_no_phase_of_the_next() -> None:
    rows = _rows("县财政安排经费30万元（其中20万元为年初预算，10万元为年中追加），全部支出。")
    assert [row[2] for row in _told(rows)] == [{"adjusted": 30}]


def test_a_label_before_the_budget_is_none_of_its_name() -> None:
    (budget, spent) = _rows("预算安排：2023年度专项经费50万元。执行情况：全年支出49万元，执行率98%。")
    assert (budget.item_name, phases(budget), phases(spent)) == ("专项经费", {"adjusted": 500_000}, {"executed": 490_000})


def test_where_the_money_comes_from_names_its_givers() -> None:
    rows = _rows("该项目资金来源为省级财政专项资金100万元、县级配套50万元，项目累计支出140万元，支出进度93.33%。")
    assert _told(rows) == [
        ("省级财政专项资金", "source", {"adjusted": 100}),
        ("县级配套", "source", {"adjusted": 50}),
        ("项目累计支出", "total", {"executed": 140}),
    ]


def test_a_budget_approved_for_this_project_and_cut() -> None:
    rows = _rows("年初部门预算批复该项目60万元，因机构改革年中调减15万元，调整后45万元，实际支出44万元。")
    assert [row[1:] for row in _told(rows)] == [("total", {"approved": 60, "adjusted": 45, "executed": 44}), ("budget_adjustment", {"change": -15})]
