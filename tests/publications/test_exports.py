"""Exports of a release: complete, typed, checked, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.publications.dictionary import relations
from orchestration.publications.exports.data_package import InvalidPackage, validate_data_package
from orchestration.publications.exports.release_export import export_release
from orchestration.publications.release import NoRelease, Release, find_release
from orchestration.releases.spreadsheet_safety import cell_text, neutral_sql, neutral_text
from tests.publications.conftest import HOSTILE
from tests.samples_once import jixiao

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def exported(data: DataFolder, release: Release) -> Path:
    return export_release(data, release)


@pytest.fixture(scope="module")
def hostile_export(hostile: tuple[DataFolder, Release]) -> Path:
    return export_release(*hostile, ["csv", "xlsx"], "year", validate=False)


def test_parquet_holds_every_row_of_every_table(warehouse: duckdb.DuckDBPyConnection, exported: Path) -> None:
    tables = [relation for relation in relations(warehouse) if not relation.is_view]
    assert len(tables) > 30
    for table in tables:
        place = exported / "parquet" / table.full_name
        source = f"{place}/*/*.parquet" if place.is_dir() else f"{place}.parquet"
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        read = f"select {names} from read_parquet('{source}', hive_partitioning = false)"
        for first, second in ((table.sql_name, f"({read})"), (f"({read})", table.sql_name)):
            [(missing,)] = warehouse.execute(
                f"select count(*) from (select {names} from {first} except all select {names} from {second})"
            ).fetchall()
            assert missing == 0, table.full_name


def test_facts_are_parted_by_year(exported: Path) -> None:
    folders = {folder.name for folder in (exported / "parquet" / "fct_spending").iterdir()}
    assert folders == {"year_key=2021", "year_key=2022", "year_key=2023"}
    frame = pl.read_parquet(exported / "parquet" / "fct_spending" / "year_key=2023" / "*.parquet")
    assert frame.schema["executed_amount"] == pl.Decimal(20, 2)
    assert frame["year_key"].unique().to_list() == [2023]


def test_csv_holds_the_figures_as_they_are(warehouse: duckdb.DuckDBPyConnection, exported: Path) -> None:
    with (exported / "csv" / "fct_report_totals.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["report_totals_key"]: row for row in csv.DictReader(file)}
    expected = warehouse.execute("select report_totals_key, executed_total_amount from fct_report_totals").fetchall()
    assert {key: row["executed_total_amount"] for key, row in rows.items()} == {
        key: "" if amount is None else str(amount) for key, amount in expected
    }


def test_the_data_package_is_valid_and_tells_keys_and_fiscal_types(exported: Path) -> None:
    package = json.loads((exported / "csv" / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    schema = resources["fct_spending"]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["spending_key"]
    assert {"fields": ["office_key"], "reference": {"resource": "dim_offices", "fields": ["office_key"]}} in schema[
        "foreignKeys"
    ]
    assert fields["executed_amount"]["normalize"] == {"phase": "executed"}
    assert fields["year_key"]["columnType"] == "date:fiscal-year"
    assert fields["direction"]["columnType"] == "direction"
    assert {field["columnType"] for field in schema["extraFields"]} == {"value", "phase:id", "value-currency:code"}
    assert fields["executed_amount"]["title"] == "执行数"


@pytest.mark.parametrize(
    ("table", "damage"),
    [
        ("dim_years", lambda line: line.replace("-01-01", "-13-45")),
        ("dim_offices", lambda line: line + line),
        ("dim_funds", lambda line: ""),
    ],
    ids=["a type", "a key twice", "a reference to nothing"],
)
def test_a_package_that_is_not_what_it_says_is_refused(exported: Path, tmp_path: Path, table: str, damage: Any) -> None:
    kept = {"dim_years", "dim_offices", "dim_funds", "fct_spending", "dim_reports"}
    folder = tmp_path / "csv"
    folder.mkdir()
    package = json.loads((exported / "csv" / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [each for each in package["resources"] if each["name"] in kept]
    for resource in package["resources"]:
        keys = resource["schema"].get("foreignKeys", [])
        resource["schema"]["foreignKeys"] = [key for key in keys if key["reference"]["resource"] in kept]
        shutil.copy(exported / "csv" / resource["path"], folder)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    validate_data_package(folder)
    file = folder / f"{table}.csv"
    head, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(head + "".join(damage(line) for line in lines), encoding="utf-8")
    with pytest.raises(InvalidPackage):
        validate_data_package(folder)


def test_checksums_are_of_every_file(exported: Path) -> None:
    lines = (exported / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    files = {path.relative_to(exported).as_posix() for path in exported.rglob("*") if path.is_file()}
    assert set(sums) == files - {"SHA256SUMS"}
    assert all(hashlib.sha256((exported / name).read_bytes()).hexdigest() == digest for name, digest in sums.items())


def test_the_dictionary_tells_of_every_column(warehouse: duckdb.DuckDBPyConnection, exported: Path) -> None:
    with (exported / "dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {(row["schema"], row["table"], row["column"]) for row in csv.DictReader(file)}
    assert told == {
        (relation.schema, relation.name, name)
        for relation in relations(warehouse)
        for name in ("", *(column.name for column in relation.columns))
    }
    assert "年初预算数" in (exported / "dictionary.md").read_text(encoding="utf-8")


def test_a_workbook_per_district_holds_its_figures(warehouse: duckdb.DuckDBPyConnection, exported: Path) -> None:
    names = {file.name for file in (exported / "xlsx").iterdir()}
    assert "350211-集美区.xlsx" in names
    book = openpyxl.load_workbook(exported / "xlsx" / "350211-集美区.xlsx", read_only=True)
    head, *rows = book["收支 spending"].iter_rows(values_only=True)
    place = {title.split("\n")[-1]: index for index, title in enumerate(head)}
    totals = [row[place["executed_wan"]] for row in rows if row[place["breakdown"]] == "total"]
    expected = warehouse.execute(
        "select executed_wan from spending_wan where district_key = '350211' and breakdown = 'total' and not is_restatement"
    ).fetchall()
    assert totals == [float(amount) for (amount,) in expected]
    assert head[place["executed_wan"]] == "执行数（万元）\nexecuted_wan"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_a_hostile_text_begins_with_nothing_a_spreadsheet_runs(text: str) -> None:
    assert not neutral_text(text).startswith(DANGEROUS)
    assert neutral_text(text).endswith(text)
    [(in_sql,)] = (
        duckdb.connect().execute(f"select {neutral_sql('t')} from (select ?::varchar as t)", [text]).fetchall()
    )
    assert in_sql == neutral_text(text)


@pytest.mark.parametrize("text", ["=", "-", ">=", "12,766.32", "", "（一）"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert neutral_text(text) == text


def test_hostile_reports_do_no_harm_as_csv(hostile_export: Path) -> None:
    csv.field_size_limit(1 << 30)
    seen = set()
    for file in (hostile_export / "csv").glob("*.csv"):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                for name, value in row.items():
                    if value.startswith("'") and value[1:] in HOSTILE:
                        seen.add(value[1:])
                    assert len(value) < 2 or not value.startswith(DANGEROUS) or _is_number(value), (
                        file.name,
                        name,
                        value,
                    )
    assert seen == {text for text in HOSTILE if text.startswith(DANGEROUS)}


def test_hostile_reports_do_no_harm_as_workbooks(hostile_export: Path) -> None:
    texts = set()
    for file in (hostile_export / "xlsx").glob("*.xlsx"):
        for sheet in openpyxl.load_workbook(file):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", (file.name, cell.coordinate)
                    if isinstance(cell.value, str):
                        assert len(cell.value) <= 32_767
                        texts.add(cell.value)
    expected = {cell_text(text) for text in HOSTILE if not set(text) & {"\r", "\x07"}}
    assert expected <= texts


def test_an_export_holds_what_was_asked_for_and_nothing_older(hostile: tuple[DataFolder, Release]) -> None:
    data, release = hostile
    first = export_release(data, release, ["parquet"])
    assert {path.name for path in first.iterdir() if path.is_dir()} == {"parquet"}
    second = export_release(data, release, ["xlsx"], "year")
    assert {path.name for path in second.iterdir() if path.is_dir()} == {"xlsx"}
    assert {path.name for path in second.parent.iterdir()} == {release.release_id}
    assert {file.name for file in (second / "xlsx").iterdir()} == {"2021.xlsx", "2022.xlsx", "2023.xlsx"}


def test_a_release_is_found_by_the_beginning_of_its_name(data: DataFolder, release: Release, tmp_path: Path) -> None:
    assert find_release(data, release.release_id[:7]) == release
    with pytest.raises(NoRelease, match=release.release_id):
        find_release(data, "r999999")
    with pytest.raises(NoRelease, match="jixiao load"):
        find_release(DataFolder(tmp_path))


def _is_number(text: str) -> bool:
    try:
        Decimal(text)
    except ArithmeticError:
        return False
    return True


def test_the_command_exports_and_refuses_an_unknown_release(hostile: tuple[DataFolder, Release]) -> None:
    data, release = hostile
    said = jixiao(data.root, "export", release.release_id[:7], "--format", "parquet")
    assert str(data.root / "exports" / release.release_id) in said
    with pytest.raises(AssertionError, match="there is no release r999999"):
        jixiao(data.root, "export", "r999999")
