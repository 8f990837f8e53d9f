"""Money that came in batches, was raised, was taken of a government's own, or is told once for several phases."""

from decimal import Decimal

import pytest

from tests.extraction.money.test_of_heads_and_payees import rows_of, rows_of_project
from tests.extraction.reading_rows import phases, prose_money_of


def test_batches_named_with_the_paper_that_gave_them() -> None:
    rows = rows_of_project("上级下达治理资金640万元，分两批：第一批川财农〔2022〕18号下达590万元，第二批川财农〔2022〕63号下达50万元。")
    assert rows[1:] == [("第一批", "source", {"adjusted": 5900000}), ("第二批", "source", {"adjusted": 500000})]
    rows = rows_of_project("全年下达治理资金500万元，其中首批300万元，第二批（川财农〔2022〕9号）200万元。")
    assert rows[1:] == [("首批", "source", {"adjusted": 3000000}), ("第二批", "source", {"adjusted": 2000000})]


def test_an_instalment_of_a_contract_is_no_batch_of_a_fund() -> None:
    assert [row for row in rows_of_project("下达资金500万元，按合同支付首批款300万元，第二批款200万元。") if "批" in row[0]] == []


@pytest.mark.parametrize("behind", ["分两批下达", "分3次安排", "列入当年预算", "已纳入本级年初预算", "已全部下达"])
def test_what_was_given_as_words_behind_it_say(behind: str) -> None:
    assert rows_of_project(f"县本级80万元{behind}。") == [("县本级", "source", {"adjusted": 800000})]


def test_what_was_left_out_of_the_budget_was_not_given() -> None:
    assert rows_of_project("县本级80万元未列入预算。") == []


def test_raised_money_is_no_budget_and_gives_its_phase_to_its_sources() -> None:
    assert rows_of_project("2022年全县共筹集治理资金480万元，其中省级资金400万元，县级配套80万元。") == [
        ("治理资金", "total", {"unphased": 4800000}),
        ("省级资金", "source", {"unphased": 4000000}),
        ("县级配套", "source", {"unphased": 800000}),
    ]


def test_one_sum_for_several_phases() -> None:
    assert rows_of("看护费安排、支出均为31万元；装备费预算和支出都是15万元。") == [
        ("看护费", "project", {"adjusted": 310000, "executed": 310000}),
        ("装备费", "project", {"adjusted": 150000, "executed": 150000}),
    ]
    ((_, breakdown, figures),) = rows_of("年初预算数、全年预算数和执行数均为300万元。")
    assert (breakdown, figures) == ("total", {"approved": 3000000, "adjusted": 3000000, "executed": 3000000})


def test_kinds_that_share_a_sum_are_no_phases() -> None:
    assert all(len(row[2]) == 1 for row in rows_of("人员经费、公用经费支出均为160万元。"))


@pytest.mark.parametrize(
    "words, item",
    [("市本级又从一般公共预算中拿出24万元作配套", "市本级配套"), ("县财政同时动用预备费24万元", "预备费"), ("青禾县财政另从可用财力中安排24万元", "青禾县财政")],
)
def test_what_a_government_took_of_its_own_money(words: str, item: str) -> None:
    assert rows_of_project(f"上级下达资金300万元，{words}。")[1:] == [(item, "source", {"adjusted": 240000})]


def test_the_sum_of_what_several_gave_leaves_out_the_parts_of_one() -> None:
    rows = rows_of_project("上级下达治理资金90万元（中央60万元，省级30万元），县财政预算安排40万元，合计130万元。")
    assert [row for row in rows if row[1] == "total"] == [("部门整体支出", "total", {"adjusted": 1300000})]
    rows = rows_of_project("川财农〔2022〕4号文安排治理资金90万元，川财农〔2022〕8号文又安排40万元，全年共130万元。")
    assert [row[2]["adjusted"] for row in rows] == [900000, 400000, 1300000]
    assert [row[1] == "total" for row in rows] == [False, False, True]


def test_short_names_of_parts_that_come_to_their_whole() -> None:
    rows = rows_of_project("全年支出312万元，其中春季152万元，秋季160万元。")
    assert rows[1:] == [("春季", "project", {"executed": 1520000}), ("秋季", "project", {"executed": 1600000})]
    assert len(rows_of_project("全年支出312万元，其中春季152万元，秋季15万元。")) == 1


def test_who_pays_for_works() -> None:
    (_, *parts) = prose_money_of("改造项目概算总投资900万元，其中申请中央补助500万元、县财政及专项债券300万元、产权单位出资100万元。")
    assert [row.breakdown for row in parts] == ["source"] * 3
    assert all(phases(row).keys() == {"unphased"} for row in parts)


def test_counted_projects_are_not_the_whole_office() -> None:
    rows = rows_of("2022年，柳河镇人民政府列入绩效自评的支出项目6个，预算安排385万元，支出322万元。其余2个项目为维修类，预算32万元，支出31万元。")
    assert rows == [
        ("列入绩效自评的支出项目", "project", {"adjusted": 3850000, "executed": 3220000}),
        ("其余2个项目", "project", {"adjusted": 320000, "executed": 310000}),
    ]


def test_parts_of_a_fund_by_the_papers_that_gave_them() -> None:
    rows = rows_of("上级下达农机补贴资金236万元，其中：川财农〔2023〕148号提前下达180万元，川财农〔2024〕39号文件下达56万元。")
    assert rows[1:] == [("川财农〔2023〕148号", "source", {"adjusted": 1800000}), ("川财农〔2024〕39号", "source", {"adjusted": 560000})]


def test_what_each_paper_brought_needs_no_verb_of_its_own() -> None:
    rows = rows_of_project("分两批下达治理资金640万元，其中：川财农〔2021〕118号590万元，川财农〔2022〕18号50万元。")
    assert rows[1:] == [("川财农〔2021〕118号", "source", {"adjusted": 5900000}), ("川财农〔2022〕18号", "source", {"adjusted": 500000})]


def test_the_sum_behind_several_sources_gives_them_its_phase() -> None:
    told = "2022年治理资金包括中央补助地方治理专项资金（川财农〔2022〕18号）132万元，省级水库治理补助28万元，县级配套30万元，年初预算总计190万元。"
    assert rows_of_project(told) == [
        ("中央补助地方治理专项资金", "source", {"approved": 1320000}),
        ("省级水库治理补助", "source", {"approved": 280000}),
        ("县级配套", "source", {"approved": 300000}),
        ("年初预算", "total", {"approved": 1900000}),
    ]


def test_projects_given_by_paper_with_what_was_paid_of_each() -> None:
    told = "（一）川财农〔2022〕7号下达长梁村灌溉管网98万元，已支付96万元；（二）川财农〔2022〕26号下达石庙村产业路硬化126万元，已支付119万元。"
    assert rows_of_project(told) == [
        ("长梁村灌溉管网", "project", {"adjusted": 980000, "executed": 960000}),
        ("石庙村产业路硬化", "project", {"adjusted": 1260000, "executed": 1190000}),
    ]


def test_a_level_after_an_adjustment_and_the_share_that_was_paid_of_what_was_given() -> None:
    assert rows_of_project("年中因项目变更调减治理资金86.4万元，调整后资金4132.2万元。")[-1] == ("调整后资金", "total", {"adjusted": 41322000})
    rows = prose_money_of("截至12月，共支付上级补助资金5219.44万元，占下达数的89.28%。")
    assert [(row.declared_rate_pct, phases(row)) for row in rows] == [(Decimal("89.28"), {"executed": 52194400})]
