"""Batches: the declared columns, with their types, whatever a document holds."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from orchestration.loading import parquet
from orchestration.loading.extracted import Extracted
from orchestration.loading.fit import misfit
from orchestration.records.report import ROW_CLASSES, ReportRecord
from orchestration.records.rows import ScoreRow, SpendingRow
from orchestration.records.schema import columns_of

EVIDENCE = {"fact_id": "1", "char_start": 0, "char_end": 4, "quote": "工资支出", "extraction_rule": "row"}
SPENDING = SpendingRow(
    **EVIDENCE, item_name="工资", breakdown="nature", executed_amount=Decimal("123456789012.34"), weight=Decimal("2.5")
)


def test_duckdb_reads_every_column_with_its_declared_type(tmp_path: Path) -> None:
    parquet.write_batch([Extracted("doc_1", "工资支出", ReportRecord(spending=(SPENDING,)))], "run-000000", tmp_path)
    for table, row_class in ROW_CLASSES.items():
        described = duckdb.sql(f"describe select * from '{tmp_path}/{table}/*.parquet'").fetchall()
        declared = [(column.name, column.type.value) for column in columns_of(row_class)]
        assert [row[:2] for row in described] == [("document_key", "VARCHAR"), ("extraction_id", "VARCHAR"), *declared]
    row = pl.read_parquet(tmp_path / "spending" / "run-000000.parquet").row(0, named=True)
    assert row["document_key"] == "doc_1"
    assert row["executed_amount"] == Decimal("123456789012.34")
    assert row["weight"] == Decimal("2.5")
    assert row["approved_amount"] is None
    texts = pl.read_parquet(tmp_path / "document_texts" / "run-000000.parquet").rows()
    assert texts == [("doc_1", "run-000000", "工资支出")]


def test_a_batch_of_nothing_still_has_every_table(tmp_path: Path) -> None:
    parquet.write_batch([], "run-000000", tmp_path)
    assert parquet.is_complete(tmp_path, "run-000000")
    assert all(len(parquet.batches(tmp_path, table)) == 1 for table in (*ROW_CLASSES, "document_texts"))
    assert parquet.damaged_batches(tmp_path) == set()


@pytest.mark.parametrize("content", [b"", b"PAR1 junk", b"\0" * 500])
def test_a_damaged_batch_is_found_and_set_aside_whole(tmp_path: Path, content: bytes) -> None:
    parquet.write_batch([], "a-000000", tmp_path)
    parquet.write_batch([], "b-000000", tmp_path)
    (tmp_path / "scores" / "a-000000.parquet").write_bytes(content)
    assert parquet.damaged_batches(tmp_path) == {"a-000000"}
    parquet.set_aside(tmp_path, "a-000000")
    assert parquet.damaged_batches(tmp_path) == set()
    assert [path.stem for path in parquet.batches(tmp_path, "spending")] == ["b-000000"]


def test_values_that_no_column_holds_are_told_before_they_cost_a_batch() -> None:
    assert misfit(ReportRecord(spending=(SPENDING,))) is None
    beyond = ScoreRow(**EVIDENCE | {"char_end": 2**31}, component="total")
    assert misfit(ReportRecord(scores=(beyond,))) == "scores.char_end cannot hold 2147483648"
    surrogate = ScoreRow(**EVIDENCE, component="\ud800")
    assert misfit(ReportRecord(scores=(surrogate,))) == "scores.component cannot hold '\\ud800'"
    for amount in ("1E+18", "1E+60", "1E-39", "0." + "3" * 39, "NaN"):
        outside = replace(SPENDING, executed_amount=Decimal(amount))
        assert misfit(ReportRecord(spending=(outside,))) == f"spending.executed_amount cannot hold Decimal('{amount}')"
    wrong = ScoreRow(**EVIDENCE, component="total", score=92.5)
    assert misfit(ReportRecord(scores=(wrong,))) == "scores.score cannot hold 92.5"
