"""Quantities in running text."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.language import Quantity, find_quantities, is_whole, unit_class


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "printed", "comparator", "value", "unit"),
    [
        ("受众人群超过10万人次", "超过10万人次", ">", "100000", "人次"),
        ("建成逾 2500人的队伍", "逾 2500人", "~", "2500", "人"),
        ("撕除传单24万余张", "24万余张", "~", "240000", "张"),
        ("登记 20余万人", "20余万人", "~", "200000", "人"),
        ("垃圾约557吨", "约557吨", "~", "557", "吨"),
        ("行动20多次", "20多次", "~", "20", "次"),
        ("满意度达到80%以上", "达到80%以上", ">=", "80", "%"),
        ("合格率不低于 90%", "不低于 90%", ">=", "90", "%"),
        ("合格率≥100百分比", "≥100百分比", ">=", "100", "%"),
        ("在30分钟内到场", "30分钟内", "<=", "30", "分钟"),
        ("于5个工作日内办结", "5个工作日内", "<=", "5", "个工作日"),
        ("误差≤ 3‰", "≤ 3‰", "<=", "3", "‰"),
        ("参加184人(次)", "184人(次)", "=", "184", "人次"),
        ("补助30元/人·天", "30元/人·天", "=", "30", "元/人·天"),
        ("产值113.69亿,", "113.69亿", "=", "11369000000", None),
        ("发放1亿2000万元", "1亿2000万元", "=", "120000000", "元"),
        ("拆除2.8万平方米", "2.8万平方米", "=", "28000", "平方米"),
        ("覆盖百分之九十五", "百分之九十五", "=", "95", "%"),
        ("完成率 105. 26%", "105. 26%", "=", "105.26", "%"),
        ("节约30万元", "30万元", "=", "300000", "元"),
        ("较预算12.4万元节约", "12.4万元", "=", "124000", "元"),
        ("铺设3.5公里节水管道", "3.5公里", "=", "3.5", "公里"),
        ("新增2.5万吨日处理能力", "2.5万吨", "=", "25000", "吨"),
        ("补贴资金2 307. 45万元", "2 307. 45万元", "=", "23074500", "元"),
        ("提交资料上千份", "上千份", "~", "1000", "份"),
        ("谈话近百次", "近百次", "~", "100", "次"),
        ("五级组织架构", "五级", "=", "5", "级"),
        ("播种机8 4台、", "8 4台", "=", "84", "台"),
        ("抽检率1 0 0%", "1 0 0%", "=", "100", "%"),
        ("收缴率约八成,", "约八成", "~", "80", "%"),
        ("比上年下降三成。", "三成", "=", "30", "%"),
        ("每亩最高补助,最高300元", "最高300元", "<=", "300", "元"),
        ("两所幼儿园", "两所", "=", "2", "所"),
        ("实现零事故", "零", "=", "0", None),
    ],
)
def test_reads_number_unit_and_comparator(
    text: str, printed: str, comparator: str, value: str, unit: str | None
) -> None:
    quantity = only(text)
    assert text[quantity.start : quantity.end] == printed
    assert (quantity.comparator, quantity.value, quantity.unit) == (comparator, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("90-95%", "90", "95", "%"),
        ("3至5次", "3", "5", "次"),
        ("95%-100%", "95", "100", "%"),
        ("2-3万元", "20000", "30000", "元"),
    ],
)
def test_ranges_have_two_ends(text: str, low: str, high: str, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.high, quantity.unit) == (Decimal(low), Decimal(high), unit)


def test_a_change_is_two_quantities() -> None:
    assert [q.value for q in find_quantities("从46.7%提升到96.67%")] == [Decimal("46.7"), Decimal("96.67")]
    assert [q.value for q in find_quantities("由108个调整为103个")] == [108, 103]


@pytest.mark.parametrize(
    "text",
    [
        "2022年12月31日",
        "自3月1日至4月30日",
        "次月3日发放",
        "财建〔2020〕116号",
        "F3、F4栋",
        "2023-05-06",
        "12.4国家宪法日",
        "统一管理",
        "进一步",
        "第一名",
    ],
)
def test_dates_codes_and_words_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


def test_a_list_number_is_kept_apart_from_the_year_behind_it() -> None:
    assert all(quantity.value != Decimal("16.2019") for quantity in find_quantities("16. 2019年耗材3件"))


def test_what_cannot_be_read_for_sure_has_no_value() -> None:
    assert only("动员9.000多名党员").value is None
    assert only("N支队伍").value is None
    assert only("拨款144.713万元").value == Decimal("1447130")


def test_digits_of_other_scripts_end_no_range() -> None:
    (quantity,) = find_quantities("完成3~\u07c6")  # six in N'Ko: a digit to a pattern, no number to us
    assert (quantity.value, quantity.high) == (Decimal(3), None)


def test_units_know_their_class() -> None:
    assert (unit_class("元/人·天"), unit_class("人次"), unit_class("㎡"), unit_class(None)) == (
        "money",
        "person",
        "area",
        None,
    )
    assert is_whole("名") and not is_whole("元")


@given(
    st.integers(0, 10**8),
    st.sampled_from(["个", "人次", "平方米", "元", "%", "场次", "户", "吨", "宗"]),
    st.sampled_from(
        [
            ("", "", "="),
            ("约", "", "~"),
            ("不少于", "", ">="),
            ("", "以上", ">="),
            ("超过", "", ">"),
            ("", "以内", "<="),
        ]
    ),
    st.booleans(),
)
def test_every_combination_is_read_back(number: int, unit: str, words: tuple[str, str, str], separators: bool) -> None:
    before, after, comparator = words
    text = f"共计{before}{number:,}{unit}{after}。" if separators else f"共计{before} {number} {unit}{after}。"
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.comparator) == (number, unit, comparator)


@given(st.text("0123456789.,年月日万亿千百一二三十零个人次%约超≥()〔〕号、; -+/*NX第近", max_size=40))
def test_any_text_is_read_without_overlap(text: str) -> None:
    quantities = find_quantities(text)
    assert all(a.end <= b.start for a, b in pairwise(quantities))
    assert all(q.start <= q.number_start < q.number_end <= q.end <= len(text) for q in quantities)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("死亡率≤9/10万", 9, "/10万"), ("火灾5次/10万公顷", 5, "次/10万公顷"), ("发病12人/10万", 12, "人/10万"), ("每村10万元/村", 100000, "元/村")],
)
def test_how_often_among_so_many(text: str, value: int, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(("text", "unit"), [("建冷库1200m³。", "m³"), ("厂房3600m²,", "m²"), ("管网26m,", "m"), ("库容1200m3,", "m3")])
def test_units_with_raised_figures(text: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.unit == unit
