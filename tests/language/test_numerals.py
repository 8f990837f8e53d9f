"""Numbers as printed."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.language import may_be_thousands, parse_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("24,957.99", "24957.99"),
        ("1287. 98", "1287.98"),
        ("1,234. 50", "1234.50"),
        ("1.287.98", "1287.98"),
        ("1 287.5", "1287.5"),
        ("3万5千", "35000"),
        ("1亿2000万", "120000000"),
        ("2.8万", "28000"),
        ("-1.5", "-1.5"),
        ("+3", "3"),
        ("52.800000", "52.800000"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("贰佰", "200"),
        ("两", "2"),
        ("廿三", "23"),
        ("十", "10"),
        ("三百二", "320"),
        ("五十点五", "50.5"),
        ("二〇二二", "2022"),
        ("9.000", "9.000"),
    ],
)
def test_reads_the_number(printed: str, value: str) -> None:
    assert parse_number(printed) == Decimal(value)


@pytest.mark.parametrize(
    "printed", ["", "--", "无", "三四", "二三十", "12,34", "1.2.3", "3千5万", "M.8", "*", "十万万万"]
)
def test_leaves_what_is_no_number(printed: str) -> None:
    assert parse_number(printed) is None


def test_the_shape_of_a_damaged_comma() -> None:
    assert may_be_thousands("9.000") and may_be_thousands("144.713")
    assert not may_be_thousands("9.00") and not may_be_thousands("9,000")


@given(st.integers(0, 10**12))
def test_integers_survive_every_print(number: int) -> None:
    prints = [str(number), f"{number:,}", f"{number:,}.00", f"{number}. 0"]
    prints += [cn2an.an2cn(str(number), "low"), cn2an.an2cn(str(number), "up")]
    if number % 10_000 == 0:
        prints.append(f"{number // 10_000}万")
    assert {parse_number(printed) for printed in prints} == {Decimal(number)}


@given(st.decimals(0, 10**9, places=4))
def test_decimals_survive_every_print(number: Decimal) -> None:
    assert parse_number(f"{number:f}") == parse_number(f"{number:,f}") == number
    assert parse_number(f"{number:f}万") == number * 10_000
