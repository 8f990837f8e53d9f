"""Parts of a total whose cells run together and print no rate: their sums part them."""

from __future__ import annotations

from orchestration.extraction import extract_report
from tests.extraction.reading_rows import phases

FORM = (
    "2022年项目绩效自评表项目名称山洪灾害防治主管部门云溪县水利局项目资金（万元）年初预算数全年预算数全年执行数分值执行率得分"
    "年度资金总额086.481.21093.98%9.4{}年度总体目标预期目标实际完成情况修缮堤防。修缮堤防2处。"
)


def _parts(print_: str) -> list[tuple[str, dict[str, int]]]:
    rows = extract_report(FORM.format(print_).encode(), "form.txt").spending
    return [(row.item_name, phases(row)) for row in rows if row.breakdown != "total"]


def test_parts_are_parted_so_that_they_add_up() -> None:
    assert _parts("其中：中央补助052.847.6———省级补助033.633.6———") == [
        ("中央补助", {"approved": 0, "adjusted": 528000, "executed": 476000}),
        ("省级补助", {"approved": 0, "adjusted": 336000, "executed": 336000}),
    ]


def test_the_only_part_is_the_whole_and_zeros_add_nothing() -> None:
    assert _parts("其中：本年财政拨款086.481.2———其他资金000———") == [
        ("本年财政拨款", {"approved": 0, "adjusted": 864000, "executed": 812000}),
        ("其他资金", {"approved": 0, "adjusted": 0, "executed": 0}),
    ]


def test_parts_that_do_not_add_up_are_left_alone() -> None:
    assert _parts("其中：中央补助052.847.6———省级补助030.633.6———") == []


def test_a_part_without_money_prints_zeros_alone() -> None:
    rows = extract_report(FORM.format("其中：当年财政拨款086.481.2—93.98%—上年结转资金000—0—其他资金00—").encode(), "form.txt").spending
    parts = [(row.item_name, phases(row), row.declared_rate_pct) for row in rows if row.breakdown != "total"]
    assert ("上年结转资金", {"approved": 0, "adjusted": 0, "executed": 0}, 0) in parts
    assert "其他资金" not in [name for name, _, _ in parts]  # two zeros under three phases
