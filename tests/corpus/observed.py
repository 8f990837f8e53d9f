"""The other side of the comparison: what the product read, from its extraction directly or from a published warehouse.

Both come as rows under the gold's names, money in yuan, keyed by report (the stem of the file's name).
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from tests.corpus.matching import AMOUNTS, Fact

Tables = dict[str, list[Fact]]


@dataclass
class Reading:
    """What was read of one report; `failure` says why nothing was. `text` is the main document's."""

    tables: Tables = field(default_factory=lambda: defaultdict(list))
    text: str = ""
    failure: str | None = None


# direct: no dbt, no warehouse


def read_directly(data: bytes, name: str) -> Reading:
    """Run reading and extraction on a file's bytes; an archive's members are read one by one."""
    from orchestration.extraction import NotAReport, extract_document
    from orchestration.reading import ReadError, read_document

    reading = Reading()
    for member, content in _members(data, name):
        try:
            document = read_document(content, member)
            record = extract_document(document, member)
        except (ReadError, NotAReport) as error:
            reading.failure = f"{type(error).__name__}: {error}"
            continue
        main = not reading.text
        if main:
            reading.text = document.text
        _collect(reading, record, Path(name).stem, main)
    if reading.text:
        reading.failure = None
    return reading


def _members(data: bytes, name: str) -> Iterable[tuple[str, bytes]]:
    if not name.endswith(".zip"):
        return [(name, data)]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = sorted(archive.infolist(), key=lambda info: not info.filename.startswith(Path(name).stem))
        return [(info.filename, archive.read(info)) for info in infos]


def _collect(reading: Reading, record: Any, report_id: str, main: bool) -> None:
    """Rows of a report record under the gold's names."""
    tables = reading.tables
    place = {"main": main}
    for row in record.spending:
        tables["spending"].append(
            {
                "report_id": report_id,
                "item": row.item_name,
                "breakdown": row.breakdown,
                "direction": row.direction,
                "fund": FUND_NAMES.get(row.fund_key or "", row.fund_key),
                "declared_rate_pct": row.declared_rate_pct,
                "quote": row.quote,
                "is_restatement": False,
                "rule": row.extraction_rule,
            }
            | {phase: getattr(row, f"{phase}_amount") for phase in AMOUNTS}
        )
    for row in record.indicators:
        tables["indicators"].append(
            {
                "report_id": report_id,
                "name": row.indicator_name,
                "rule": row.extraction_rule,
                **{key: getattr(row, key) for key in _INDICATOR_COLUMNS},
            }
        )
    for row in record.scores:
        tables["scores"].append(
            {
                "report_id": report_id,
                "component": row.component,
                "score": row.score,
                "grade": row.grade,
                "max_score": row.max_score,
                "rate_pct": row.score_rate_pct,
                "quote": row.quote,
                "rule": row.extraction_rule,
            }
        )
    for row in record.tasks:
        tables["tasks"].append(
            {
                "report_id": report_id,
                "task": row.task_name,
                "goal_text": row.goal_text,
                "result_text": row.result_text,
                "funding": row.funding_amount,
                "rule": row.extraction_rule,
            }
        )
    for row in record.findings:
        tables["findings"].append(
            {"report_id": report_id, "kind": row.finding_kind, "text": row.finding_text, "rule": row.extraction_rule}
        )
    for row in record.statistics:
        tables["statistics"].append(
            {
                "report_id": report_id,
                "subject": row.subject,
                "value": row.value,
                "unit": row.unit,
                "comparator": row.comparator,
                "quote": row.quote,
                "rule": row.extraction_rule,
                "place": (row.char_start, row.char_end) if place["main"] else None,
            }
        )
    _collect_report(reading, record, report_id)


_INDICATOR_COLUMNS = (
    "level1",
    "level2",
    "target_text",
    "target_comparator",
    "target_value",
    "target_unit",
    "actual_text",
    "actual_comparator",
    "actual_value",
    "actual_unit",
    "declared_status",
    "declared_completion_pct",
    "quote",
)
FUND_NAMES: dict[str, str] = {}  # key → printed name, filled from the product's seed where it is there


