"""What an operator does with releases: correct a figure, accept a loss, go back."""

from __future__ import annotations

import json

import duckdb
import polars as pl
import pytest

from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE
from orchestration.releases.rollback import roll_back
from orchestration.warehouse.publish import published_release

from .nights import Nights

HEADER = "fact_table,fact_key,column_name,old_value,new_value,evidence,who,when,why\n"


def query(nights: Nights, sql: str) -> list[tuple]:
    with duckdb.connect(str(nights.data.published.resolve()), read_only=True) as warehouse:
        return warehouse.execute(sql).fetchall()


@pytest.mark.long  # six nights
def test_correct_accept_and_go_back(nights: Nights, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    first = published_release(nights.data)
    key, old = query(
        nights,
        "select finding_key, finding_text from fct_findings where finding_text not like '%,%' order by 1 limit 1",
    )[0]
    line = f"fct_findings,{key},finding_text,{old},人手紧张,page 1,Li Hua,2024-01-06T08:00:00Z,misread\n"
    nights.data.corrections.write_text(HEADER + line, encoding="utf-8")
    assert nights.run() == 0
    second = published_release(nights.data)
    assert nights.runs()[0]["outcome"] == "published"
    assert query(nights, f"select finding_text from fct_findings where finding_key = '{key}'") == [("人手紧张",)]
    changes = query(
        nights,
        "select change, key, column_name, old_value, new_value, row_count from quality.release_changes"
        f" where table_name = 'fct_findings' and release_id = '{second}' and previous_release_id = '{first}'",
    )
    assert changes == [
        ("changed", None, None, None, None, 1),
        ("changed", None, "finding_text", None, None, 1),
        ("changed", key, "finding_text", old, "人手紧张", None),
    ]
    tables = query(nights, "select distinct table_name from quality.release_changes order by 1")
    assert tables == [("fct_corrections",), ("fct_findings",)]
    manifest = json.loads((nights.data.versions / second / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["previous_release_id"] == first
    assert len(manifest["inputs"]["corrections_sha256"]) == 64
    assert manifest["tables"]["main.fct_corrections"]["rows"] == 1
    assert first in (nights.data.versions / second / "changes.html").read_text(encoding="utf-8")

    lose_findings(nights)
    before = nights.sha256()
    assert nights.run() == 1
    run = nights.runs()[0]
    assert (run["outcome"], run["step"], nights.sha256()) == ("blocked", "expectations", before)
    assert "published_tables.classes_are_kept" in run["reason"]
    assert nights.run(accept="Li Hua: the lists were read twice") == 0
    third = published_release(nights.data)
    accepted = query(
        nights,
        "select check_name, severity, outcome from quality.check_results"
        " where observed like '%; accepted by Li Hua: the lists were read twice'",
    )
    assert ("published_tables.classes_are_kept", "warning", "fail") in accepted
    review_queue(nights, key)
    assert nights.run() == 0
    assert nights.runs()[0]["outcome"] == "unchanged"

    with open_ledger(nights.data.ledger) as ledger:
        assert roll_back(nights.data, ledger, second, extractor_version="1", git_sha=None) == third
    assert nights.sha256() == before
    assert nights.run() == 0
    assert (nights.runs()[0]["outcome"], nights.runs()[0]["release_id"]) == ("unchanged", second)
    assert nights.sha256() == before
    commands(nights, monkeypatch, capsys, second, third)


def review_queue(nights: Nights, lost_key: str) -> None:
    """The corrected finding is lost; the new report's street is in no division; contradictions and numbers as told."""
    queue = query(nights, "select kind, priority, fact_key, reason, quote from quality.review_queue order by 2, 3, 4")
    assert [row[:3] for row in queue if row[1] == 1] == [("correction_not_applied", 1, lost_key)]
    assert [row[4] for row in queue if row[0] == "unmatched_office"] == ["丙市戊区丁街道办事处"]
    warnings = query(nights, "select contradiction_key from fct_contradictions where severity = 'warning' order by 1")
    assert [(row[2],) for row in queue if row[0] == "contradiction_warning"] == warnings != []
    numbers = query(
        nights,
        "select 'the number ' || printed || ' is no part of any fact' from quality.printed_numbers join"
        " bridge_report_documents using (document_key) join dim_reports using (report_key) where claimed_by is null"
        " order by 1",
    )
    found = sorted((row[3],) for row in queue if row[0] == "unclaimed_number")
    assert found == sorted(numbers) != []
    unsure = query(nights, "select count(distinct indicator_key) from fct_indicators where match_score < 0.5")
    assert [(sum(row[0] == "unsure_indicator" for row in queue),)] == unsure


def commands(nights: Nights, monkeypatch, capsys, second: str, third: str) -> None:
    """What the command line says of it."""
    from orchestration.cli.releases import roll_back_to, show_diff, show_releases

    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(nights.data.root))
    monkeypatch.setenv("COLUMNS", "300")
    capsys.readouterr()
    assert show_releases() == 0
    told = {
        line.split()[0]: line.split()[-1] for line in capsys.readouterr().out.splitlines() if line.startswith(" r0")
    }
    assert (told[third], told[second]) == ("kept", "published")
    assert show_diff(second, third) == 0
    assert "removed" in capsys.readouterr().out
    assert show_diff(second, "r000099-000000000000") != 0
    assert roll_back_to("../../etc", 1) != 0
    assert roll_back_to(third, 1) == 0
    assert published_release(nights.data) == third


def lose_findings(nights: Nights) -> None:
    """Most of the findings are gone from the extracted batches, which are all read again, and a report is new."""
    nights.add_report()
    nights.data.build_file.unlink()
    for path in (nights.data.extracted / "findings").glob("*.parquet"):
        pl.read_parquet(path).gather_every(5).write_parquet(path)
