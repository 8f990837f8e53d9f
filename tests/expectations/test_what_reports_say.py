"""What the gate must let through: odd reports, small folders, mostly bad files, re-issues, retractions."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import warehouse
from .test_faults import blocking

LEDGER_SCHEMA = Path(__file__).parents[2] / "orchestration" / "ledger" / "schema.sql"


@pytest.mark.parametrize("reports", [0, 1, 2, 3, 5, 10])
def test_a_small_folder_is_published(gate, tmp_path, reports: int):
    build = warehouse.build(tmp_path / "small.duckdb", numbers=list(range(reports)))
    assert blocking(gate(build)) == {}
    assert blocking(gate(build, build)) == {}


def test_mostly_bad_files_publish_the_good_ones(gate, tmp_path):
    build = warehouse.build(tmp_path / "one.duckdb", numbers=[4])
    warehouse.alter(
        build,
        "insert into quality.documents select 'doc_bad_' || i, 'bad_' || i || '.txt', 'new', 'quarantined',"
        " 'no report: neither office nor year' from range(40) as numbers(i)",
    )
    assert blocking(gate(build)) == {}


def test_only_bad_files_are_no_fault_of_the_warehouse(gate, tmp_path):
    build = warehouse.build(tmp_path / "none.duckdb", numbers=[])
    warehouse.alter(build, "insert into quality.documents values ('doc_x', 'x.txt', 'new', 'quarantined', 'empty')")
    assert blocking(gate(build)) == {}


def test_one_odd_report_is_the_product_not_a_fault(gate, good, spoiled):
    odd = "where report_key = 'rep_2024_003'"
    build = spoiled(
        good,
        f"update fct_report_totals set executed_total_amount = executed_total_amount * 10000, self_score = 100 {odd}",
        f"update fct_spending set executed_amount = executed_amount * 10000, declared_rate_pct = 100 {odd}",
        f"update fct_indicators set actual_value = 0 {odd}",
        f"update dim_reports set year_key = 2019 {odd}",
    )
    assert blocking(gate(build)) == {}
    assert blocking(gate(build, good)) == {}


def test_an_office_with_a_budget_of_nothing_passes(gate, tmp_path):
    build = warehouse.build(tmp_path / "nothing.duckdb", numbers=[0])
    warehouse.alter(
        build,
        "update fct_report_totals set adjusted_total_amount = 0, executed_total_amount = 0,"
        " declared_execution_rate_pct = null",
    )
    assert blocking(gate(build)) == {}


def test_a_corrected_reissue_passes(gate, tmp_path):
    """The first document is superseded; its successor differs in two figures and prints them."""
    before = warehouse.build(tmp_path / "before.duckdb", numbers=list(range(5)))
    after = warehouse.build(tmp_path / "after.duckdb", numbers=list(range(5)))
    renamed = "document_key = 'doc_reissued' where document_key = 'doc_2024_000'"
    tables = [f"fct_{name}" for name in ("spending", "indicators", "scores", "tasks", "findings", "statistics")]
    warehouse.alter(
        after,
        *(f"update {t} set {renamed}" for t in [*tables, "fct_evidence", "fct_report_totals", "dim_reports"]),
        *(f"update quality.{t} set {renamed}" for t in ("document_texts", "printed_numbers")),
        f"update bridge_report_documents set {renamed}",
        "insert into dim_reports select * replace ('rep_old' as report_key, 'doc_2024_000' as document_key,"
        " false as is_current) from dim_reports where document_key = 'doc_reissued'",
        "insert into quality.documents values ('doc_reissued', 'reissued.txt', 'new', 'loaded', null)",
        "delete from fct_indicators where document_key = 'doc_reissued' and row_seq > 0",
        "update fct_report_totals set self_score = 60 where document_key = 'doc_reissued'",
    )
    assert blocking(gate(after, before)) == {}


def _without_reports(path: Path, reports: str, reason: str) -> None:
    """Take the reports that the condition names out of the current facts, as a retraction or a loss would."""
    documents = f"document_key in (select document_key from dim_reports where {reports})"
    facts = ("report_totals", "spending", "indicators", "scores", "tasks", "findings", "statistics", "evidence")
    warehouse.alter(
        path,
        *(f"delete from fct_{table} where {documents}" for table in facts),
        f"update quality.documents set outcome = 'quarantined', reason = '{reason}' where {documents}",
        f"delete from bridge_report_documents where {documents}",
        f"delete from dim_reports where {reports}",
    )


def test_a_retraction_passes_and_a_loss_does_not(gate, good, tmp_path):
    three_of_eight = "report_key in ('rep_2024_000', 'rep_2024_003', 'rep_2024_006')"
    retracted = warehouse.build(tmp_path / "retracted.duckdb")
    _without_reports(retracted, three_of_eight, "retracted by the operator at 2024-11-21 as part of series s")
    assert blocking(gate(retracted, good)) == {}

    lost = warehouse.build(tmp_path / "lost.duckdb")
    _without_reports(lost, three_of_eight, "the extractor crashed")
    assert set(blocking(gate(lost, good))) == {
        "published_corpus.documents_are_kept",
        "published_corpus.money_is_kept",
        "published_districts.districts_keep_their_reports",
    }


def test_the_ledger_words_a_retraction_as_the_frames_expect():
    wording = "retracted by the operator"
    setup = Path(warehouse.__file__).parents[2] / "orchestration" / "expectations" / "frames" / "setup_published.sql"
    assert wording in setup.read_text(encoding="utf-8")
    assert wording in LEDGER_SCHEMA.read_text(encoding="utf-8")
