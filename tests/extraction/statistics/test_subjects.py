"""What a figure is said to count: names without list numbers and bare verbs; what chapters on the year's work tell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from orchestration.extraction import extract_report

HEAD = "2022年度甲州市壬县民政局部门整体支出绩效自评报告\n\n一、部门基本情况\n\n（一）部门概况\n\n壬县民政局内设机构5个。\n\n"


def _facts(chapters: str) -> list[tuple[str, Decimal | None, str | None]]:
    text = HEAD + chapters
    report = extract_report(text.encode(), "report.txt")
    assert all(row.quote == text[row.char_start : row.char_end] for row in report.statistics)
    return [(row.subject, row.value, row.unit) for row in report.statistics]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "1. 月度考核 12 次； 2. 清理小广告 24 万余张； 3. 洒水面积约 3750 万平方米。",
            [("月度考核", "12", "次"), ("清理小广告", "240000", "张"), ("洒水面积", "37500000", "平方米")],
        ),
        ("全年做了45轮全员核酸。", [("全员核酸", "45", "轮")]),
        ("投入235万元完善小学安全保卫设施。", [("投入完善小学安全保卫设施", "2350000", "元")]),
        ("受理家庭经济核查457户，涉及872人。", [("受理家庭经济核查", "457", "户"), ("受理家庭经济核查涉及", "872", "人")]),
        (
            "拆除违法建设4.03万平方米，为全年任务的100.68%。",
            [("拆除违法建设", "40300", "平方米"), ("拆除违法建设完成率", "100.68", "%")],
        ),
        ("下一年重点抓3件实事。", []),
    ],
)
def test_subjects_say_what_is_counted(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = _facts(f"二、综合评价分析\n\n（一）主要工作成效\n\n{sentence}\n")
    assert found == [(subject, Decimal(value), unit) for subject, value, unit in expected]


def test_results_under_the_work_of_the_year_are_told() -> None:
    found = _facts(
        "（二）年度工作重点\n\n综治维稳。街道综治中心全年共调解纠纷425宗，其中成功420宗，调解成功率98.8%。"
        "整治行动开展了20多次，查扣违规电动车共371台。\n"
    )
    assert found == [
        ("调解纠纷", Decimal(425), "宗"),
        ("调解成功纠纷", Decimal(420), "宗"),
        ("调解成功率", Decimal("98.8"), "%"),
        ("整治行动开展", Decimal(20), "次"),
        ("查扣违规电动车", Decimal(371), "台"),
    ]


@pytest.mark.parametrize(
    "plan",
    [
        "全年计划调解纠纷400宗，整治行动20次。",
        "调解纠纷400宗，整治行动20次。",  # nothing says that it was done
        "全年共调解纠纷400宗的目标分解到各社区。",
    ],
)
def test_plans_of_the_year_are_not(plan: str) -> None:
    assert _facts(f"（二）年度工作重点\n\n{plan}\n") == []
