"""The labels of the published wordings hold together: columns, files, quotes, numbers, vocabularies."""

from __future__ import annotations

import csv
import re
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
MONEY = [name for name in TABLES["spending"] if name.endswith("_wan")]
PRINTED_GRADES = {"", "优", "优秀", "良", "良好", "中", "差"}
OF_SOURCES = {"财政拨款", "上年结转", "单位资金", "中央资金", "省级资金", "市级资金", "县区资金", "其他资金"}
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


@pytest.fixture(params=[half for half in HALVES if half.name in {"third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}], ids=lambda folder: folder.name)
def later_half(request: pytest.FixtureRequest) -> Path:
    return request.param


def significant_digits(number: str) -> str:
    return re.sub(r"\D", "", number).strip("0")


def test_each_text_is_one_report(half: Path) -> None:
    assert sorted(row["report_id"] for row in labels(half, "reports")) == sorted(texts(half))
    assert len(texts(half)) >= 10
    assert all(250 <= len(text) <= 2000 for text in texts(half).values())


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


def test_later_amounts_and_values_stand_in_their_quotes(later_half: Path) -> None:
    """By their digits alone: the quote may print another unit, separators, or cells run together."""
    columns = {"spending": [*MONEY, "declared_rate_pct"], "statistics": ["value"], "scores": ["score", "max_score"]}
    missing = [
        (table, row["report_id"], row[column], row["quote"])
        for table, names in columns.items()
        for row in labels(later_half, table)
        for column in names
        if re.search(r"\d", row["quote"])  # a Chinese numeral alone cannot be held so
        and significant_digits(row[column]) not in re.sub(r"\D", "", row["quote"])
    ]
    assert missing == []


def test_later_indicators_stand_in_their_quotes(later_half: Path) -> None:
    missing = [
        (row["report_id"], row[column], row["quote"])
        for row in labels(later_half, "indicators")
        for column in ("target_text", "actual_text")
        if row[column] not in row["quote"]
    ]
    assert missing == []


def test_later_grades_and_breakdowns_are_canonical(later_half: Path) -> None:
    assert {row["grade"] for table in ("reports", "scores") for row in labels(later_half, table)} <= PRINTED_GRADES
    sources = [row for row in labels(later_half, "spending") if row["fund"] in OF_SOURCES]
    assert {row["breakdown"] for row in sources} <= {"source"}


def test_later_offices_and_districts_stand_in_their_texts(later_half: Path) -> None:
    known = texts(later_half)
    for row in labels(later_half, "reports"):
        assert row["office"] in known[row["report_id"]]
        assert row["district"] in known[row["report_id"]]
