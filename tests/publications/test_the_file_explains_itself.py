"""Comments, views and macros of the published file."""

from __future__ import annotations

import os
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.publications.dictionary import Relation, StoredMacro, relations, stored_macros
from orchestration.publications.release import Release

ARGUMENTS = {
    "wan": "12345.67",
    "yi": "12345.67",
    "rate_pct": "1, 4",
    "grade_of": "89.99",
    "passage": "(select min(document_key) from quality.document_texts), 0, 4",
    "evidence_of": "(select min(spending_key) from fct_spending)",
}
A_PATH = re.compile(r"read_parquet|read_csv|\.parquet|\.duckdb|\.csv|['\"]\.{0,2}/", re.IGNORECASE)


def called(macro: StoredMacro) -> str:
    call = f"{macro.name}({ARGUMENTS.get(macro.name, repr('街道'))})"
    return f"select * from {call}" if macro.is_table else f"select {call}"


def every_query(warehouse: duckdb.DuckDBPyConnection) -> list[str]:
    views = [f"select * from {view.sql_name}" for view in relations(warehouse) if view.is_view]
    return views + [called(macro) for macro in stored_macros(warehouse)]


def test_every_table_and_column_is_explained_in_both_languages(warehouse: duckdb.DuckDBPyConnection) -> None:
    described: list[Relation] = relations(warehouse)
    assert len(described) > 40
    untold = [
        f"{relation.full_name}.{name}"
        for relation in described
        for name, meaning in [("", relation.meaning), *((each.name, each.meaning) for each in relation.columns)]
        if not meaning.english or not re.search(r"[\u4e00-\u9fff]|OCR", meaning.label_zh)
    ]
    assert untold == []


def test_every_macro_is_explained_in_both_languages(warehouse: duckdb.DuckDBPyConnection) -> None:
    macros = stored_macros(warehouse)
    assert {"wan", "office_over_years", "peers_of", "spending_of"} <= {macro.name for macro in macros}
    assert [macro.name for macro in macros if not macro.meaning.english or not macro.meaning.label_zh] == []


def test_every_view_and_macro_opens(warehouse: duckdb.DuckDBPyConnection) -> None:
    for query in every_query(warehouse):
        warehouse.execute(query).fetchall()


def test_every_view_and_macro_opens_under_another_name_and_place(release: Release, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.duckdb"
    elsewhere.write_bytes(release.file.read_bytes())
    with release.open() as warehouse:
        queries = every_query(warehouse)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{elsewhere}' as other (read_only)")
        connection.execute("use other")
        for query in queries:
            connection.execute(query).fetchall()


def test_no_view_and_no_macro_depends_on_a_path(warehouse: duckdb.DuckDBPyConnection) -> None:
    definitions = warehouse.execute(
        "select view_name, sql from duckdb_views() where not internal union all"
        " select function_name, macro_definition from duckdb_functions() where not internal"
    ).fetchall()
    assert len(definitions) > 30
    assert [name for name, sql in definitions if A_PATH.search(sql)] == []


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("wan(1234567.89)", Decimal("123.456789")),
        ("wan(0.01)", Decimal("0.000001")),
        ("wan(null)", None),
        ("yi(123456789.12)", Decimal("1.2345678912")),
        ("rate_pct(1, 3)", 33.3333),
        ("rate_pct(1, 0)", None),
        ("grade_of(90)", "优"),
        ("grade_of(89.99)", "良"),
        ("grade_of(60)", "中"),
        ("grade_of(59.99)", "差"),
        ("grade_of(45, full_marks := 50)", "优"),
        ("grade_of(null)", None),
    ],
)
def test_scalar_macros(warehouse: duckdb.DuckDBPyConnection, expression: str, value: object) -> None:
    assert warehouse.execute(f"select {expression}").fetchall() == [(value,)]


def test_a_passage_is_the_quote_in_its_place(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Of every fact, and given by columns that bear the same names as those the macro reads."""
    rows = warehouse.execute(
        "select passage(document_key, char_start, char_end, around := 5), quote from fct_findings"
    ).fetchall()
    assert rows
    assert all(f"【{quote}】" in passage for passage, quote in rows)


def test_amounts_in_wan_are_the_amounts(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = """
        select count(*), count(*) filter (where executed_wan * 10000 is distinct from executed_amount)
        from spending_wan inner join fct_spending using (spending_key)
    """
    [(rows, different)] = warehouse.execute(query).fetchall()
    assert rows > 0
    assert different == 0


def test_the_overview_counts_what_the_facts_hold(warehouse: duckdb.DuckDBPyConnection) -> None:
    query = """
        select
            (select count(*) from report_overview) = (select count(*) from dim_reports),
            (select sum(indicator_count) from report_overview)
            = (select count(*) from fct_indicators where not is_duplicate_row),
            (select sum(contradiction_count + notice_count) from report_overview)
            = (select count(*) from fct_contradictions),
            (select sum(problem_count + action_count) from report_overview) = (select count(*) from fct_findings)
    """
    assert warehouse.execute(query).fetchall() == [(True, True, True, True)]


def test_peers_are_of_the_nearest_place_and_never_the_office_itself(warehouse: duckdb.DuckDBPyConnection) -> None:
    rows = warehouse.execute(
        "select report_key, peer_level, office_key = peer_office_key from peers_of('街道')"
    ).fetchall()
    levels: dict[str, set[str]] = {}
    for report_key, level, is_itself in rows:
        assert not is_itself
        levels.setdefault(report_key, set()).add(level)
    assert levels
    assert all(len(found) == 1 for found in levels.values())
    assert {"district", "city"} == set().union(*levels.values())


@pytest.mark.skipif("JIXIAO_OLD_CLIENT" not in os.environ, reason="JIXIAO_OLD_CLIENT names no Python with DuckDB 1.4")
def test_an_older_client_opens_every_view_and_macro(release: Release) -> None:
    with release.open() as warehouse:
        queries = every_query(warehouse)
    script = (
        "import duckdb, sys\n"
        "assert duckdb.__version__ < '2', duckdb.__version__\n"
        "connection = duckdb.connect(sys.argv[1], read_only=True)\n"
        "for query in sys.argv[2:]: connection.execute(query).fetchall()\n"
        "print(connection.execute(\"select count(*) from duckdb_columns() where comment like '%｜%'\").fetchone()[0])\n"
    )
    done = subprocess.run(
        [os.environ["JIXIAO_OLD_CLIENT"], "-c", script, str(release.file), *queries],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 1000


def test_each_table_has_a_chinese_name_of_its_own(warehouse: duckdb.DuckDBPyConnection) -> None:
    names = [relation.meaning.label_zh for relation in relations(warehouse)]
    assert sorted(names) == sorted(set(names))
