"""Offices: the list, one office's years, one report's facts, and its peers."""

from __future__ import annotations

from dataclasses import dataclass

from orchestration.explorer.release import Release, Row

PAGE = 50  # rows of a list
_LIST = """
from dim_reports r join dim_offices o using (office_key) left join fct_report_totals t using (report_key)
    left join dim_districts d on d.district_key = r.district_key
where r.is_current and ($text is null or contains(o.office_name, $text) or contains(coalesce(r.subject_name, ''), $text))
    and ($year is null or r.year_key = $year) and ($district is null or d.district_key = $district)
    and ($province is null or d.province_code = $province) and ($kind is null or r.subject_kind = $kind)
    and ($low is null or least(greatest(floor(t.computed_execution_rate_pct / 5) * 5, 45), 100) = $low)
"""
_LISTED = f"""
select o.office_key, o.office_name, r.report_key, r.year_key, r.subject_kind, r.subject_name, d.district_name,
    d.city_name, d.province_name, t.report_totals_key, t.adjusted_total_amount, t.executed_total_amount,
    t.computed_execution_rate_pct, t.self_score
{_LIST} order by t.executed_total_amount desc nulls last, o.office_name, r.year_key desc, r.report_key
limit {PAGE} offset $offset
"""
_OFFICE = """
select o.*, d.district_name, d.city_name, d.province_name, s.subdistrict_name
from dim_offices o left join dim_districts d using (district_key)
    left join dim_subdistricts s on s.subdistrict_key = o.subdistrict_key
where o.office_key = ?
"""
_YEARS = """
select r.report_key, r.year_key, r.title, r.version_number, r.report_kind, r.subject_kind, r.subject_name, r.scope,
    r.document_key, r.source_path, r.file_format, t.*
from dim_reports r left join fct_report_totals t using (report_key)
where r.is_current and r.office_key = ? order by r.year_key desc, r.subject_kind <> 'department', r.subject_name
"""
_COUNTS = """
select r.report_key,
    (select count(*) from fct_indicators i where i.report_key = r.report_key and not i.is_duplicate_row) as indicators,
    (select count(*) from fct_indicators i where i.report_key = r.report_key and not i.is_duplicate_row
        and i.computed_status = 'met') as indicators_met,
    (select count(*) from fct_indicators i where i.report_key = r.report_key and not i.is_duplicate_row
        and i.computed_status in ('not_met', 'partly_met')) as indicators_missed,
    (select count(*) from fct_findings f where f.report_key = r.report_key and f.finding_kind = 'problem') as problems,
    (select count(*) from fct_contradictions c where c.report_key = r.report_key) as contradictions
from dim_reports r where r.is_current and r.office_key = ?
"""
_FACTS = {
    "spending": """
        select s.*, f.fund_name, f.fund_name_en from fct_spending s left join dim_funds f using (fund_key)
        where report_key = ? order by document_key, char_start, spending_key""",
    "indicators": """
        select * from fct_indicators where report_key = ?
        order by document_key, char_start, row_seq, part_seq, indicator_fact_key""",
    "scores": "select * from fct_scores where report_key = ? order by component = 'total', char_start, score_key",
    "findings": "select * from fct_findings where report_key = ? order by finding_kind desc, char_start, finding_key",
    "tasks": "select * from fct_tasks where report_key = ? order by task_seq, char_start, task_key",
    "statistics": "select * from fct_statistics where report_key = ? order by char_start, statistic_key",
    "contradictions": """
        select * from fct_contradictions where report_key = ?
        order by case severity when 'error' then 1 when 'warning' then 2 else 3 end, rule, contradiction_key""",
}
_PEERS = """
with me as (
    select o.office_key, o.office_type, o.province_code, r.year_key, r.district_key,
        coalesce(t.executed_total_amount, t.adjusted_total_amount) as size
    from dim_reports r join dim_offices o using (office_key) join fct_report_totals t using (report_key)
    where r.report_key = $report
),
others as (
    select o.office_key, o.office_name, r.report_key, t.report_totals_key, t.adjusted_total_amount,
        t.executed_total_amount, t.computed_execution_rate_pct, t.self_score, d.district_name, d.city_name,
        coalesce(r.district_key = me.district_key, false) as is_neighbour,
        coalesce(o.office_type = me.office_type
            and coalesce(t.executed_total_amount, t.adjusted_total_amount) between me.size / 2 and me.size * 2,
            false) as is_alike,
        coalesce(o.province_code = me.province_code, false) as is_same_province,
        abs(ln(nullif(coalesce(t.executed_total_amount, t.adjusted_total_amount), 0) / nullif(me.size, 0))) as distance
    from me join dim_reports r on r.year_key = me.year_key and r.office_key <> me.office_key
        join dim_offices o on o.office_key = r.office_key join fct_report_totals t on t.report_key = r.report_key
        left join dim_districts d on d.district_key = r.district_key
    where r.is_current and r.subject_kind = 'department' and not r.is_targets_only
)
select * from others where is_neighbour or is_alike
order by is_neighbour desc, is_same_province desc, distance nulls last, office_name limit 12
"""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of offices is narrowed to; None is all. `low` is the lower edge of a bin of execution rates, `kind` what is evaluated."""

    text: str | None = None
    year: int | None = None
    district: str | None = None
    province: str | None = None
    low: int | None = None
    kind: str | None = None

    @property
    def parameters(self) -> Row:
        names = ("text", "year", "district", "province", "low", "kind")
        return {name: getattr(self, name) for name in names}


def listed(release: Release, chosen: Filter, page: int) -> tuple[int, list[Row]]:
    """How many reports fit, and those of one page (from 0), the most money first."""
    count = release.rows(f"select count(*) as reports {_LIST}", chosen.parameters)[0]["reports"]
    return count, release.rows(_LISTED, {**chosen.parameters, "offset": page * PAGE})


def office(release: Release, office_key: str) -> Row | None:
    """An office with the names of its places, or None where there is none of this key."""
    return release.row(_OFFICE, [office_key])


def years(release: Release, office_key: str) -> list[Row]:
    """The office's current reports with their totals and counts, newest year first, its own budget before projects."""
    counts = {row["report_key"]: row for row in release.rows(_COUNTS, [office_key])}
    return [{**row, **counts[row["report_key"]]} for row in release.rows(_YEARS, [office_key])]


def facts(release: Release, kind: str, report_key: str) -> list[Row]:
    """A report's facts of one kind, in the order of the document."""
    return release.rows(_FACTS[kind], [report_key])


def peers(release: Release, report_key: str) -> list[Row]:
    """Offices of the same year: of the same district, and of the same type with between half and twice the money."""
    return release.rows(_PEERS, {"report": report_key})
