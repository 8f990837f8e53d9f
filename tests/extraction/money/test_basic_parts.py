"""Whose parts 人员经费 and 公用经费 are: of the 基本支出 before them, in tables and in sentences."""

from __future__ import annotations

import pytest

from orchestration.extraction import extract_report

HEAD = (
    "2022年度甲州市乙县农业农村局部门整体支出绩效自评报告\n\n金额单位：万元\n\n一、部门基本情况\n\n乙县农业农村局内设机构5个。\n\n"
    "二、部门整体支出情况\n\n"
)
TABLE = "| 支出性质 | 全年预算数 | 执行数 |\n| --- | ---: | ---: |\n"


def _parents(text: str) -> dict[str, str | None]:
    report = extract_report((HEAD + text + "\n\n三、自评结论\n\n自评得分为95分。\n").encode(), "report.txt")
    return {row.item_name: row.parent_item_name for row in report.spending if row.breakdown == "nature"}


@pytest.mark.parametrize(
    ("text", "of_basic"),
    [
        (
            TABLE + "| 基本支出 | 1,000.00 | 980.00 |\n| 其中：人员经费 | 800.00 | 790.00 |\n| 公用经费 | 200.00 | 190.00 |\n"
            "| 项目支出 | 500.00 | 470.00 |\n| 合计 | 1,500.00 | 1,450.00 |\n",
            None,
        ),
        (
            TABLE + "| 合计 | 1,500.00 | 1,450.00 |\n| 基本支出 | 1,000.00 | 980.00 |\n| 人员经费 | 800.00 | 790.00 |\n"
            "| 公用经费 | 200.00 | 190.00 |\n| 项目支出 | 500.00 | 470.00 |\n",
            "合计",
        ),
        (
            "全年实际支出1,450万元，其中基本支出980万元（人员经费790万元、公用经费190万元），项目支出470万元。",
            "支出",
        ),
        ("基本支出980万元，其中人员经费790万元，公用经费190万元；项目支出470万元。", None),
    ],
)
def test_staff_and_office_costs_are_parts_of_basic_expenditure(text: str, of_basic: str | None) -> None:
    parents = _parents(text)
    assert {name: parents[name] for name in ("人员经费", "公用经费")} == {"人员经费": "基本支出", "公用经费": "基本支出"}
    assert {name: parents[name] for name in ("基本支出", "项目支出")} == {"基本支出": of_basic, "项目支出": of_basic}


def test_one_part_is_named_by_words() -> None:
    assert _parents("基本支出980万元，其中人员经费790万元；项目支出470万元。")["人员经费"] == "基本支出"


@pytest.mark.parametrize(
    "text",
    [
        "基本支出100万元，人员经费790万元，公用经费190万元。",  # neither the sum nor a word
        "基本支出100万元，其中人员经费790万元。",  # more than its whole
        "基本支出980万元，项目支出470万元，人员经费390万元，公用经费190万元。",  # behind another kind, and not all of it
    ],
)
def test_what_neither_adds_up_nor_is_told_so_has_no_such_parent(text: str) -> None:
    assert _parents(text)["人员经费"] != "基本支出"


@pytest.mark.parametrize(
    "text",
    [
        "支出合计1,450万元，其中：基本支出980万元，项目支出470万元。基本支出中人员经费790万元，公用经费190万元。",
        "基本支出980万元，项目支出470万元，人员经费790万元，公用经费190万元。",
    ],
)
def test_the_other_part_may_stand_between_a_whole_and_its_parts(text: str) -> None:
    parents = _parents(text)
    assert (parents["人员经费"], parents["公用经费"]) == ("基本支出", "基本支出")
