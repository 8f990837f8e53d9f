"""A correction is applied, survives re-extraction and re-issue, and is flagged when what it corrects has changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal as D
from pathlib import Path

import pytest

from .conftest import Rows, rows_of

HEADER = ["fact_table", "fact_key", "column_name", "old_value", "new_value", "evidence", "who", "when", "why"]
REVIEW = ["page 2", "Li Hua", "2024-01-06T08:00:00Z", "misread"]


def csv_of(*lines: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *([*line, *REVIEW] for line in lines)])
    return out.getvalue()


def town_reports(*, executed: str, extra_line: str | None = None, path: str = "raw/town.txt"):
    from fixture_reports import header, indicator, money
    from fixture_tree import Draft

    draft = Draft(path)
    if extra_line:
        draft.say(extra_line)
    header(draft, "吴川市长岐镇人民政府", 2022, is_reissue=path != "raw/town.txt")
    money(draft, "部门整体支出", "total", adjusted="100.00", executed=executed)
    money(draft, "基本支出", "nature", adjusted="40.00", executed="40.00")
    indicator(draft, "修缮道路里程", "≥3公里", "2公里", target_comparator=">=", target_value=D(3), target_unit="公里",
              actual_comparator="=", actual_value=D(2), actual_unit="公里", weight=D(10))  # fmt: skip
    draft.fact("scores", "自评总分 85 分", component="total", score=D(85), max_score=D(100))
    draft.fact("findings", "一是人手不足", finding_kind="problem", finding_seq="1", finding_text="人手不足")
    return draft


def stage(data: Path) -> dict[str, Rows]:
    tables = ("fct_spending", "fct_report_totals", "fct_indicators", "fct_scores", "fct_findings", "fct_corrections")
    return {table: rows_of(data, f"select * from {table}") for table in (*tables, "history.fct_spending")}


def item(rows: Rows, name: str) -> dict:
    (found,) = [row for row in rows if row["item_name"] == name]
    return found


@pytest.fixture(scope="module")
def months(rebuild: Callable[..., Path]) -> dict[str, dict[str, Rows]]:
    """Before any correction; corrected; extracted anew with other positions; re-issued with one other figure."""
    plain = stage(rebuild([town_reports(executed="80.00")]))
    total = item(plain["fct_spending"], "部门整体支出")["spending_key"]
    basic = item(plain["fct_spending"], "基本支出")["spending_key"]
    key = {name: plain[f"fct_{name}"][0] for name in ("indicators", "scores", "report_totals", "findings")}
    corrections = csv_of(
        ["fct_spending", total, "executed_amount", "800000.00", "900000.00"],
        ["fct_spending", basic, "executed_amount", "400000.00", "410,000"],
        ["fct_indicators", key["indicators"]["indicator_fact_key"], "actual_value", "2", "3.5"],
        ["fct_scores", key["scores"]["score_key"], "score", "85.0000000000", "95"],
        ["fct_spending", basic, "adjusted_amount", "390000.00", "420000.00"],
        ["fct_spending", "0" * 32, "executed_amount", "1", "2"],
        ["fct_spending", basic, "spending_key", basic, "mine"],
        ["fct_spending", basic, "adjusted_amount", "400000.00", "forty"],
        ["fct_report_totals", key["report_totals"]["report_totals_key"], "headcount_total", "", "31"],
        ["fct_findings", key["findings"]["finding_key"], "finding_text", "人手不足", ""],
        ["fct_spending", total, "executed_amount", "900000.00", "950000.00"],
    )
    corrected = stage(rebuild([town_reports(executed="80.00")], corrections))
    extracted_anew = stage(rebuild([town_reports(executed="80.00", extra_line="按要求报告如下。")], corrections))
    reissue = [town_reports(executed="80.00"), town_reports(executed="85.00", path="raw/town-corrected.txt")]
    return {
        "plain": plain, "corrected": corrected, "anew": extracted_anew, "reissued": stage(rebuild(reissue, corrections)),
    }  # fmt: skip


def statuses(rows: dict[str, Rows]) -> list[str]:
    return [row["status"] for row in sorted(rows["fct_corrections"], key=lambda row: row["correction_seq"])]


def test_values_and_what_is_computed_from_them(months: dict) -> None:
    before, after = months["plain"], months["corrected"]
    total = item(after["fct_spending"], "部门整体支出")
    assert item(before["fct_spending"], "部门整体支出")["computed_rate_pct"] == D("80.0000")
    assert (total["executed_amount"], total["computed_rate_pct"]) == (D("950000.00"), D("95.0000"))
    assert item(after["fct_spending"], "基本支出")["executed_amount"] == D("410000.00")
    totals = after["fct_report_totals"][0]
    assert (totals["executed_total_amount"], totals["computed_execution_rate_pct"]) == (D("950000.00"), D("95.0000"))
    assert (totals["self_score"], totals["computed_grade"], totals["headcount_total"]) == (D(95), "优", 31)
    assert (before["fct_report_totals"][0]["computed_grade"], before["fct_scores"][0]["computed_grade"]) == ("良", "良")
    assert after["fct_scores"][0]["computed_grade"] == "优"
    indicator = after["fct_indicators"][0]
    assert before["fct_indicators"][0]["computed_status"] == "partly_met"
    assert (indicator["actual_value"], indicator["computed_status"], indicator["recomputed_score"]) == (
        D("3.5"), "met", D(10),
    )  # fmt: skip
    assert [row["finding_text"] for row in after["fct_findings"]] == [None]


def test_every_line_says_what_became_of_it(months: dict) -> None:
    assert statuses(months["corrected"]) == [
        "superseded", "applied", "applied", "applied", "stale", "unknown_fact", "invalid", "invalid", "applied",
        "applied", "applied",
    ]  # fmt: skip
    rows = {row["correction_seq"]: row for row in months["corrected"]["fct_corrections"]}
    assert rows[5]["reason"] == "the extracted value is now 400000.00, not 390000.00"
    assert rows[6]["reason"] == "no fact has this key"
    assert rows[7]["reason"] == "this column is not one that may be corrected"
    assert rows[8]["reason"] == "the new value is not of the type of the column"
    assert (rows[11]["extracted_value"], rows[11]["corrected_value"]) == ("800000.00", "950000.00")
    assert (rows[11]["corrected_by"], rows[11]["evidence"], rows[11]["why"]) == ("Li Hua", "page 2", "misread")


def test_a_correction_survives_a_re_extraction(months: dict) -> None:
    assert statuses(months["anew"]) == statuses(months["corrected"])
    before, after = (item(months[month]["fct_spending"], "部门整体支出") for month in ("corrected", "anew"))
    assert after["spending_key"] == before["spending_key"]
    assert after["executed_amount"] == before["executed_amount"] == D("950000.00")
    assert after["char_start"] > before["char_start"]


def test_a_correction_survives_a_re_issue_unless_the_figure_changed(months: dict) -> None:
    """The re-issue prints another total: its correction is stale, and holds for the superseded version only."""
    assert statuses(months["reissued"]) == [
        "stale", "applied", "applied", "applied", "stale", "unknown_fact", "invalid", "invalid", "applied", "applied",
        "stale",
    ]  # fmt: skip
    spending, history = months["reissued"]["fct_spending"], months["reissued"]["history.fct_spending"]
    assert item(spending, "部门整体支出")["executed_amount"] == D("850000.00")
    assert item(history, "部门整体支出")["executed_amount"] == D("950000.00")
    assert item(spending, "基本支出")["executed_amount"] == D("410000.00")
    assert len({item(rows, "基本支出")["report_key"] for rows in (spending, history)}) == 2
