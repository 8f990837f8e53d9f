"""Figures over all reports: of a year, of a province, or of everything."""

from __future__ import annotations

from dataclasses import dataclass

from orchestration.explorer.release import Release, Row

# Current reports of every kind; those of whole offices. An office that reports on itself alone (本级) and with its
# subordinate units (汇总) has one budget: money is added up of the wider report.
_REPORTS = """
    select r.report_key, r.year_key, r.office_key, d.district_key, d.province_code,
        r.year_key is null or 1 = row_number() over (
            partition by r.office_key, r.year_key, r.subject_kind, r.is_targets_only
            order by case r.scope when 'consolidated' then 0 when 'own' then 2 else 1 end, r.report_key
        ) as is_counted
    from dim_reports r left join dim_districts d on d.district_key = r.district_key
    where r.is_current and ($year is null or r.year_key = $year) and ($province is null or d.province_code = $province)
"""
_DEPARTMENTS = f"{_REPORTS} and r.subject_kind = 'department' and not r.is_targets_only"
_YEARS = "select year_key, count(*) as reports from dim_reports where is_current and year_key is not null group by 1 order by 1 desc"
_PROVINCES = """
select d.province_code, d.province_name, count(*) as reports
from dim_reports r join dim_districts d using (district_key) where r.is_current group by all order by 1
"""
_COUNTS = f"""
with departments as ({_DEPARTMENTS})
select count(*) as reports, count(distinct p.office_key) as offices, count(distinct p.district_key) as districts,
    sum(t.adjusted_total_amount) filter (where p.is_counted) as adjusted_amount,
    sum(t.executed_total_amount) filter (where p.is_counted) as executed_amount,
    count(t.adjusted_total_amount) as adjusted_reports, count(t.executed_total_amount) as executed_reports
from departments p left join fct_report_totals t using (report_key)
"""
_MONEY = f"""
with departments as ({_DEPARTMENTS})
select {{place}}, p.year_key, count(*) as reports,
    sum(t.adjusted_total_amount) filter (where p.is_counted) as adjusted_amount,
    sum(t.executed_total_amount) filter (where p.is_counted) as executed_amount
from departments p join fct_report_totals t using (report_key)
    left join dim_districts d on d.district_key = p.district_key
group by all order by p.year_key desc, executed_amount desc nulls last, place_name
"""
_BY_DISTRICT = "d.district_key as place_key, d.district_name as place_name, d.city_name as within"
_BY_PROVINCE = "d.province_code as place_key, d.province_name as place_name, null as within"
_RATES = f"""
with departments as ({_DEPARTMENTS})
select least(greatest(floor(t.computed_execution_rate_pct / 5) * 5, 45), 100)::integer as low, count(*) as reports
from departments join fct_report_totals t using (report_key)
where t.computed_execution_rate_pct is not null group by 1 order by 1
"""
_SCORES = f"""
with reports as ({_REPORTS})
select i.report_key, o.office_name, p.year_key, sum(i.weight) as weight, sum(i.declared_score) as declared,
    sum(i.recomputed_score) as recomputed
from reports p join fct_indicators i using (report_key) join dim_offices o on o.office_key = p.office_key
where i.declared_score is not null and i.recomputed_score is not null and i.weight > 0 and not i.is_duplicate_row
group by all order by i.report_key
"""
_STATUSES = f"""
with reports as ({_REPORTS})
select p.year_key, coalesce(i.computed_status, 'unknown') as computed_status, count(*) as indicators
from reports p join fct_indicators i using (report_key)
where not i.is_duplicate_row and p.year_key is not null group by all
"""
_RULES = f"""
with reports as ({_REPORTS})
select c.rule, c.severity, count(*) as places, count(distinct c.report_key) as in_reports
from reports join fct_contradictions c using (report_key)
group by c.rule, c.severity
order by case c.severity when 'error' then 1 when 'warning' then 2 else 3 end, places desc, c.rule
"""
_RUNS = "select * from quality.runs order by started_at desc limit 10"
_CHECKS = """
select layer, outcome, count(*) as checks from quality.check_results where run_id = $run group by all order by all
"""
_FAILED_CHECKS = """
select check_name, layer, severity, observed, expected, failing_rows from quality.check_results
where run_id = $run and outcome in ('fail', 'error') order by severity, check_name limit 50
"""
_FILES = "select outcome, count(*) as files from quality.documents group by 1 order by 2 desc"
_MANY_DISTRICTS = 30


@dataclass(frozen=True, slots=True)
class Scope:
    """What the overview is about; None is all."""

    year: int | None = None
    province: str | None = None

    @property
    def parameters(self) -> Row:
        return {"year": self.year, "province": self.province}


def years(release: Release) -> list[Row]:
    """The years of current reports with how many there are, newest first."""
    return release.kept("years", lambda: release.rows(_YEARS))


def provinces(release: Release) -> list[Row]:
    """The provinces of current reports with how many there are, by code."""
    return release.kept("provinces", lambda: release.rows(_PROVINCES))


def counts(release: Release, scope: Scope) -> Row:
    """Whole offices' reports: how many, of how many offices and districts, and their money in yuan."""
    return release.kept(("counts", scope), lambda: release.rows(_COUNTS, scope.parameters))[0]


def money(release: Release, scope: Scope) -> tuple[str, list[Row]]:
    """Money by place and year; the places are districts, or provinces where there would be too many districts."""
    level = "district"
    if scope.province is None and counts(release, scope)["districts"] > _MANY_DISTRICTS:
        level = "province"
    query = _MONEY.format(place=_BY_DISTRICT if level == "district" else _BY_PROVINCE)
    return level, release.kept(("money", scope), lambda: release.rows(query, scope.parameters))


def execution_rates(release: Release, scope: Scope) -> list[Row]:
    """Reports by computed execution rate: `low` is the lower edge of a bin of five points, 45 for all below 50."""
    return release.kept(("rates", scope), lambda: release.rows(_RATES, scope.parameters))


def scores(release: Release, scope: Scope) -> list[Row]:
    """Each report's points for indicators that have both a declared and a recomputed score."""
    return release.kept(("scores", scope), lambda: release.rows(_SCORES, scope.parameters))


def statuses(release: Release, scope: Scope) -> list[Row]:
    """Indicators by year and computed status, rows that repeat another left out."""
    return release.kept(("statuses", scope), lambda: release.rows(_STATUSES, scope.parameters))


def rules(release: Release, scope: Scope) -> list[Row]:
    """Contradictions by rule and severity: how many (`places`), and in how many reports; the gravest first."""
    return release.kept(("rules", scope), lambda: release.rows(_RULES, scope.parameters))


def runs(release: Release) -> list[Row]:
    """The runs that this release knows of, its own first."""
    return release.kept("runs", lambda: release.rows(_RUNS))


def checks(release: Release, run_id: str) -> tuple[list[Row], list[Row]]:
    """A run's checks counted by layer and outcome, and those that failed."""
    parameters = {"run": run_id}
    return release.kept(
        ("checks", run_id), lambda: (release.rows(_CHECKS, parameters), release.rows(_FAILED_CHECKS, parameters))
    )


def files(release: Release) -> list[Row]:
    """How many files had which outcome, the most frequent first."""
    return release.kept("files", lambda: release.rows(_FILES))
