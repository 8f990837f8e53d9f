"""The reports of raw/, published once for all workers, and a copy of it in which reports say hostile things."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.publications.release import Release, find_release

ROOT = Path(__file__).parents[2]
JIXIAO = Path(sys.executable).with_name("jixiao")

HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1+2",
    "-1+2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    "<img src=http://example.invalid/x onerror=alert(1)>",
    "'; drop table fct_spending; --",
    "| a | b |\n|---|---|",
    "[x](javascript:alert(1)) `code` **bold** {{ 7 * 7 }}",
    "abc\u202ecba\u2069",
    "名" * 10_000,
    "\x07\x1b[31m",
)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> DataFolder:
    """raw/ through the real job: once, whichever worker comes first."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    folder = shared / "publications" / "data"
    folder.parent.mkdir(exist_ok=True)
    with (shared / "publications.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "warehouse.duckdb").exists():
            jixiao(folder, "load", str(ROOT / "raw"))
    return DataFolder(folder)


def jixiao(folder: Path, *arguments: str) -> str:
    """Run the command over a data folder; returns what it printed."""
    done = subprocess.run(
        [str(JIXIAO), *arguments],
        env={**os.environ, "JIXIAO_DATA": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def release(data: DataFolder) -> Release:
    return find_release(data)


@pytest.fixture
def warehouse(release: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    with release.open() as connection:
        yield connection


@pytest.fixture(scope="session")
def hostile(data: DataFolder, release: Release, tmp_path_factory: pytest.TempPathFactory) -> tuple[DataFolder, Release]:
    """A release like the published one, but its names, items, findings and quotes are hostile."""
    folder = DataFolder(tmp_path_factory.mktemp("hostile") / "data")
    file = folder.versions / release.release_id / "warehouse.duckdb"
    file.parent.mkdir(parents=True)
    shutil.copyfile(release.file, file)
    with duckdb.connect(str(file)) as connection:
        connection.execute("create temp table said (number integer, words varchar)")
        connection.executemany("insert into said values (?, ?)", [list(pair) for pair in enumerate(HOSTILE)])
        for table, key, column in (
            ("fct_findings", "finding_key", "finding_text"),
            ("fct_spending", "spending_key", "item_name"),
            ("fct_indicators", "indicator_fact_key", "indicator_name"),
            ("fct_contradictions", "contradiction_key", "quote_a"),
            ("dim_offices", "office_key", "office_name"),
            ("dim_reports", "report_key", "title"),
        ):
            connection.execute(
                f"update {table} set {column} = words from said, (select {key} as k, row_number() over (order by {key})"
                f" as n from {table}) as numbered where numbered.k = {table}.{key} and said.number = (n - 1) % {len(HOSTILE)}"
            )
    folder.published.symlink_to(file.relative_to(folder.root))
    return folder, find_release(folder)
