"""The diff of two files is exactly what was changed between them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from orchestration.ledger.releases import TableState
from orchestration.releases.diff import Change, changes_between, compared_tables
from orchestration.releases.manifest import manifest_of, page, read_manifest, write_beside
from orchestration.releases.recorded import ChangesRecorder, diff_files

SCHEMA = """
create table fct_spending (spending_key varchar, item_name varchar, executed_amount decimal(20, 2), loaded_at timestamp);
create table fct_report_totals (report_totals_key varchar, executed_total_amount decimal(20, 2));
create table fct_evidence (fact_table varchar, fact_key varchar, column_name varchar, quote varchar);
create schema quality;
create table quality.release_changes (release_id varchar, previous_release_id varchar, table_name varchar,
    change varchar, key varchar, column_name varchar, old_value varchar, new_value varchar, row_count bigint);
insert into fct_spending values ('k1', 'one', 1, '2024-01-01'), ('k2', 'two', 2, '2024-01-01'), ('k3', null, 3, null);
insert into fct_report_totals values ('t1', 100), ('t2', 50);
insert into fct_evidence values ('fct_spending', 'k1', 'a', 'x'), ('fct_spending', 'k1', 'a', 'y');
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return write(tmp_path / "old.duckdb", SCHEMA)


def write(path: Path, *statements: str) -> Path:
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


def test_rows_cells_totals_and_schema(old: Path, tmp_path: Path) -> None:
    new = write(
        tmp_path / "new.duckdb", SCHEMA,
        "delete from fct_spending where spending_key = 'k2'",
        "update fct_spending set executed_amount = 1.5, loaded_at = '2025-01-01' where spending_key = 'k1'",
        "insert into fct_spending values ('k4', 'four', 4, null)",
        "update fct_report_totals set executed_total_amount = 60 where report_totals_key = 't2'",
        "insert into fct_evidence values ('fct_spending', 'k1', 'a', 'z')",
        "alter table fct_report_totals add column headcount_total integer",
        "create table dim_funds (fund_key varchar)",
    )  # fmt: skip
    assert diff_files(old, new) == [
        Change("dim_funds", "schema", new_value="table"),
        Change("fct_evidence", "added", row_count=1),
        Change("fct_evidence", "added", key="fct_spending|k1|a|3"),
        Change("fct_report_totals", "schema", column_name="headcount_total", new_value="INTEGER"),
        Change("fct_report_totals", "changed", row_count=1),
        Change("fct_report_totals", "changed", column_name="executed_total_amount", row_count=1),
        Change("fct_report_totals", "changed", "t2", "executed_total_amount", "50.00", "60.00"),
        Change("fct_report_totals", "total", None, "executed_total_amount", "150.00", "160.00"),
        Change("fct_spending", "added", row_count=1),
        Change("fct_spending", "removed", row_count=1),
        Change("fct_spending", "changed", row_count=1),
        Change("fct_spending", "changed", column_name="executed_amount", row_count=1),
        Change("fct_spending", "added", key="k4"),
        Change("fct_spending", "removed", key="k2"),
        Change("fct_spending", "changed", "k1", "executed_amount", "1.00", "1.50"),
    ]
    assert diff_files(new, new.with_name("old.duckdb")) != []


def test_all_are_counted_and_few_are_listed(old: Path, tmp_path: Path) -> None:
    new = write(
        tmp_path / "new.duckdb", SCHEMA,
        "insert into fct_spending select 'n' || i, repeat('长', 500), i, null from range(1000) as numbers(i)",
    )  # fmt: skip
    changes = diff_files(old, new)
    assert changes[0] == Change("fct_spending", "added", row_count=1000)
    assert len(changes) == 1 + compared_tables().examples
    write(new, "update fct_spending set item_name = null where executed_amount = 1")
    back = diff_files(new, old)
    assert back[0] == Change("fct_spending", "removed", row_count=1000)


def test_tables_of_known_equal_content_are_not_looked_into(old: Path, tmp_path: Path) -> None:
    new = write(tmp_path / "new.duckdb", SCHEMA, "delete from fct_spending")
    same = {"main.fct_spending": TableState(3, "hash")}
    with duckdb.connect() as connection:
        connection.execute(f"attach '{old}' as a (read_only)")
        connection.execute(f"attach '{new}' as b (read_only)")
        assert changes_between(connection, "a", "b", same, same) == []
        other = {"main.fct_spending": TableState(0, "other")}
        assert changes_between(connection, "a", "b", same, other)[0] == Change("fct_spending", "removed", row_count=3)


def test_the_changes_stand_in_the_file_and_beside_it(old: Path, tmp_path: Path) -> None:
    new = write(tmp_path / "new.duckdb", SCHEMA, "update fct_spending set item_name = '<script>' where spending_key = 'k1'")
    recorder = ChangesRecorder("r000002-b", "r000001-a", old, {})
    with duckdb.connect() as connection:
        connection.execute(f"attach '{new}' as candidate")
        assert recorder(connection, "candidate", {}) == ["quality.release_changes"]
        rows = connection.execute("select * from candidate.quality.release_changes").fetchall()
    assert rows[-1] == (
        "r000002-b", "r000001-a", "fct_spending", "changed", "k1", "item_name", "one", "<script>", None,
    )  # fmt: skip
    manifest = manifest_of(
        release_id="r000002-b", previous_release_id="r000001-a", run={"run_id": "x", "started_at": "y", "git_sha": None},
        inputs={"fingerprint": "f"}, tables={"main.fct_spending": TableState(3, "abc")}, changes=recorder.changes,
    )  # fmt: skip
    write_beside(tmp_path, manifest, recorder.changes)
    read = read_manifest(tmp_path)
    assert read is not None
    assert read["tables"] == {"main.fct_spending": {"rows": 3, "content_hash": "abc"}}
    assert read["changes"][0] == {"table_name": "fct_spending", "change": "changed", "row_count": 1}
    assert read["packages"]["duckdb"] == duckdb.__version__
    html = page(manifest, recorder.changes)
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "http" not in html.replace("http-equiv", "")


def test_the_first_release_has_no_changes() -> None:
    with duckdb.connect() as connection:
        assert ChangesRecorder("r000001-a", None, None, {})(connection, "memory", {}) == []
