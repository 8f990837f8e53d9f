"""The commands as a user meets them: output, exit codes, clear errors. The tests run in their order."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from .conftest import RAW, Call, call


def rows(jixiao: Call, query: str) -> list[dict[str, str]]:
    done = jixiao("sql", "--format", "csv", query)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_before_the_first_load_each_command_says_what_to_do(tmp_path: Path) -> None:
    for command in (("sql", "select 1"), ("report", "某街道", "2022"), ("why", "spending", "x"), ("retract", "x")):
        done = call(tmp_path / "data", *command)
        assert done.returncode == 2
        assert "nothing is published" in done.stderr
        assert "jixiao load PATH" in done.stderr
    status = call(tmp_path / "data", "status")
    assert (status.returncode, "Nothing was loaded" in status.stdout) == (0, True)
    assert not (tmp_path / "data").exists()


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = call(tmp_path / "data", "load", str(tmp_path / "missing"))
    assert done.returncode == 2
    assert f"there is no file or folder {tmp_path / 'missing'}" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--engine", "spark"), "needs --remote sc://HOST:PORT"),
        (("--engine", "spark", "--remote", "host:15002"), "no address of a Spark Connect server"),
        (("--remote", "sc://host:15002"), "needs --engine spark"),
        (("--engine", "flink"), "'flink' is not one of 'local', 'spark'"),
    ],
)
def test_an_engine_that_cannot_be_meant_is_wrong_use(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    done = call(tmp_path / "data", "load", *options, str(RAW))
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_load_ends_with_the_path_and_a_first_query(loaded: subprocess.CompletedProcess[str], data: Path) -> None:
    assert loaded.returncode == 0, loaded.stderr
    assert "12 files seen: 8 loaded, 1 duplicate, 3 quarantined" in loaded.stdout
    assert str(data / "warehouse.duckdb") in loaded.stdout
    query = loaded.stdout.partition('jixiao sql "')[2].partition('"')[0]
    done = call(data, "sql", query)
    assert done.returncode == 0
    assert "街道办事处" in done.stdout


def test_every_file_of_the_folder_has_one_outcome_and_a_reason(jixiao: Call) -> None:
    found = rows(jixiao, "select source_path, outcome, reason from quality.documents")
    outcomes = {Path(row["source_path"]).name: row["outcome"] for row in found}
    assert set(outcomes) == {path.name for path in RAW.iterdir() if path.name != "README.md"}
    assert len(found) == len(outcomes)
    assert outcomes["empty.txt"] == outcomes["scan-0417.txt"] == outcomes["news-2022-park.md"] == "quarantined"
    assert outcomes["yuncheng-second-copy.txt"] == "duplicate"
    assert outcomes["2023-jimei-xinglin.md"] == "superseded"
    assert all(row["reason"] for row in found if row["outcome"] != "loaded")


def test_status_tells_the_release_the_runs_and_the_quarantine(jixiao: Call) -> None:
    done = jixiao("status")
    assert done.returncode == 0
    assert "Published: release r000001-" in done.stdout
    assert "empty.txt: the file is empty" in done.stdout
    assert "published" in done.stdout


def test_a_second_load_has_nothing_to_do_and_says_so(jixiao: Call, data: Path) -> None:
    before = (data / "warehouse.duckdb").resolve(), (data / "build" / "warehouse.duckdb").stat().st_mtime_ns
    done = jixiao("load", str(RAW))
    assert done.returncode == 0
    assert "Nothing new in 12 files: nothing was read, built or checked." in done.stdout
    assert before == ((data / "warehouse.duckdb").resolve(), (data / "build" / "warehouse.duckdb").stat().st_mtime_ns)


def test_sql_prints_tables_csv_and_json_and_refuses_to_write(jixiao: Call) -> None:
    assert "1 rows" in jixiao("sql", "select 42 as answer").stdout
    assert jixiao("sql", "--format", "csv", "select 42 as answer").stdout == "answer\n42\n"
    assert json.loads(jixiao("sql", "--format", "json", "select 4.20::decimal(5,2) as a").stdout) == {"a": "4.20"}
    assert json.loads(jixiao("sql", "--format", "json", "select 1 as a, 2 as a").stdout) == {"a": 1, "a_2": 2}
    commented = "-- question: 问题？\nselect 42 as answer"  # as the cookbook's begin
    assert jixiao("sql", "--format", "csv", commented).stdout == "answer\n42\n"
    assert jixiao("sql", commented, "--format=csv").stdout == "answer\n42\n"
    assert "No such option" in jixiao("sql", "--fromat", "csv", "select 42").stderr
    for wrong in ("select nothing", "delete from dim_reports"):
        done = jixiao("sql", wrong)
        assert (done.returncode, done.stdout) == (1, "")
        assert "error:" in done.stderr


def test_report_shows_one_office_and_year_on_a_screen(jixiao: Call) -> None:
    (row,) = rows(
        jixiao,
        "select office_name, year_key, adjusted_total_amount from fct_report_totals join dim_offices using (office_key)"
        " where adjusted_total_amount is not null order by office_name limit 1",
    )
    done = jixiao("report", row["office_name"], row["year_key"])
    assert done.returncode == 0, done.stderr
    assert f"{float(row['adjusted_total_amount']):,.2f}" in done.stdout
    assert "Indicators missed" in done.stdout
    assert "Contradictions" in done.stdout
    unknown = jixiao("report", "无此街道", "2022")
    assert (unknown.returncode, "no report of 2022" in unknown.stderr) == (2, True)
    several = jixiao("report", "街道", "2022")
    assert (several.returncode, "several offices fit" in several.stderr) == (2, True)


def test_why_shows_the_quote_in_its_text(jixiao: Call) -> None:
    (fact,) = rows(
        jixiao, "select spending_key, item_name, quote, extraction_rule from fct_spending order by 1 limit 1"
    )
    for table in ("spending", "fct_spending"):
        done = jixiao("why", table, fact["spending_key"][:16])
        assert done.returncode == 0, done.stderr
        assert "".join(fact["quote"].split()) in "".join(done.stdout.split())
        assert fact["extraction_rule"] in done.stdout
    for wrong in (("dim_years", "2022"), ("spending", "no such key")):
        assert jixiao("why", *wrong).returncode == 2
    assert "several rows of fct_spending whose spending_key begins with : give more" in jixiao("why", "spending", "").stderr


@pytest.mark.long  # a minute of nights
def test_a_retracted_series_stays_out(jixiao: Call) -> None:
    (report,) = rows(
        jixiao, "select series_key, source_path from dim_reports where source_path like '%xinglin_更正版.md'"
    )
    assert jixiao("retract", "no such series").returncode == 2
    done = jixiao("retract", report["series_key"])
    assert done.returncode == 0, done.stderr
    assert "2 documents" in done.stdout
    left = "select count(*) as n from dim_reports where source_path like '%xinglin%'"
    assert rows(jixiao, left) == [{"n": "0"}]
    told = rows(jixiao, "select outcome, reason from quality.documents where source_path like '%xinglin%'")
    assert [row["outcome"] for row in told] == ["quarantined", "quarantined"]
    assert all(row["reason"].startswith("retracted by the operator at ") for row in told)
    assert "Nothing new" in jixiao("load", str(RAW)).stdout


def test_wrong_arguments_are_wrong_use(data: Path) -> None:
    assert call(data, "report", "某街道").returncode == 2
    assert call(data, "no-such-command").returncode == 2
    assert call(data, "--help").returncode == 0


@pytest.mark.parametrize("command", ["status", "sql", "load"])
def test_quick_commands_import_nothing_slow(jixiao: Call, data: Path, command: str) -> None:
    """Neither Dagster, dbt nor Great Expectations is imported when nothing is to be built."""
    import os
    import sys

    arguments = {"status": ["status"], "sql": ["sql", "select 1"], "load": ["load", str(RAW)]}[command]
    code = (
        "import sys\nfrom orchestration.cli.main import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'dagster', 'dbt', 'great_expectations', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "JIXIAO_DATA": str(data)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
