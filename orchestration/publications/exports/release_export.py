"""An export folder per release: `<data>/exports/<release_id>/`, made beside and put in place when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import duckdb

from orchestration.loading.data_folder import DataFolder, DataFolderUnavailable, writing
from orchestration.publications.dictionary import relations, stored_macros
from orchestration.publications.exports import By
from orchestration.publications.exports.checksums import write_checksums
from orchestration.publications.exports.csv_files import write_csv
from orchestration.publications.exports.data_package import validate_data_package, write_data_package
from orchestration.publications.exports.dictionary_files import write_dictionary
from orchestration.publications.exports.parquet_files import write_parquet
from orchestration.publications.exports.workbooks import write_workbooks
from orchestration.publications.release import Release

FORMATS = ("parquet", "csv", "xlsx")

_README = """\
# Jixiao 绩效, release {release_id}

| folder | what |
|---|---|
| `parquet/` | every table with its exact types; facts in one folder per budget year (`year_key=2022`) |
| `csv/` | every table as CSV (UTF-8), described by `datapackage.json` (frictionless data package) |
| `xlsx/` | workbooks per district or year, amounts in 万元 |
| `dictionary.md`, `dictionary.csv` | every table and column, in English and Chinese |
| `SHA256SUMS` | checksums: `sha256sum --check SHA256SUMS` |

What was not asked for is not here. An empty field of a CSV file is NULL: the report does not state it.
In CSV files, a text that a spreadsheet might run as a formula begins with an apostrophe; Parquet holds it unchanged.
`fct_spending` holds totals and their parts: filter by `breakdown` before adding up.

CSV 中的空字段表示报告未写明；可能被表格软件当作公式的文字前加了一个撇号，Parquet 中为原文。
`fct_spending` 合计与分项并存，相加前请按 `breakdown` 筛选。
"""


def export_release(
    data: DataFolder,
    release: Release,
    formats: Collection[str] = FORMATS,
    by: By = "district",
    validate: bool = True,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write the formats asked for; returns the folder. It holds what the last call asked for, and nothing older.

    `validate` holds every row of the CSV files against the data package (some thousand rows a second). Raises
    InvalidPackage when they are not what it says; then nothing is put in place. Raises DataFolderUnavailable where the
    release cannot be read or the folder not be written.
    """
    exports = data.root / "exports"
    part, folder = exports / f".{release.release_id}.part", exports / release.release_id
    with writing(exports):
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            _write(release, part, formats, by, validate, tell)
            _put_in_place(part, folder)
        except duckdb.IOException as error:  # DuckDB writes CSV and Parquet itself
            raise DataFolderUnavailable(f"{exports} cannot be written: {error}") from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
    return folder


def _write(
    release: Release, part: Path, formats: Collection[str], by: By, validate: bool, tell: Callable[[str], None]
) -> None:
    with release.open() as connection:
        published = relations(connection)
        tables = [relation for relation in published if not relation.is_view]
        (part / "README.md").write_text(_README.format(release_id=release.release_id), encoding="utf-8")
        write_dictionary(published, stored_macros(connection), part)
        if "parquet" in formats:
            tell("Parquet")
            write_parquet(connection, tables, part / "parquet")
        if "csv" in formats:
            tell("CSV and data package")
            write_csv(connection, tables, part / "csv")
            write_data_package(tables, part / "csv", release.release_id)
            if validate:
                validate_data_package(part / "csv")
        if "xlsx" in formats:
            tell("workbooks")
            write_workbooks(connection, published, part / "xlsx", by)
    write_checksums(part)


def _put_in_place(part: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        os.replace(folder, old)
    os.replace(part, folder)
    shutil.rmtree(old, ignore_errors=True)
