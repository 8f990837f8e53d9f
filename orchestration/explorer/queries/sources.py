"""From a fact to the characters it was read from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.explorer.release import Release, Row

EVIDENCE_COLUMNS = ("document_key", "page", "char_start", "char_end", "quote", "extraction_rule")
_ORIGINS = Path(__file__).parent.parent / "data" / "origins.toml"
_PLACES = """
select fact_table, fact_key, column_name, document_key, page, sheet_name, table_seq, row_seq, column_seq, char_start,
    char_end, quote, bbox, ocr_confidence, extraction_rule
from fct_evidence where report_key = $report and fact_table = $table and fact_key = $key
order by document_key, char_start
"""
_COLUMNS = """
select table_name, column_name, data_type, comment from duckdb_columns()
where database_name = current_database() and schema_name = 'main' and starts_with(table_name, 'fct_')
order by table_name, column_index
"""
_REPORT = """
select r.*, o.office_name, d.district_name, d.city_name, d.province_name
from dim_reports r left join dim_offices o using (office_key) left join dim_districts d on d.district_key = r.district_key
where r.report_key = ?
"""
_DOCUMENT = """
select document_key, source_path, content_sha256, file_format, pages, used_ocr, source_url, outcome, reason
from quality.documents where document_key = ? order by outcome <> 'loaded', source_path limit 1
"""
_REPORT_OF_DOCUMENT = """
select r.report_key from bridge_report_documents b join dim_reports r using (report_key)
where b.document_key = ? order by r.is_current desc limit 1
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A published column: its type and what the warehouse says of it."""

    name: str
    type: str
    comment: str | None


@dataclass(frozen=True, slots=True)
class FactTable:
    """A published table of facts with evidence. The first column is its key."""

    name: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        return self.columns[0].name

    @property
    def stated(self) -> tuple[Column, ...]:
        """The columns that say something of the fact: keys and evidence left out."""
        return tuple(c for c in self.columns if c.name not in EVIDENCE_COLUMNS and not c.name.endswith("_key"))

    def column(self, name: str | None) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@cache
def _origins() -> dict[str, Any]:
    return tomllib.loads(_ORIGINS.read_text(encoding="utf-8"))


def fact_tables(release: Release) -> dict[str, FactTable]:
    """Every table of facts that has evidence, by name."""

    def read() -> dict[str, FactTable]:
        columns: dict[str, list[Column]] = {}
        for row in release.rows(_COLUMNS):
            columns.setdefault(row["table_name"], []).append(
                Column(row["column_name"], row["data_type"], row["comment"])
            )
        return {
            name: FactTable(name, tuple(found))
            for name, found in columns.items()
            if {"char_start", "extraction_rule"} <= {column.name for column in found} and name != "fct_evidence"
        }

    return release.kept("fact tables", read)


def fact(release: Release, table: FactTable, key: str) -> Row | None:
    """A fact by its key. The table is one of `fact_tables`, as its name becomes part of the query."""
    return release.row(f'select * from "{table.name}" where "{table.key}" = ?', [key])


def report(release: Release, report_key: str) -> Row | None:
    """A current report with its office and place."""
    return release.row(_REPORT, [report_key])


def document(release: Release, document_key: str) -> Row | None:
    """The file a document was read from, a loaded one before its duplicates."""
    return release.row(_DOCUMENT, [document_key])


def report_of_document(release: Release, document_key: str) -> Row | None:
    """The report that a document is part of, a current one before one that was replaced."""
    found = release.row(_REPORT_OF_DOCUMENT, [document_key])
    return report(release, found["report_key"]) if found else None


def text(release: Release, document_key: str) -> str | None:
    """A document's text, into which `char_start` and `char_end` count; None where there is none."""
    found = release.row("select text from quality.document_texts where document_key = ?", [document_key])
    return found["text"] if found else None


def places(release: Release, table: FactTable, found: Row, column: str | None) -> list[Row]:
    """Where the figures of a fact's column are printed, as rows of fct_evidence; of every column if None.

    A column that is computed, or taken from another fact, has the places of what it rests on. Empty where only the
    passage of the whole fact is known.
    """
    own = _places(release, found["report_key"], table.name, found[table.key])
    if column is None:
        return own
    printed = _companion(table.name, column)
    direct = [place for place in own if place["column_name"] == printed]
    if direct:
        return direct
    inputs = _origins()["inputs"].get(table.name, {}).get(column, [])
    resting = [place for name in inputs for place in places(release, table, found, name)]
    if resting or table.name != "fct_report_totals":
        return resting
    return _places_of_total(release, found, column, own)


def _companion(table: str, column: str) -> str:
    name: str = _origins()["companions"].get(table, {}).get(column, column)
    return name


def _places(release: Release, report_key: str, table: str, key: str) -> list[Row]:
    return release.rows(_PLACES, {"report": report_key, "table": table, "key": key})


def _places_of_total(release: Release, found: Row, column: str, own: list[Row]) -> list[Row]:
    if column.startswith("headcount_"):
        return [place for place in own if _digits(place["quote"]) == str(found[column])]
    taken, summed = _origins()["totals"].get(column), _origins()["sums"].get(column)
    if taken is not None:
        rest = [taken["table"], taken["column"], f"{taken['where']} and {taken['column']} = $value"]
    elif summed is not None:
        rest = [summed["table"], summed["column"], summed["where"]]
    else:
        return []
    name, of_column, where = rest
    table = fact_tables(release)[name]
    restated = ", is_restatement" if name == "fct_spending" else ""
    parameters = {"report": found["report_key"], **({"value": found[column]} if taken else {})}
    facts = release.rows(
        f"select {table.key} as key from {name} where report_key = $report and {where} and {of_column} is not null"
        f" order by document_key{restated}, char_start",
        parameters,
    )
    each = [_places(release, found["report_key"], name, row["key"]) for row in facts]
    return [place for group in each for place in group if place["column_name"] == of_column]


def _digits(quote: str) -> str:
    return "".join(character for character in quote if character.isdecimal())
