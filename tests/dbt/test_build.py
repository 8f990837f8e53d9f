"""One real build of the invented reports: it passes, and what it published is what the reports say."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from orchestration.extraction.header.years import FIRST_YEAR, LAST_YEAR

PROJECT = Path(__file__).parents[2] / "dbt_project"
Query = Callable[..., list[dict[str, Any]]]
D = Decimal


def _one(query: Query, sql: str, *parameters: Any) -> dict[str, Any]:
    rows = query(sql, *parameters)
    assert len(rows) == 1, rows
    return rows[0]


def test_every_model_test_and_unit_test_passes(build: Any) -> None:
    failed = [f"{r.node.name}: {r.message}" for r in build.result if r.status not in ("success", "pass")]
    assert build.success, failed
    assert {r.node.resource_type.value for r in build.result} >= {"seed", "model", "test", "unit_test"}


def test_every_rule_is_covered_by_a_unit_test() -> None:
    rules = {line.split(",")[0] for line in (PROJECT / "seeds/rules/rules.csv").read_text("utf-8").splitlines()[1:]}
    tested: dict[str, set[str]] = {}
    for path in PROJECT.glob("models/intermediate/contradictions/_unit_tests_*.yml"):
        for unit_test in yaml.safe_load(path.read_text(encoding="utf-8"))["unit_tests"]:
            for row in unit_test["expect"]["rows"]:
                tested.setdefault(row["rule"], set()).add(row["outcome"])
    assert rules - {rule for rule, outcomes in tested.items() if "fail" in outcomes} == set()


def test_totals_of_the_clean_report(query: Query) -> None:
    totals = _one(query, "select t.* from fct_report_totals t join dim_reports using (report_key)"
                         " where source_path = 'raw/street-2022.txt'")
    assert totals["approved_total_amount"] == D("9000000.00")
    assert totals["adjusted_total_amount"] == D("10000000.00")
    assert totals["executed_total_amount"] == D("9500000.00")
    assert totals["computed_executed_total_amount"] == D("9500000.00")
    assert totals["declared_execution_rate_pct"] == totals["computed_execution_rate_pct"] == D("95.0000")
    assert totals["declared_rate_basis"] == "adjusted"
    assert (totals["self_score"], totals["declared_grade"], totals["computed_grade"]) == (D("95.5"), "优", "优")


def test_the_years_are_those_that_titles_are_read_for(query: Query) -> None:
    years = _one(query, "select min(year_key) as first, max(year_key) as last from dim_years")
    assert (years["first"], years["last"]) == (FIRST_YEAR, LAST_YEAR)


def test_the_clean_report_has_no_contradiction(query: Query) -> None:
    assert query("select rule, detail from fct_contradictions c join dim_reports r using (report_key)"
                 " where r.source_path in ('raw/street-2022.txt', 'raw/context.txt')") == []


def test_every_planted_fault_is_found(query: Query) -> None:
    found = {row["rule"] for row in query(
        "select distinct rule from fct_contradictions c join dim_reports r using (report_key)"
        " where r.source_path = 'raw/faulty-2022.txt'")}
    assert found == {
        "execution_rate", "adjustment_rate", "adjustment_sign", "two_executed_figures", "parts_vs_total", "score_parts",
        "score_above_max", "grade_vs_score", "full_score_but_missed", "status_vs_actual", "words_for_a_number",
        "completion_vs_computed", "duplicate_rows", "two_figures", "ratio_vs_counts", "subset_exceeds_whole",
        "unit_mismatch", "number_format", "count_vs_list", "organisation_counts",
    }


def test_a_contradiction_cites_both_sides(query: Query) -> None:
    row = _one(query, "select * from fct_contradictions where rule = 'execution_rate'")
    assert (row["expected_value"], row["stated_value"], row["severity"]) == (D(90), D(95), "error")
    assert "完成预算的 95.00%" in row["quote_a"]
    row = _one(query, "select * from fct_contradictions where rule = 'subset_exceeds_whole'")
    assert (row["expected_value"], row["stated_value"]) == (D(4), D(16))


def test_last_year_is_held_against_last_years_report(query: Query) -> None:
    row = _one(query, "select c.*, o.source_path from fct_contradictions c join dim_reports o"
                      " on c.other_report_key = o.report_key where rule = 'last_year_figures'")
    assert row["source_path"] == "raw/bureau-2021.txt"
    assert (row["expected_value"], row["stated_value"]) == (D(5000000), D(4800000))


def test_every_rule_has_an_outcome_on_every_report(query: Query) -> None:
    reports = _one(query, "select count(*) as n from dim_reports")["n"]
    checks = query("select rule, count(*) as n from fct_report_checks group by rule")
    assert {row["n"] for row in checks} == {reports}
    clean = {row["rule"]: row["outcome"] for row in query(
        "select rule, outcome from fct_report_checks join dim_reports using (report_key)"
        " where source_path = 'raw/street-2022.txt'")}
    assert clean["execution_rate"] == clean["parts_vs_total"] == clean["grade_vs_score"] == "pass"
    assert clean["ratio_vs_counts"] == "pass"
    assert clean["last_year_figures"] == clean["organisation_counts"] == "not_applicable"
    assert "error" not in clean.values()


@pytest.mark.parametrize(("path", "name", "code", "level"), [
    ("raw/street-2022.txt", "广州市白云区人民政府同德街道办事处", "440111", "township"),
    ("raw/faulty-2022.txt", "花都区新华街道办事处", "440114", "township"),
    ("raw/context.txt", "广州市白云区人民政府云城街道办事处", "440111", "township"),
    ("raw/ambiguous.txt", "云城街道办事处", None, "township"),
    ("raw/bureau-2022.txt", "濉溪县民政局", "340621", "county"),
    ("raw/federation.txt", "广州市番禺区残疾人联合会", "440113", "county"),
])
def test_offices_resolve_by_name_and_context(query: Query, path: str, name: str, code: str | None, level: str) -> None:
    office = _one(query, "select o.* from dim_offices o join dim_reports r using (office_key) where source_path = ?", path)
    assert (office["office_name"], office["district_key"], office["admin_level"]) == (name, code, level)
    assert office["match_reason"].startswith("unmatched") == (code is None)


def test_a_street_named_with_its_county_has_its_code(query: Query) -> None:
    office = _one(query, "select subdistrict_key, office_type from dim_offices where office_name = '花都区新华街道办事处'")
    assert office == {"subdistrict_key": "440114001", "office_type": "subdistrict_office"}


def test_a_reissue_supersedes_and_the_form_belongs_to_it(query: Query) -> None:
    report = _one(query, "select * from dim_reports where source_path = 'raw/town-corrected.txt'")
    assert (report["version_number"], report["is_current"], report["report_kind"]) == (2, True, "both")
    documents = query("select role, source_path from bridge_report_documents b join quality.documents d"
                      " using (document_key) where report_key = ? order by document_seq", report["report_key"])
    assert documents == [
        {"role": "main", "source_path": "raw/town-corrected.txt"},
        {"role": "attachment", "source_path": "raw/town-form.xlsx"},
    ]
    old = _one(query, "select * from history.dim_reports")
    assert old["superseded_by"] == report["report_key"]
    assert old["valid_to_release"] == "20240105T020000Z-bbbbbb"
    assert _one(query, "select outcome from quality.documents where source_path = 'raw/town.txt'")["outcome"] == "superseded"


def test_facts_keep_their_keys_through_a_reissue(query: Query) -> None:
    now = query("select spending_key, executed_amount from fct_spending join dim_reports using (report_key)"
                " where source_path = 'raw/town-corrected.txt' and item_name = '部门整体支出'")
    before = query("select spending_key, executed_amount from history.fct_spending where item_name = '部门整体支出'")
    assert now[0]["spending_key"] == before[0]["spending_key"]
    assert (now[0]["executed_amount"], before[0]["executed_amount"]) == (D(850000), D(800000))


def test_the_form_adds_points_but_no_second_indicator(query: Query) -> None:
    indicator = _one(query, "select i.* from fct_indicators i join dim_reports using (report_key)"
                            " where source_path = 'raw/town-corrected.txt'")
    assert (indicator["weight"], indicator["declared_score"], indicator["recomputed_score"]) == (D(10), D(9), D(10))


def test_restatements_and_breakdown_views(query: Query) -> None:
    rows = query("select item_name, is_restatement, executed_amount from fct_spending join dim_reports"
                 " using (report_key) where source_path = 'raw/street-2022.txt' and item_name = '基本支出' order by char_start")
    assert [row["is_restatement"] for row in rows] == [True, False]
    view = query("select sum(executed_amount) as total from spending_by_nature join dim_reports using (report_key)"
                 " where source_path = 'raw/street-2022.txt'")
    assert view == [{"total": D("9500000.00")}]


def test_every_printed_number_names_its_fact(query: Query) -> None:
    claimed = query("select claimed_by from quality.printed_numbers where printed = '950.00'")
    key = _one(query, "select spending_key from fct_spending join dim_reports using (report_key)"
                      " where source_path = 'raw/street-2022.txt' and breakdown = 'total'")["spending_key"]
    assert claimed == [{"claimed_by": f"fct_spending:{key}"}]


def test_evidence_names_the_published_fact(query: Query) -> None:
    rows = query("select e.column_name, e.quote from fct_evidence e join fct_spending s on e.fact_key = s.spending_key"
                 " join dim_reports r on r.report_key = s.report_key where r.source_path = 'raw/street-2022.txt'"
                 " and s.breakdown = 'total' order by e.char_start")
    assert [(row["column_name"], row["quote"]) for row in rows] == [
        ("approved_amount", "900.00"), ("adjusted_amount", "1,000.00"), ("executed_amount", "950.00"),
        ("declared_rate_pct", "95.0%"),
    ]


def test_a_file_without_a_document_keeps_its_reason(query: Query) -> None:
    row = _one(query, "select * from quality.documents where source_path = 'raw/empty.txt'")
    assert (row["outcome"], row["reason"], row["document_key"]) == ("quarantined", "The file is empty", None)


def test_divisions_of_the_whole_country(query: Query) -> None:
    assert _one(query, "select count(*) as n from dim_subdistricts")["n"] == 41352
    assert _one(query, "select count(*) as n from dim_districts")["n"] == 2978
    shanghai = _one(query, "select * from dim_districts where district_name = '静安区'")
    assert (shanghai["city_name"], shanghai["province_name"]) == ("上海市", "上海市")
    assert _one(query, "select city_name from dim_districts where district_name = '仙桃市'")["city_name"] is None
    dongguan = _one(query, "select * from dim_districts where district_name = '东莞市'")
    assert (dongguan["city_name"], dongguan["city_code"]) == ("东莞市", "441900")


def test_years_carry_their_plan(query: Query) -> None:
    year = _one(query, "select * from dim_years where year_key = 2023")
    assert (year["five_year_plan"], year["five_year_plan_year"]) == ("十四五", 3)


def test_schemas_comments_and_storage(query: Query) -> None:
    schemas = {row["s"] for row in query("select distinct schema_name as s from duckdb_tables() where not internal")}
    assert schemas == {"main", "history", "quality", "intermediate", "seeds"}
    bare = query("select table_name, column_name from duckdb_columns() where not internal and comment is null"
                 " and schema_name in ('main', 'history', 'quality')")
    assert bare == []
    assert _one(query, "select tags['storage_version'] as v from duckdb_databases() where not internal")["v"].startswith("v1.4")
