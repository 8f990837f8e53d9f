"""How values are shown."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from orchestration.explorer.figures import clip, exact, hint, percent, plain, shown, wan, yuan


@pytest.mark.parametrize(
    ("amount", "as_wan", "as_yuan"),
    [
        (Decimal("127663200.00"), "12,766.32", "127,663,200.00"),
        (Decimal("0.00"), "0.00", "0.00"),
        (Decimal("-26505900.00"), "-2,650.59", "-26,505,900.00"),
        (Decimal("50.00"), "0.01", "50.00"),
        (Decimal("49.99"), "0.00", "49.99"),
        (None, "–", "–"),
    ],
)
def test_money_is_shown_in_ten_thousands_rounded_half_up(amount: Decimal | None, as_wan: str, as_yuan: str) -> None:
    assert (wan(amount), yuan(amount)) == (as_wan, as_yuan)


def test_rates_have_two_decimals() -> None:
    assert percent(Decimal("96.2850")) == "96.29 %"
    assert percent(Decimal("0.0000")) == "0.00 %"
    assert percent(None) == "–"


def test_other_values_say_no_more_than_they_know() -> None:
    assert plain(Decimal("133000.0000000000")) == "133,000"
    assert plain(Decimal("2.8000000000")) == "2.8"
    assert plain(Decimal("1E+3")) == "1,000"
    assert plain(1234) == "1,234"
    assert plain(True) == "✓"
    assert plain(datetime(2026, 11, 21, 9, 55, 26, 999)) == "2026-11-21 09:55:26"
    assert plain(None) == "–"


def test_the_column_decides_how_a_value_is_shown() -> None:
    assert shown("executed_amount", Decimal("10000.00")) == "1.00"
    assert shown("computed_rate_pct", Decimal("100.0000")) == "100.00 %"
    assert shown("year_key", 2022) == "2022"
    assert shown("task_seq", 1001) == "1001"
    assert shown("self_score", Decimal("98.5000000000")) == "98.5"
    assert shown("executed_amount", None) == "–"
    assert hint("executed_amount", Decimal("10000.00")) == "10,000.00 元"
    assert hint("self_score", Decimal("98")) is None


def test_the_exact_value_is_kept_beside_what_is_shown() -> None:
    assert exact(Decimal("127663200.00")) == "127663200.00"
    assert exact(Decimal("0E-10")) == "0.0000000000"
    assert exact(None) == ""


def test_long_texts_are_cut_for_tables() -> None:
    assert clip("名" * 10_000, 80) == "名" * 79 + "…"
    assert clip("名" * 80, 80) == "名" * 80
    assert clip(None) == ""
