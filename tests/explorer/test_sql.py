"""A reader's own SQL: it reads the release, within limits, and nothing else."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from starlette.testclient import TestClient

from orchestration.explorer import sandbox
from orchestration.explorer.pages.sql import examples
from orchestration.explorer.sandbox import RefusedQuery
from orchestration.loading.data_folder import DataFolder

from .conftest import Rows
from .html import tree


@pytest.fixture(scope="module")
def path(loaded: DataFolder) -> Path:
    return loaded.published.resolve()


@pytest.mark.parametrize(
    ("query", "column", "values"),
    [
        ("with a as (select 1 as x) select * from a", "x", [1]),
        ("select year_key from dim_years order by 1 limit 3", "year_key", [2010, 2011, 2012]),
        ("from dim_years order by year_key limit 2", "year_key", [2010, 2011]),
        ("describe select 1::decimal(20, 2) as amount", "column_type", ["DECIMAL(20,2)"]),
        ("summarize select year_key from dim_years", "max", ["2035"]),
        ("values (1), (2)", "col0", [1, 2]),
        ("select 1 as one -- a remark", "one", [1]),
        ("  select 1 as one ;  ", "one", [1]),
        ("select outcome from quality.runs", "outcome", ["published"]),
    ],
)
def test_questions_are_answered(path: Path, query: str, column: str, values: list[object]) -> None:
    result = sandbox.run(path, query)
    assert [row[result.names.index(column)] for row in result.rows] == values


def test_questions_about_the_tables_are_answered(path: Path, sql: Rows) -> None:
    shown = {row[0] for row in sandbox.run(path, "show tables").rows}
    assert {"fct_spending", "fct_evidence", "dim_reports", "report_overview", "spending_by_fund"} <= shown
    described = [row[:2] for row in sandbox.run(path, "describe fct_spending").rows]
    assert described[:2] == [("spending_key", "VARCHAR"), ("report_key", "VARCHAR")]
    assert ("executed_amount", "DECIMAL(20,2)") in described
    assert sandbox.run(path, "select count(*) from fct_spending").rows == sql("select count(*) from fct_spending")


@pytest.mark.parametrize(
    "query",
    [
        "", "-- nothing", "select 1; select 2", "delete from dim_reports", "insert into dim_years select * from dim_years",
        "create table t as select 1", "create temp table t as select 1", "copy dim_years to '/tmp/years.csv'",
        "attach '/tmp/x.duckdb'", "set threads = 8", "reset max_execution_time", "pragma database_size",
        "call pragma_version()", "install httpfs", "load json", "explain analyze select 1", "drop view spending_by_fund",
        "export database '/tmp/x'", "use memory", "checkpoint", "vacuum", "begin", "prepare p as select 1",
    ],
)  # fmt: skip
def test_anything_but_one_question_is_refused(path: Path, query: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        sandbox.run(path, query)
    assert refused.value.reason == "not_a_select"


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/proc/self/environ')",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "select * from read_parquet('https://example.com/x.parquet')",
        "select * from sqlite_scan('/tmp/x', 'y')",
        "with gone as (delete from dim_years returning *) select * from gone",
        "select getenv('HOME')",
        "select * from query('select * from read_text(''/etc/passwd'')')",
        "select * from path",
        "select * from sandbox",
        "select no such column",
    ],
)
def test_files_the_network_and_this_process_are_out_of_reach(path: Path, query: str) -> None:
    with pytest.raises(RefusedQuery) as refused:
        sandbox.run(path, query)
    assert refused.value.reason == "failed"
    assert "root:" not in refused.value.detail


def test_rows_are_limited_and_it_is_said(path: Path) -> None:
    some = sandbox.run(path, "from range(50)", rows=20)
    assert (len(some.rows), some.has_more) == (20, True)
    all_of_them = sandbox.run(path, "from range(20)", rows=20)
    assert (len(all_of_them.rows), all_of_them.has_more) == (20, False)


def test_time_is_limited(path: Path) -> None:
    with pytest.raises(RefusedQuery) as refused:
        sandbox.run(path, "select count(*) from range(1000000000000) a", seconds=0.3)
    assert refused.value.reason == "too_slow"


def test_memory_is_limited(path: Path) -> None:
    with pytest.raises(RefusedQuery) as refused:
        sandbox.run(path, "select list(range) from range(2000000000)")
    assert refused.value.reason in ("too_large", "too_slow")
    huge = sandbox.run(path, "select repeat('x', 50000) from range(5000)", rows=5000)
    assert huge.has_more and len(huge.rows) < 5000


def test_a_query_may_not_be_endless(path: Path) -> None:
    with pytest.raises(RefusedQuery) as refused:
        sandbox.run(path, "select '" + "x" * sandbox.LONGEST_QUERY + "'")
    assert refused.value.reason == "too_long"


def test_the_page_shows_result_schema_and_limits(pages: TestClient, sql: Rows) -> None:
    query = "select office_name, executed_total_amount from fct_report_totals join dim_offices using (office_key) order by 2"
    page = tree(pages.get("/sql", params={"q": query}))
    shown = [[cell.text() for cell in row.css("td")] for row in page.css("#result tbody tr")]
    assert shown == [[str(value) for value in row] for row in sql(query)]
    assert page.css_first("#query").text() == query
    tables = {node.text() for node in page.css("#schema summary code")}
    assert {"fct_spending", "dim_offices", "spending_by_fund", "quality.runs", "history.fct_spending"} <= tables
    assert page.css_first("button[data-insert=executed_total_amount]") is not None


def test_a_failed_query_is_explained_and_kept(pages: TestClient) -> None:
    response = pages.get("/sql", params={"q": "select nothing_such from fct_spending", "lang": "en"})
    assert response.status_code == 422
    assert "nothing_such" in response.text and "The query failed" in response.text
    assert pages.get("/sql", params={"q": "drop table fct_spending", "lang": "en"}).status_code == 422


def test_results_are_downloaded_as_csv_and_parquet(pages: TestClient, sql: Rows) -> None:
    query = "select office_name, year_key, executed_total_amount from fct_report_totals join dim_offices using (office_key) order by all"
    as_csv = pages.get("/sql.csv", params={"q": query})
    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    assert rows == [["office_name", "year_key", "executed_total_amount"], *[list(map(str, row)) for row in sql(query)]]
    frame = pl.read_parquet(io.BytesIO(pages.get("/sql.parquet", params={"q": query}).content))
    assert frame.rows() == sql(query)
    assert frame.dtypes == [pl.String, pl.Int32, pl.Decimal(20, 2)]
    assert pages.get("/sql.csv", params={"q": "drop table x"}).status_code == 422
    assert pages.get("/sql.exe", params={"q": query}).status_code == 404


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["title_en"])
def test_the_examples_run(path: Path, sql: Rows, example: dict[str, str]) -> None:
    result = sandbox.run(path, example["sql"])
    assert result.rows == sql(example["sql"])[: sandbox.SHOWN_ROWS]
    assert bool(result.rows) != (example["title_en"] == "Indicators scored higher than the rule does")  # no report does


def test_the_examples_give_the_figures_of_the_samples(path: Path) -> None:
    found = {example["title_en"]: sandbox.run(path, example["sql"]).rows for example in examples()}
    totals = {row[0]: (row[1], row[2], row[3]) for row in found["Budget, spending and score of each office"]}
    amounts = (2023, Decimal("64805000.00"), Decimal("63508900.00"))
    assert totals["厦门市集美区人民政府杏林街道办事处"] == amounts
    missed = {row[2]: (row[3], row[4]) for row in found["Indicators missed, with the reason given"]}
    assert missed["老旧小区改造数量"] == ("=5个", "4个")
