"""Publish: only what every gate has sealed, atomically, compact, and for old readers too."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from orchestration.ledger.runs import begin_run, get_run
from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse import publish
from orchestration.warehouse.publish import Candidate
from orchestration.warehouse.releases import next_release
from orchestration.warehouse.seals import GateFailed, NotSealed, seal, sha256_of

from .conftest import PASSED

CHECK = {
    "run_id": "run-1",
    "check_name": "unique_report",
    "layer": "dbt",
    "severity": "error",
    "outcome": "pass",
    "observed": "0 rows",
    "expected": "0 rows",
    "failing_rows": 0,
}


def assemble(data: DataFolder, release_id: str = "r000001-0123456789ab") -> Candidate:
    with open_ledger(data.ledger) as ledger:
        run = dict(get_run(ledger, begin_run(ledger, extractor_version="1", git_sha=None)))
    finished = run | {"outcome": "published", "finished_at": run["started_at"], "files_loaded": 2}
    return publish.assemble(data, release_id, finished, [CHECK])


def query(path: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_published_file_has_the_published_schemas_and_the_run_itself(data: DataFolder, build) -> None:
    build()
    candidate = assemble(data)
    publish.swap(data, candidate)
    file = data.published
    assert query(file, "select distinct schema_name from duckdb_tables() order by 1") == [("main",), ("quality",)]
    assert query(file, "select * from current_reports") == [("a",)]
    assert query(file, "select comment from duckdb_tables() where table_name = 'dim_reports'") == [("报告",)]
    assert query(file, "select check_name, outcome from quality.check_results") == [("unique_report", "pass")]
    assert query(file, "select outcome, files_loaded from quality.runs") == [("published", 2)]
    assert candidate.current_reports == ("a",)
    assert candidate.tables["main.dim_reports"].row_count == 2
    assert sha256_of(file) == candidate.file_sha256


def test_it_is_compact_read_only_and_in_the_old_storage_version(data: DataFolder, build) -> None:
    build()
    publish.swap(data, assemble(data))
    file = data.published.resolve()
    assert file.stat().st_size < data.build_file.stat().st_size / 1.5
    assert file.stat().st_mode & 0o222 == 0
    assert os.listdir(file.parent) == ["warehouse.duckdb"]
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as published (read_only)")
        version = connection.execute("select tags['storage_version'] from duckdb_databases() where not internal")
        assert "v1.4.0+" in {row[0] for row in version.fetchall()}


@pytest.mark.parametrize(("gates", "missing"), [((), "dbt, gx"), (("dbt",), "gx"), (("gx",), "dbt")])
def test_without_a_seal_of_every_gate_nothing_is_published(data: DataFolder, build, gates, missing) -> None:
    build(gates=gates)
    with pytest.raises(NotSealed, match=f"no seal of: {missing}"):
        assemble(data)
    assert not data.published.exists()
    assert list(data.versions.iterdir()) == []


def test_a_build_that_changed_after_its_seals_is_refused(data: DataFolder, build) -> None:
    build()
    with duckdb.connect(str(data.build_file)) as connection:
        connection.execute("update main.dim_reports set is_current = false")
    with pytest.raises(NotSealed):
        assemble(data)


def test_a_gate_that_fails_or_checks_nothing_seals_nothing(data: DataFolder, build) -> None:
    from orchestration.ledger.results import CheckResult

    build(gates=())
    failed = [*PASSED, CheckResult("unit_is_right", "great_expectations", "error", "fail", "3 of 5", "5 of 5")]
    with pytest.raises(GateFailed, match=r"unit_is_right \(observed 3 of 5, expected 5 of 5\)"):
        seal("gx", data.build_file, failed, data.seals)
    with pytest.raises(GateFailed, match="the gate gx checked nothing"):
        seal("gx", data.build_file, [], data.seals)
    assert list(data.seals.iterdir()) == []


def test_an_open_reader_keeps_its_release_and_a_new_one_sees_the_next(data: DataFolder, build) -> None:
    build()
    publish.swap(data, assemble(data))
    with duckdb.connect(str(data.published.resolve()), read_only=True) as reader:
        build(loaded_at="2026-02-02")
        publish.swap(data, assemble(data, "r000002-0123456789ab"))
        assert reader.execute("select min(year(loaded_at)), min(month(loaded_at)) from dim_reports").fetchall() == [
            (2026, 1)
        ]
    assert query(data.published.resolve(), "select distinct month(loaded_at) from dim_reports") == [(2,)]
    assert publish.published_release(data) == "r000002-0123456789ab"


def test_the_same_rows_have_the_same_hash_whatever_the_clock_says(data: DataFolder, build) -> None:
    build(loaded_at="2026-01-01")
    first = assemble(data)
    build(loaded_at="2026-02-02")
    second = assemble(data, "r000002-0123456789ab")
    assert first.tables["main.dim_reports"] == second.tables["main.dim_reports"]
    assert first.file_sha256 != second.file_sha256


def test_pruning_keeps_the_last_and_always_the_published_release(data: DataFolder, build) -> None:
    build()
    releases = [assemble(data, f"r{number:06d}-0123456789ab") for number in range(1, 6)]
    publish.swap(data, releases[0])
    (data.versions / ".r000009-0123456789ab.part").mkdir()
    assert publish.prune(data, keep=2) == [release.release_id for release in releases[1:3]]
    assert sorted(os.listdir(data.versions)) == [releases[i].release_id for i in (0, 3, 4)]


def test_releases_count_up_even_without_their_ledger(data: DataFolder, build) -> None:
    build()
    publish.swap(data, assemble(data, "r000041-0123456789ab"))
    with open_ledger(data.ledger) as ledger:
        assert next_release(ledger, data, "f" * 64) == (42, "r000042-ffffffffffff")
