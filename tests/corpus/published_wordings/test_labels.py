"""The labels of the published wordings hold together: columns, files, quotes, numbers, vocabularies."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.corpus.gold import TABLES

HERE = Path(__file__).parent
HALVES = sorted(folder for folder in HERE.iterdir() if (folder / "gold").is_dir())
QUOTES = {"spending": ["quote"], "indicators": ["quote"], "scores": ["quote"], "statistics": ["quote"],
          "contradictions": ["quote_a", "quote_b"], "tasks": ["goal_text", "result_text"], "findings": ["text"]}  # fmt: skip
NUMBERS = {
    "reports": [name for name in TABLES["reports"] if name.endswith(("_wan", "_pct", "self_score")) or name == "year"],
    "spending": [name for name in TABLES["spending"] if name.endswith(("_wan", "_pct"))],
    "indicators": ["target_value", "actual_value", "declared_completion_pct"],
    "scores": ["max_score", "score", "rate_pct"],
    "statistics": ["value"],
}
BREAKDOWNS = {"total", "fund", "nature", "function", "economic", "task", "project", "source", "three_public",
              "prior_year_change", "budget_adjustment", "monitoring"}  # fmt: skip
COMPARATORS = {"", "=", ">=", "<=", ">", "<", "~"}


def texts(half: Path) -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in half.glob("*.txt")}


def labels(half: Path, table: str) -> list[dict[str, str]]:
    with (half / "gold" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == TABLES[table]
        rows = list(reader)
    assert all(None not in row and None not in row.values() for row in rows)
    return rows


@pytest.fixture(params=HALVES, ids=lambda folder: folder.name)
def half(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_each_text_is_one_report(half: Path) -> None:
    assert sorted(row["report_id"] for row in labels(half, "reports")) == sorted(texts(half))
    assert len(texts(half)) >= 32
    assert all(250 <= len(text) <= 1500 for text in texts(half).values())


@pytest.mark.parametrize("table", QUOTES)
def test_every_quote_stands_in_its_text(half: Path, table: str) -> None:
    known = texts(half)
    missing = [
        (row["report_id"], column, row[column])
        for row in labels(half, table)
        for column in QUOTES[table]
        if row[column] not in known[row["report_id"]]
    ]
    assert missing == []


@pytest.mark.parametrize("table", NUMBERS)
def test_every_number_can_be_read(half: Path, table: str) -> None:
    for row in labels(half, table):
        for column in NUMBERS[table]:
            assert row[column] == "" or Decimal(row[column]).is_finite()


def test_only_known_vocabulary(half: Path) -> None:
    assert {row["breakdown"] for row in labels(half, "spending")} <= BREAKDOWNS
    assert {row["direction"] for row in labels(half, "spending")} <= {"income", "expenditure", "both"}
    indicators = labels(half, "indicators")
    assert {row[f"{side}_comparator"] for row in indicators for side in ("target", "actual")} <= COMPARATORS
    assert {row["comparator"] for row in labels(half, "statistics")} <= COMPARATORS
    assert {row["kind"] for row in labels(half, "findings")} <= {"problem", "action"}


def test_totals_of_a_report_stand_in_its_spending(half: Path) -> None:
    spending = labels(half, "spending")
    for report in labels(half, "reports"):
        totals = [row for row in spending if row["report_id"] == report["report_id"] and row["breakdown"] == "total"]
        for phase in ("approved_wan", "adjusted_wan", "executed_wan"):
            stated = report[phase.replace("_wan", "_total_wan")]
            assert stated == "" or Decimal(stated) in {Decimal(row[phase]) for row in totals if row[phase]}
