"""A small warehouse by the contract's tables, built by hand: what the gate needs, figures and print in agreement."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

CONTRACT = (Path(__file__).parent / "contract.sql").read_text(encoding="utf-8")
DISTRICTS = [("990101", "青松区"), ("990102", "白鹭区"), ("990103", "赤水湾区")]


class _Report:
    """The text and rows of one invented report; every figure is recorded where it is printed."""

    def __init__(self, number: int, year: int) -> None:
        self.number, self.year = number, year
        self.report_key, self.document_key = f"rep_{year}_{number:03d}", f"doc_{year}_{number:03d}"
        self.text = ""
        self.rows: list[tuple[str, list[Any]]] = []

    def state(
        self, table: str, key: str, sentence: str, values: list[Any], figures: dict[str, tuple[str, Any]] | None = None
    ) -> None:
        """Append a sentence, the row it states, and the evidence of each of its figures (column → print)."""
        start = len(self.text)
        self.text += sentence + "\n"
        place = [self.report_key, self.document_key, start, start + len(sentence), sentence]
        self.rows.append((table, [key, *place, *values]))
        for column, (printed, _) in (figures or {}).items():
            at = start + sentence.index(printed)
            self.rows.append(("fct_evidence", [table, key, column, self.document_key, at, at + len(printed), printed]))
            if table == "fct_spending" and values[1] == "total":
                column = column.replace("_amount", "_total_amount").replace("declared_rate", "declared_execution_rate")
                totals = ["fct_report_totals", f"{self.report_key}_totals", column]
                self.rows.append(("fct_evidence", [*totals, self.document_key, at, at + len(printed), printed]))
            self.rows.append(("quality.printed_numbers", [self.document_key, at, at + len(printed), printed, key]))


def _write(report: _Report) -> None:
    n, key = report.number, report.report_key
    wan = 8000 + 731 * n
    spent = wan * (91 + n % 8) // 100
    rate = f"{100 * spent / wan:.2f}"
    money = {
        "adjusted_amount": (f"{wan}.00", wan), "executed_amount": (f"{spent}.00", spent),
        "declared_rate_pct": (f"{rate}%", rate),
    }  # fmt: skip
    report.state(
        "fct_spending", f"{key}_s0", f"全年预算数{wan}.00万元，执行数{spent}.00万元，完成预算的{rate}%。",
        ["部门整体支出", "total", None, wan * 10000, spent * 10000, None, None, rate], money,
    )  # fmt: skip
    report.rows.append((
        "fct_report_totals",
        [f"{key}_totals", key, report.document_key, 0, 10, report.text[:10], None, wan * 10000, spent * 10000, rate,
         "adjusted", 90 + n % 9],
    ))  # fmt: skip
    for item, (name, breakdown) in enumerate(
        [("基本支出", "nature"), ("项目支出", "nature"), ("一般公共预算", "fund"), ("河道清淤", "project")], start=1
    ):
        part = spent * item // 11
        report.state(
            "fct_spending", f"{key}_s{item}", f"{name}执行{part}.00万元。",
            [name, breakdown, None, None, part * 10000, None, None, None], {"executed_amount": (f"{part}.00", part)},
        )  # fmt: skip
    for row in range(6):
        target, actual = 20 + n + row, 21 + n + 2 * row
        level = "产出指标" if row < 4 else "效益指标"
        report.state(
            "fct_indicators", f"{key}_i{row}", f"指标{row}目标{target}场，实际{actual}次。",
            [row, 1, level, f"指标{row}", f"{target}场", target, f"{actual}次", actual, None, None, None],
            {"target_value": (f"{target}场", target), "actual_value": (f"{actual}次", actual)},
        )  # fmt: skip
    score = 90 + n % 9
    report.state(
        "fct_scores", f"{key}_c0", f"自评得分{score}分，满分100分。", ["total", 100, score, None],
        {"score": (f"{score}分", score), "max_score": ("100分", 100)},
    )  # fmt: skip
    for count in range(5):
        value = (3 + n) * 1000 * (count + 1)
        report.state(
            "fct_statistics", f"{key}_q{count}", f"全年服务{count}类居民{value / 10000:g}万人次。",
            [f"{count}类居民", value, f"{value / 10000:g}万", "人次"], {"value": (f"{value / 10000:g}万", value)},
        )  # fmt: skip
    report.state("fct_tasks", f"{key}_t0", "整治背街小巷。", ["整治背街小巷", "result"])
    report.state("fct_findings", f"{key}_f0", "目标细化不够。", ["problem", "目标细化不够。"])
    report.state("fct_findings", f"{key}_f1", "细化目标。", ["action", "细化目标。"])


def build(path: Path, numbers: list[int] | None = None, year: int = 2024) -> Path:
    """A warehouse of one report for each number (default 0 to 7), two offices to a district in turn."""
    rows: list[tuple[str, list[Any]]] = [("dim_districts", list(district)) for district in DISTRICTS]
    for number in range(8) if numbers is None else numbers:
        report = _Report(number, year)
        _write(report)
        district_key, district_name = DISTRICTS[number % len(DISTRICTS)]
        office_key = f"office_{number:03d}"
        office_name = f"长汀市{district_name}人民政府第{number}街道办事处"
        rows += [
            ("dim_offices", [office_key, office_name, district_key]),
            (
                "dim_reports",
                [report.report_key, f"series_{year}_{number:03d}", True, f"{year}年{office_name}绩效自评报告",
                 office_key, district_key, year, report.document_key, "万元"],
            ),
            ("bridge_report_documents", [report.report_key, report.document_key, "main"]),
            ("quality.documents", [report.document_key, f"{report.document_key}.txt", "new", "loaded", None]),
            ("quality.document_texts", [report.document_key, report.text]),
            *report.rows,
        ]  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        for statement in connection.extract_statements(CONTRACT):
            connection.execute(statement).fetchall()
        connection.execute("begin").fetchall()
        for table, values in rows:
            connection.execute(f"insert into {table} values ({', '.join('?' * len(values))})", values).fetchall()
        connection.execute("commit").fetchall()
    return path


def alter(path: Path, *statements: str) -> Path:
    """Run statements on a warehouse file."""
    with duckdb.connect(str(path)) as connection:
        for statement in statements:
            connection.execute(statement).fetchall()
    return path
