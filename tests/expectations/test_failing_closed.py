"""A crash is an error that blocks, never a pass; the other suites are still judged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.expectations.suites import SUITES_FOLDER, SuiteError, read_suite

from . import warehouse

SUITE = """
frame = "corpus"
needs_published = false
minimum_frame_rows = 1

[[expectations]]
name = "asked"
type = "{type}"
kwargs = {kwargs}
severity = "{severity}"
meaning_zh = "…"
meaning_en = "…"
"""


@pytest.fixture
def suites(tmp_path: Path) -> Path:
    folder = tmp_path / "suites"
    folder.mkdir()
    return folder


def _write(folder: Path, name: str, kind: str, kwargs: str, severity: str = "error") -> None:
    content = SUITE.format(type=kind, kwargs=kwargs, severity=severity)
    (folder / f"{name}.toml").write_text(content, encoding="utf-8")


def test_a_frame_whose_table_is_missing_is_an_error(gate, good, spoiled):
    results = gate(spoiled(good, "drop table fct_findings"))
    assert results["fact_tables.rows_are_distinct"].outcome == "error"
    assert results["fact_tables.rows_are_distinct"].blocks
    assert "fct_findings" in results["fact_tables.rows_are_distinct"].observed
    assert results["corpus.documents_become_reports"].outcome == "pass"


def test_a_build_that_is_no_database_is_an_error_of_every_check(gate, tmp_path):
    build = tmp_path / "junk.duckdb"
    build.write_bytes(b"junk" * 100)
    results = gate(build)
    assert results
    assert {result.outcome.value for result in results.values()} == {"error"}
    assert all(result.blocks for result in results.values())


def test_a_broken_release_blocks_and_does_not_count_as_no_release(gate, good, tmp_path):
    published = tmp_path / "published.duckdb"
    published.write_bytes(b"junk" * 100)
    results = gate(good, published)
    assert results["published_tables.rows_are_kept"].outcome == "error"


@pytest.mark.parametrize("severity", ["error", "warning"])
@pytest.mark.parametrize(
    ("kind", "kwargs"),
    [
        ("expect_column_values_to_be_between", '{column = "no_such_column", min_value = 1}'),
        ("expect_nothing_in_particular", '{column = "files"}'),
        ("expect_column_values_to_be_between", '{column = "files", min_value = "one"}'),
        # Serialising its result crashes in Great Expectations 1.24.
        (
            "expect_column_quantile_values_to_be_between",
            '{column = "files", quantile_ranges = {quantiles = [0.5], value_ranges = [[0, 100]]}}',
        ),
    ],
)
def test_an_expectation_that_crashes_is_an_error(gate, good, suites, kind: str, kwargs: str, severity: str):
    _write(suites, "asked", kind, kwargs, severity)
    result = gate(good, suites_folder=suites)["corpus.asked"]
    assert result.outcome == "error"
    assert result.blocks


def test_a_failed_warning_is_told_and_does_not_block(gate, good, suites):
    _write(suites, "asked", "expect_column_values_to_be_between", '{column = "files", min_value = 1000}', "warning")
    result = gate(good, suites_folder=suites)["corpus.asked"]
    assert (result.outcome.value, result.observed, result.failing_rows) == ("fail", "1 of 1 outside: 8", 1)
    assert not result.blocks


def test_a_suite_file_that_cannot_be_read_is_an_error(gate, good, suites):
    (suites / "broken.toml").write_text("frame = ", encoding="utf-8")
    assert gate(good, suites_folder=suites)["broken.suite"].blocks


def test_no_suites_at_all_is_an_error(gate, good, suites):
    assert gate(good, suites_folder=suites)["suites"].blocks


def test_pages_that_cannot_be_written_are_told_and_do_not_block(gate, good, tmp_path):
    (tmp_path / "data_docs").write_text("a file where the folder should be", encoding="utf-8")
    results = gate(good)
    assert results["data_docs.written"].outcome == "error"
    assert not any(result.blocks for result in results.values())


def test_an_empty_frame_is_no_success(gate, tmp_path, suites):
    _write(suites, "asked", "expect_column_values_to_be_between", '{column = "matched_share", min_value = 0.5}')
    build = warehouse.build(tmp_path / "none.duckdb", numbers=[])
    assert gate(build, suites_folder=suites)["corpus.asked"].outcome == "insufficient_data"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "asked"', 'nome = "asked"', "unknown key nome"),
        ('meaning_zh = "…"\n', "", "'meaning_zh' is missing"),
        ('severity = "error"', "minimum_values = 0", "at least one value"),
    ],
)
def test_a_suite_says_what_it_must(suites, old: str, new: str, told: str):
    _write(suites, "asked", "expect_column_values_to_be_between", '{column = "files", min_value = 1}')
    path = suites / "asked.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(SuiteError, match=told):
        read_suite(path)


@pytest.mark.parametrize("path", sorted(SUITES_FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_suite_explains_itself_in_both_languages(path: Path):
    suite = read_suite(path)
    assert suite.frame == path.stem
    for expectation in suite.expectations:
        assert any("一" <= character <= "鿿" for character in expectation.meaning_zh)
        assert expectation.meaning_en.endswith(".")


def test_great_expectations_is_imported_only_when_the_gate_runs():
    code = "import sys, orchestration.expectations; print({'great_expectations', 'pandas'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
