"""The auditor's worklist: contradictions, and what else of the extraction deserves a look first."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orchestration.explorer.release import Release, Row

PAGE = 50
_MOST_DISTRICTS = 200  # of a list to choose from
SEVERITIES = ("error", "warning", "notice")
REVIEWS = ("ocr", "unclaimed", "offices", "indicators", "files")
_RULES = Path(__file__).parents[3] / "dbt_project" / "seeds" / "rules" / "rules.csv"
_WHERE = """
from fct_contradictions c join dim_reports r using (report_key) join dim_offices o on o.office_key = r.office_key
    left join dim_districts d on d.district_key = r.district_key
where ($rule is null or c.rule = $rule) and ($severity is null or c.severity = $severity)
    and ($year is null or r.year_key = $year) and ($district is null or d.district_key = $district)
    and ($province is null or d.province_code = $province)
    and ($keys is null or list_contains($keys, c.contradiction_key) = $inside)
"""
_COLUMNS = """
select c.contradiction_key, c.rule, c.severity, c.detail, c.expected_value, c.stated_value, c.quote_a, c.quote_b,
    r.year_key, o.office_key, o.office_name, d.district_name, d.city_name, r.report_key, r.source_path, c.page
"""
_ORDER = """
order by case c.severity when 'error' then 1 when 'warning' then 2 else 3 end, c.rule, o.office_name, r.year_key,
    c.contradiction_key
"""
_PLACES = """
select distinct d.district_key, d.district_name, d.city_name, d.province_code from dim_reports r join dim_districts d using (district_key)
where r.is_current order by d.city_name, d.district_name
"""
# What deserves a look, by the limits of quality.review_queue: which things (narrow, so that a page of many is found fast), and what is said of them.
_REVIEW = {
    "ocr": (
        """
        select report_key, fact_table, fact_key, column_name, document_key, char_start from fct_evidence
        where ocr_confidence < 0.8 and starts_with(fact_table, 'fct_')
        order by ocr_confidence, fact_key, column_name, char_start""",
        """
        select e.fact_table, e.fact_key, e.column_name, e.quote, e.ocr_confidence, e.page, o.office_key, o.office_name,
            r.year_key
        from things join fct_evidence e using (report_key, fact_table, fact_key, column_name, document_key, char_start)
            join dim_reports r using (report_key) join dim_offices o using (office_key)
        order by e.ocr_confidence, e.fact_key, e.column_name, e.char_start""",
    ),
    "unclaimed": (
        """
        select document_key, char_start, char_end, printed from quality.printed_numbers
        where claimed_by is null and document_key in (
            select b.document_key from bridge_report_documents b join dim_reports r using (report_key)
            where r.is_current)
        order by document_key, char_start""",
        """
        select n.document_key, n.char_start, n.char_end, n.printed, o.office_key, o.office_name, r.year_key,
            substr(t.text, greatest(n.char_start - 39, 1), n.char_end - n.char_start + 80) as around
        from things n join bridge_report_documents b using (document_key)
            join dim_reports r on r.report_key = b.report_key and r.is_current join dim_offices o using (office_key)
            join quality.document_texts t using (document_key)
        order by n.document_key, n.char_start""",
    ),
    "offices": (
        """
        select office_key from dim_offices where coalesce(district_key, city_code, province_code) is null
        order by office_name, office_key""",
        """
        select office_key, office_name, office_type, admin_level, match_score, match_reason
        from things join dim_offices using (office_key) order by office_name, office_key""",
    ),
    "indicators": (
        """
        select indicator_key, min(indicator_fact_key) as indicator_fact_key, count(*) as facts,
            max(match_score) as match_score
        from fct_indicators where match_score < 0.5 and not is_duplicate_row group by indicator_key
        order by facts desc, indicator_fact_key""",
        """
        select i.indicator_fact_key, i.indicator_name, i.target_text, i.actual_text, things.match_score, things.facts,
            o.office_key, o.office_name, r.year_key
        from things join fct_indicators i using (indicator_fact_key) join dim_reports r using (report_key)
            join dim_offices o on o.office_key = r.office_key
        order by things.facts desc, i.indicator_fact_key""",
    ),
    "files": (
        "select source_path from quality.documents where outcome = 'quarantined' order by source_path",
        """
        select document_key, source_path, outcome, reason, reader, file_format
        from things join quality.documents using (source_path) order by source_path""",
    ),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What the contradictions are narrowed to; None is all."""

    rule: str | None = None
    severity: str | None = None
    year: int | None = None
    district: str | None = None
    province: str | None = None

    def parameters(self, keys: Collection[str] | None, inside: bool) -> Row:
        names = ("rule", "severity", "year", "district", "province")
        return {**{name: getattr(self, name) for name in names}, "keys": None if keys is None else list(keys),
                "inside": inside}  # fmt: skip


@cache
def rules() -> dict[str, Row]:
    """The rules by id: title and explanation in both languages, and an example."""
    with _RULES.open(encoding="utf-8", newline="") as file:
        return {row["rule"]: dict(row) for row in csv.DictReader(file)}


def contradictions(
    release: Release, chosen: Filter, page: int | None, keys: Collection[str] | None = None, inside: bool = True
) -> tuple[int, list[Row]]:
    """How many fit, and those of one page; all of them if `page` is None. `keys` are those to keep, or to leave out."""
    parameters = chosen.parameters(keys, inside)
    rows = release.rows(f"select count(*) as places {_WHERE}", parameters)
    limit = "" if page is None else f"limit {PAGE} offset {page * PAGE}"
    return rows[0]["places"], release.rows(f"{_COLUMNS} {_WHERE} {_ORDER} {limit}", parameters)


def review_counts(release: Release) -> dict[str, int]:
    """How many things of each kind deserve a look."""

    def count() -> dict[str, int]:
        return {
            kind: release.rows(f"select count(*) as things from ({things})")[0]["things"]
            for kind, (things, _) in _REVIEW.items()
        }

    return release.kept("review", count)


def review(release: Release, kind: str, page: int) -> list[Row]:
    """The things of one page."""
    things, said = _REVIEW[kind]
    return release.rows(f"with things as ({things} limit {PAGE} offset {page * PAGE}) {said}")


def districts(release: Release, province: str | None = None, chosen: str | None = None) -> list[Row]:
    """Districts with reports, to choose from; of a whole country only the province's and the one that is chosen."""
    rows = release.kept("districts", lambda: release.rows(_PLACES))
    if len(rows) <= _MOST_DISTRICTS:
        return rows
    return [row for row in rows if row["province_code"] == province or row["district_key"] == chosen]


def correction_outcomes(release: Release) -> dict[tuple[str, ...], tuple[str, str | None]]:
    """What the release made of each correction: its status and the reason, by table, key, column and time entered."""

    def read() -> dict[tuple[str, ...], tuple[str, str | None]]:
        if not release.rows("select 1 from duckdb_tables() where table_name = 'fct_corrections'"):
            return {}  # a release of before there were corrections
        rows = release.rows(
            "select fact_table, fact_key, column_name, corrected_at, status, reason from fct_corrections"
            " order by correction_seq"
        )
        keys = ("fact_table", "fact_key", "column_name", "corrected_at")
        return {tuple(str(row[key]) for key in keys): (row["status"], row["reason"]) for row in rows}

    return release.kept("corrections", read)
