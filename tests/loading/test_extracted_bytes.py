"""What travels between machines arrives as it left: equal values, and batches of the same bytes."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.loading import parquet
from orchestration.loading.extracted import Extracted
from orchestration.loading.extracted_bytes import from_bytes, to_bytes
from orchestration.loading.work import Task, work_on
from orchestration.records.report import ROW_CLASSES, ReportRecord
from orchestration.records.rows import ScoreRow
from orchestration.records.schema import ColumnType, columns_of

RAW = Path(__file__).resolve().parents[2] / "raw"
VALUES = {
    ColumnType.TEXT: "“甲”\t乙\n\U0001f600 {}",
    ColumnType.INTEGER: -7,
    ColumnType.BOOLEAN: False,
    ColumnType.AMOUNT: Decimal("-0.10"),
    ColumnType.PERCENT: Decimal("1E+2"),
    ColumnType.VALUE: Decimal("12345678901234567890.1234567890"),
    ColumnType.REAL: 0.1 + 0.2,
}


@pytest.mark.parametrize("table", ROW_CLASSES)
def test_every_column_of_every_table_arrives(table: str) -> None:
    columns = columns_of(ROW_CLASSES[table])
    full = ROW_CLASSES[table](**{column.name: VALUES[column.type] for column in columns})
    bare = ROW_CLASSES[table](**{column.name: None for column in columns})
    sent = Extracted("doc_1", "文\x00本", ReportRecord(**{table: (full, bare)}))
    arrived = from_bytes(to_bytes(sent))
    assert arrived == sent
    row = getattr(arrived.record, table)[0]
    assert [str(getattr(row, field.name)) for field in fields(row)] == [str(VALUES[column.type]) for column in columns]


@pytest.mark.parametrize("name", ["2021-panyu-xiaoguwei.md", "2022-tianhe-shipai.txt"])
def test_a_batch_of_what_arrived_is_the_same_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a").write_bytes((RAW / name).read_bytes())
    sent = work_on(Task("a", "doc_1", name, tmp_path / "files", tmp_path / "documents")).extracted
    for folder, extracted in (("sent", sent), ("arrived", from_bytes(to_bytes(sent)))):
        parquet.write_batch([extracted], "run-000000", tmp_path / folder)
    for table in parquet.tables():
        file = Path(table, "run-000000.parquet")
        assert (tmp_path / "arrived" / file).read_bytes() == (tmp_path / "sent" / file).read_bytes()
    assert len(sent.record.printed_numbers) > 20


def test_what_no_column_holds_is_not_sent() -> None:
    row = ScoreRow(fact_id="1", char_start=0, char_end=1, quote="", extraction_rule="", component=b"total")
    with pytest.raises(TypeError, match="no column holds a bytes"):
        to_bytes(Extracted("doc_1", "", ReportRecord(scores=(row,))))
