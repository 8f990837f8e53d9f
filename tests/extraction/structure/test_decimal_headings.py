"""Lines 3.1, 3.2 as headings, each text invented."""

from __future__ import annotations

import pytest

from orchestration.extraction.structure.decimal_headings import decimal_headings
from tests.extraction.reading_rows import findings_of


def test_lines_that_count_the_parts_of_a_chapter() -> None:
    lines = ["第三部分", "3.1事故防控", "全年发生事故4起。", "3.2监管执法", "检查企业312家次。", None]
    found = decimal_headings(lines)
    assert {index: (heading.number, heading.title, heading.level) for index, heading in found.items()} == {
        1: ("3.1", "事故防控", 3),
        3: ("3.2", "监管执法", 3),
    }


@pytest.mark.parametrize(
    "lines",
    [
        ["3.1事故防控", "全年发生事故4起。"],  # one alone
        ["3.2监管执法", "检查企业312家次。", "3.3森林防火", "巡护21架次。"],  # not from the first
        ["3.1事故防控", "3.2监管执法", "3.3森林防火"],  # a column of names
        ["3.1万亩水稻", "完成。", "3.2万亩玉米", "完成。"],  # figures
        ["3.1检查企业312家次。", "完成。", "3.2巡护21架次。", "完成。"],  # sentences
    ],
)
def test_other_lines_are_no_headings(lines: list[str]) -> None:
    assert decimal_headings(lines) == {}


def test_measures_numbered_in_three_steps() -> None:
    text = (
        "第五部分  存在问题及改进措施\n5.1 存在问题\n5.1.1 预算管理方面\n（1）年初预算与实际支出偏差较大。\n（2）资金到位较晚，形成结转。\n"
        "5.2 改进措施\n5.2.1 提高预算编制水平\n（1）参照近三年支出测算经费。\n（2）加强沟通，减少结转。\n"
    )
    assert findings_of(text) == [
        ("problem", "1.1", "年初预算与实际支出偏差较大。"),
        ("problem", "1.2", "资金到位较晚，形成结转。"),
        ("action", "1.1", "参照近三年支出测算经费。"),
        ("action", "1.2", "加强沟通，减少结转。"),
    ]
