"""What names of money say of it: classes of the accounts, sources, funds of projects; signs before a name are none of it."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report
from orchestration.extraction.money.words import breakdown_of, fund_of
from tests.extraction.reading_rows import phases, prose_money_of

HEAD = "青禾县石桥镇2022年度部门整体支出绩效自评报告\n\n"


@pytest.mark.parametrize(
    ("name", "breakdown"),
    [
        ("机关事业单位基本养老保险缴费支出", "function"),
        ("中等职业教育支出", "function"),
        ("行政运行", None),  # may be a task
        ("义务教育公用经费", None),
        ("公用经费", "nature"),
        ("抗疫特别国债", "source"),
        ("专项债券", "source"),
        ("医疗收入", "fund"),
        ("三项合计安排资金", "total"),
    ],
)
def test_breakdowns_of_names(name: str, breakdown: str | None) -> None:
    assert breakdown_of(name) == breakdown


def test_givers_of_names() -> None:
    assert fund_of("自治区农村综合改革转移支付") == "provincial_funds"
    assert fund_of("片区财政资金") == "fiscal_appropriation"  # of no 区


def test_dashes_before_a_name_are_none_of_it() -> None:
    rows = prose_money_of("支出决算300万元。其中：——工资福利支出200万元；——资本性支出100万元。")
    assert [row.item_name for row in rows][1:] == ["工资福利支出", "资本性支出"]


def test_a_transfer_keeps_its_name_in_a_list() -> None:
    rows = prose_money_of("下达资金120万元。其中：县级运转经费90万元，农村综合改革转移支付30万元。")
    assert rows[-1].item_name == "农村综合改革转移支付"


def test_headings_that_ask_for_the_money_tell_of_it() -> None:
    text = "三、钱花到哪里去\n全年花了51.97万元，占可用财力的96.24%。\n①核桃提质增效补助，付了48.5万元；\n"
    rows = extract_report(f"{HEAD}{text}".encode(), "report.txt").spending
    assert [(row.breakdown, phases(row)) for row in rows] == [("total", {"executed": 519700}), ("project", {"executed": 485000})]
    assert (float(rows[0].declared_rate_pct or 0), rows[1].item_name) == (96.24, "核桃提质增效补助")


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("县财政局共下达衔接资金900万元，支出890万元。", "衔接资金"),
        ("县级下达衔接资金900万元，其中支付890万元。", "衔接资金"),
        ("县级财政预算安排农村环境整治资金900万元，实际支出890万元。", "农村环境整治资金"),
        ("本单位收到区财政拨入文化站免费开放资金900万元，支出890万元。", "文化站免费开放资金"),
        ("下达本级耕地地力保护资金900万元，支出890万元。", "耕地地力保护资金"),
        ("下达耕地地力保护补贴900万元，实际支出890万元。", "耕地地力保护补贴"),
        ("农业生产发展资金安排我县900万元，支出890万元。", "农业生产发展资金"),
    ],
)
def test_who_gave_is_no_part_of_a_name(sentence: str, name: str) -> None:
    rows = prose_money_of(sentence)
    assert [(row.item_name, row.adjusted_amount, row.executed_amount) for row in rows] == [(name, 9_000_000, 8_900_000)]


def test_what_was_spent_of_a_part_is_a_phase_of_it() -> None:
    rows = prose_money_of("下达移民扶持资金386万元，其中直补资金120万元，项目扶持资金266万元，已支出直补资金119万元。")
    assert [(row.item_name, row.adjusted_amount, row.executed_amount) for row in rows] == [
        ("移民扶持资金", 3_860_000, None),
        ("直补资金", 1_200_000, 1_190_000),
        ("项目扶持资金", 2_660_000, None),
    ]
