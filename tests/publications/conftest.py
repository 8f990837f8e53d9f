"""The reports of raw/, published once for all workers, and a copy of it in which reports say hostile things."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import duckdb
import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.publications.release import Release, find_release
from tests.samples_once import samples_once

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
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return samples_once(tmp_path_factory)


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
        for dimension, key, column in (
            ("dim_offices", "office_key", "office_name"),
            ("dim_reports", "report_key", "title"),
        ):
            connection.execute(
                f"update report_overview set {column} = {dimension}.{column} from {dimension}"
                f" where {dimension}.{key} = report_overview.{key}"
            )
    folder.published.symlink_to(file.relative_to(folder.root))
    return folder, find_release(folder)
