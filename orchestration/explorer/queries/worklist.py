"""The auditor's worklist: contradictions, and what else of the extraction deserves a look first."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from orchestration.explorer.release import Release, Row

PAGE = 50
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
select distinct d.district_key, d.district_name, d.city_name from dim_reports r join dim_districts d using (district_key)
where r.is_current order by d.city_name, d.district_name
"""
_REVIEW = {
    "ocr": """
        select e.fact_table, e.fact_key, e.column_name, e.quote, e.ocr_confidence, e.page, o.office_key, o.office_name,
            r.year_key
        from fct_evidence e join dim_reports r using (report_key) join dim_offices o using (office_key)
        where e.ocr_confidence < 0.9 and starts_with(e.fact_table, 'fct_')
        order by e.ocr_confidence, e.fact_key, e.column_name""",
    "unclaimed": """
        select n.document_key, n.char_start, n.char_end, n.printed, o.office_key, o.office_name, r.year_key,
            substr(t.text, greatest(n.char_start - 39, 1), n.char_end - n.char_start + 80) as around
        from quality.printed_numbers n join bridge_report_documents b using (document_key)
            join dim_reports r using (report_key) join dim_offices o using (office_key)
            join quality.document_texts t using (document_key)
        where n.claimed_by is null and r.is_current order by o.office_name, n.document_key, n.char_start""",
    "offices": """
        select office_key, office_name, office_type, admin_level, match_score, match_reason from dim_offices
        where match_score is null or match_score < 0.9 order by match_score nulls first, office_name""",
    "indicators": """
        select i.indicator_fact_key, i.indicator_name, i.target_text, i.actual_text, i.match_score, o.office_key,
            o.office_name, r.year_key
        from fct_indicators i join dim_reports r using (report_key) join dim_offices o on o.office_key = r.office_key
        where i.match_score > 0 and i.match_score < 1 and not i.is_duplicate_row
        order by i.match_score, i.indicator_name, i.indicator_fact_key""",
    "files": """
        select document_key, source_path, outcome, reason, reader, file_format from quality.documents
        where outcome = 'quarantined' order by source_path""",
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


def review(release: Release, kind: str, page: int) -> tuple[int, list[Row]]:
    """How many things of a kind deserve a look, and those of one page."""
    count = release.kept(
        ("review", kind), lambda: release.rows(f"select count(*) as things from ({_REVIEW[kind]})")[0]["things"]
    )
    return count, release.rows(f"{_REVIEW[kind]} limit {PAGE} offset {page * PAGE}")


def districts(release: Release) -> list[Row]:
    """Districts with reports."""
    return release.kept("districts", lambda: release.rows(_PLACES))