def load_fund_names(root: Path) -> None:
    """Names of funds by key, from the seed that dbt loads."""
    import csv

    for path in sorted((root / "dbt_project").glob("seeds/**/funds.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            FUND_NAMES.update({row["fund_key"]: row["fund_name"] for row in csv.DictReader(file)})


def _collect_report(reading: Reading, record: Any, report_id: str) -> None:
    """The report's cells. Place and which total counts are decided in SQL: place is left out, totals are all offered."""
    rows = reading.tables["reports"]
    if not rows:
        rows.append(
            {"report_id": report_id, "office": None, "year": None, "self_score": [], "grade": []}
            | {f"{phase}_total": [] for phase in ("approved", "adjusted", "executed")}
            | {name: None for name in FIGURES}
        )
    row = rows[0]
    for header in record.headers:
        row["office"] = row["office"] or header.office_name
        row["year"] = row["year"] or header.budget_year
    for figure in record.figures:
        if row.get(figure.figure) is None:
            row[figure.figure] = figure.value
    for item in record.spending:
        if item.breakdown == "total":
            for phase in ("approved", "adjusted", "executed"):
                if (value := getattr(item, f"{phase}_amount")) is not None:
                    row[f"{phase}_total"].append(value)
    if row["declared_execution_rate_pct"] is None:
        row["declared_execution_rate_pct"] = _rate_of_spending(record.spending)
    for score in record.scores:
        if score.component == "total":
            row["self_score"] += [score.score] if score.score is not None else []
            row["grade"] += [score.grade] if score.grade else []


def _rate_of_spending(rows: Any) -> Any:
    """The rate of the first total of spending; that of income only where none is told, as `int_report_totals_assembled` has it."""
    totals = [row for row in rows if row.breakdown == "total" and row.executed_amount is not None]
    spent = [row for row in totals if row.direction != "income"] or totals
    ranked = sorted(spent, key=lambda row: row.direction == "both")
    return next((row.declared_rate_pct for row in ranked if row.declared_rate_pct is not None), None)


FIGURES = (
    "declared_execution_rate_pct",
    "declared_adjustment_rate_pct",
    "headcount_total",
    "headcount_established",
    "headcount_administrative",
    "headcount_institution",
    "headcount_contract",
)


# warehouse


def read_warehouse(path: Path, *, schema: str = "main", report_ids: Iterable[str] | None = None) -> dict[str, Reading]:
    """Every current report of a published warehouse by the stem of its source path (`history` for superseded ones)."""
    import duckdb

    connection = duckdb.connect(str(path), read_only=True)

    def select(sql: str) -> list[Fact]:
        cursor = connection.execute(sql)
        names = [each[0] for each in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    wanted = set(report_ids) if report_ids is not None else None
    readings: dict[str, Reading] = {}
    keys: dict[str, str] = {}
    texts = {
        row["document_key"]: row["text"] for row in select("select document_key, text from quality.document_texts")
    }
    for row in select(f"select report_key, source_path, document_key from {schema}.dim_reports"):
        stem = PurePosixPath(str(row["source_path"]).replace("\\", "/")).stem
        if wanted is None or stem in wanted:
            keys[row["report_key"]] = stem
            readings[stem] = Reading(text=texts.get(row["document_key"], ""))
    for table, sql in _queries(schema).items():
        for row in select(f"{sql} order by all"):  # rows that match alike are matched in this order
            stem = keys.get(row.pop("report_key"))
            if stem is None:
                continue
            if table == "statistics":
                row["place"] = (row.pop("char_start"), row.pop("char_end"))
            readings[stem].tables[table].append({"report_id": stem} | row)
    connection.close()
    return readings


def _queries(schema: str) -> dict[str, str]:
    amounts = ", ".join(f"s.{phase}_amount as {phase}" for phase in AMOUNTS)
    reports = ", ".join(
        (
            "t.approved_total_amount as approved_total",
            "t.adjusted_total_amount as adjusted_total",
            "t.executed_total_amount as executed_total",
            "t.self_score",
            "t.declared_grade as grade",
            *(f"t.{name}" for name in FIGURES),
        )
    )
    columns = ", ".join(_INDICATOR_COLUMNS)
    return {
        "reports": f"select r.report_key, o.office_name as office, d.district_name as district, d.city_name as city,"
        f" r.year_key as year, {reports} from {schema}.dim_reports r"
        f" join {schema}.fct_report_totals t using (report_key)"
        " left join main.dim_offices o on o.office_key = r.office_key"
        " left join main.dim_districts d on d.district_key = r.district_key",
        "spending": f"select s.report_key, s.item_name as item, s.breakdown, s.direction, f.fund_name as fund,"
        f" s.declared_rate_pct, s.quote, s.is_restatement, {amounts} from {schema}.fct_spending s"
        " left join main.dim_funds f using (fund_key)",
        "indicators": f"select report_key, indicator_name as name, {columns} from {schema}.fct_indicators",
        "scores": f"select report_key, component, score, max_score, score_rate_pct as rate_pct, grade, quote"
        f" from {schema}.fct_scores",
        "tasks": f"select report_key, task_name as task, goal_text, result_text, funding_amount as funding"
        f" from {schema}.fct_tasks",
        "findings": f"select report_key, finding_kind as kind, finding_text as text from {schema}.fct_findings",
        "statistics": f"select report_key, subject, value, unit, comparator, quote, char_start, char_end"
        f" from {schema}.fct_statistics",
        "contradictions": f"select report_key, rule as kind, detail, quote_a, quote_b, expected_value, stated_value, severity"
        f" from {schema}.fct_contradictions",
    }


# places of gold quotes in a text


def locate(text: str, golds: list[Fact], rows: list[Fact]) -> None:
    """Give gold statistics their places in the text, and rows the passages (lines, cells) that hold a gold quote."""
    condensed, positions = condense(text)
    spans: list[tuple[int, int]] = []
    for gold in golds:
        wanted = condense(gold["quote"])[0]
        starts = [m.start() for m in re.finditer(re.escape(wanted), condensed)] if wanted and condensed else []
        gold["places"] = [(positions[start], positions[start + len(wanted) - 1] + 1) for start in starts]
        spans += gold["places"]
    cells = [m.span() for m in re.finditer(r"[^\n\r\t]+", text)]
    passages = [cell for cell in cells if any(cell[0] < end and start < cell[1] for start, end in spans)]
    for row in rows:
        row["passages"] = passages


def condense(text: str) -> tuple[str, list[int]]:
    """The comparable characters of a text and where each stands."""
    import unicodedata

    kept = [
        (char, at)
        for at, printed in enumerate(text)
        for char in unicodedata.normalize("NFKC", printed).casefold()
        if char in ".%" or unicodedata.category(char)[0] not in "ZCP"
    ]
    digit = [char.isdigit() for char, _ in kept] + [False]
    kept = [pair for k, pair in enumerate(kept) if pair[0] != "." or (k and digit[k - 1] and digit[k + 1])]
    return "".join(char for char, _ in kept), [at for _, at in kept]
