"""Values of whole cells."""

from decimal import Decimal

import pytest

from orchestration.document import MappedText
from orchestration.language import parse_value, split_packed


@pytest.mark.parametrize(
    ("cell", "comparator", "value", "unit"),
    [
        ("≥15次", ">=", "15", "次"),
        ("< 10%", "<", "10", "%"),
        ("95%以上", ">=", "95", "%"),
        ("不低于 90%", ">=", "90", "%"),
        ("=100%", "=", "100", "%"),
        ("≧90%", ">=", "90", "%"),
        ("7.31万余人", "~", "73100", "人"),
        ("六级", "=", "6", "级"),
        ("0", "=", "0", None),
        ("-3.5%", "=", "-3.5", "%"),
        ("全年为老人送餐4321人次,计划完成率100%。", "=", "100", "%"),
        ("2月份的款项于次月5日发放,及时率为93.02%。", "=", "93.02", "%"),
        ("计算方法:3个小时内到场计100%,5个小时内计80%;标准:不低于85%", ">=", "85", "%"),
        ("装备一套", "=", "1", "套"),
        ("零事故发生", "=", "0", None),
        ("O人", "=", "0", "人"),
    ],
)
def test_reads_the_figure_that_answers(cell: str, comparator: str, value: str, unit: str | None) -> None:
    read = parse_value(MappedText.of(cell).text)
    assert (read.comparator, read.value, read.unit) == (comparator, Decimal(value), unit)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "无",
        "-",
        "9月前",
        "2022年12月底前",
        "2023年1月1日",
        "2月份于25日发放，其余月份按时发放",
        "按时足额发放",
        "(≥**人)",
        "优",
        "一次性发放",
        "第一名",
        "救助30户50人",
    ],
)
def test_words_dates_and_undecided_cells_give_no_number(cell: str) -> None:
    assert not parse_value(MappedText.of(cell).text).is_number


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("心愿31个，项目7个", ["心愿31个", "项目7个"]),
        ("12组日常三人小组、40组应急三人小组", ["12组日常三人小组", "40组应急三人小组"]),
        ("5个定点+2个流动点+N支小队", ["5个定点", "2个流动点", "N支小队"]),
        ("≥6次 ≥1.5万平方米 99% 100%", ["≥6次", "≥1.5万平方米", "99%", "100%"]),
        ("1、培训3次；2、慰问20次", ["1、培训3次", "2、慰问20次"]),
        ("为老人送餐4321人次，计划完成率100%。", ["为老人送餐4321人次,计划完成率100%。"]),
        ("11,476人次", ["11,476人次"]),
        ("2小时30分钟", ["2小时30分钟"]),
        ("干净、整洁", ["干净、整洁"]),
    ],
)
def test_takes_packed_cells_apart(cell: str, parts: list[str]) -> None:
    assert split_packed(MappedText.of(cell).text) == parts
