"""CSV that no spreadsheet runs, Parquet with the warehouse's types."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.explorer.exports import csv_bytes, distinct_names, parquet_bytes
from orchestration.releases.spreadsheet_safety import neutralised, restored


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "'=1", "-"])
def test_a_text_that_begins_like_a_formula_is_neutralised(text: str) -> None:
    assert neutralised(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", ["-5.00", "+3", "127663200.00", "保洁", "≥90%", "", None, Decimal("-5"), 7, "'quoted'"]
)
def test_numbers_and_other_texts_stay(value: object) -> None:
    assert neutralised(value) == value


@given(st.text(alphabet="'=+-@1.a\t保", max_size=8))
def test_what_was_neutralised_comes_back(text: str) -> None:
    assert restored(neutralised(text)) == text


def test_csv_is_utf8_with_a_mark_and_empty_cells_for_null() -> None:
    body = csv_bytes(["office_name", "=x"], [("=cmd()", None), ("街道,办", Decimal("-1.50"))])
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert rows == [["office_name", "'=x"], ["'=cmd()", ""], ["街道,办", "-1.50"]]


def test_parquet_keeps_types_and_makes_text_of_what_has_none() -> None:
    names = ["amount", "year", "name", "day", "parts", "name"]
    types = ["DECIMAL(20,2)", "INTEGER", "VARCHAR", "DATE", "INTEGER[]", "VARCHAR"]
    rows = [
        (Decimal("127663200.00"), 2022, "街道", date(2022, 1, 1), [1, 2], "x"),
        (None, None, None, None, None, None),
    ]
    frame = pl.read_parquet(io.BytesIO(parquet_bytes(names, types, rows)))
    assert frame.columns == ["amount", "year", "name", "day", "parts", "name_2"]
    assert frame.dtypes == [pl.Decimal(20, 2), pl.Int32, pl.String, pl.Date, pl.String, pl.String]
    assert frame.row(0) == (Decimal("127663200.00"), 2022, "街道", date(2022, 1, 1), "[1, 2]", "x")
    assert frame.row(1) == (None,) * 6


def test_names_are_told_apart_without_taking_one_that_is_there() -> None:
    assert distinct_names(["a", "a", "a_2", "b", "a"]) == ["a", "a_3", "a_2", "b", "a_4"]


def test_an_empty_result_has_its_columns() -> None:
    frame = pl.read_parquet(io.BytesIO(parquet_bytes(["a"], ["BIGINT"], [])))
    assert (frame.columns, frame.dtypes, frame.height) == (["a"], [pl.Int64], 0)
