-- One row per current report: what a person asks of it first. Counts are 0 where the report has none of the kind.
with indicators as (
    select
        report_key,
        count(*) as indicator_count,
        count(*) filter (where computed_status = 'met') as met_count,
        count(*) filter (where computed_status = 'partly_met') as partly_met_count,
        count(*) filter (where computed_status = 'not_met') as not_met_count,
        count(*) filter (where computed_status = 'unknown') as unknown_count
    from {{ ref('fct_indicators') }}
    where not is_duplicate_row
    group by report_key
),

contradictions as (
    select
        report_key,
        count(*) filter (where severity <> 'notice') as contradiction_count,
        count(*) filter (where severity = 'notice') as notice_count
    from {{ ref('fct_contradictions') }}
    group by report_key
),

findings as (
    select
        report_key,
        count(*) filter (where finding_kind = 'problem') as problem_count,
        count(*) filter (where finding_kind = 'action') as action_count
    from {{ ref('fct_findings') }}
    group by report_key
),

described as (
    select
        reports.*,
        offices.office_name,
        offices.office_type,
        offices.city_code,
        offices.province_code,
        districts.district_name,
        districts.city_name,
        districts.province_name
    from {{ ref('dim_reports') }} as reports
    left join {{ ref('dim_offices') }} as offices on reports.office_key = offices.office_key
    left join {{ ref('dim_districts') }} as districts on reports.district_key = districts.district_key
)

select
    described.report_key,
    described.office_key,
    described.office_name,
    described.office_type,
    described.year_key,
    described.title,
    described.report_kind,
    described.subject_kind,
    described.subject_name,
    described.scope,
    described.is_targets_only,
    described.district_key,
    described.district_name,
    described.city_code,
    described.city_name,
    described.province_code,
    described.province_name,
    {{ wan_of('totals.approved_total_amount') }} as approved_wan,
    {{ wan_of('totals.adjusted_total_amount') }} as adjusted_wan,
    {{ wan_of('totals.executed_total_amount') }} as executed_wan,
    totals.declared_execution_rate_pct,
    totals.computed_execution_rate_pct,
    totals.self_score,
    totals.declared_grade,
    totals.computed_grade,
    totals.headcount_total,
    coalesce(indicators.indicator_count, 0) as indicator_count,
    coalesce(indicators.met_count, 0) as met_count,
    coalesce(indicators.partly_met_count, 0) as partly_met_count,
    coalesce(indicators.not_met_count, 0) as not_met_count,
    coalesce(indicators.unknown_count, 0) as unknown_count,
    coalesce(contradictions.contradiction_count, 0) as contradiction_count,
    coalesce(contradictions.notice_count, 0) as notice_count,
    coalesce(findings.problem_count, 0) as problem_count,
    coalesce(findings.action_count, 0) as action_count,
    described.source_path
from described
left join {{ ref('fct_report_totals') }} as totals on described.report_key = totals.report_key
left join indicators on described.report_key = indicators.report_key
left join contradictions on described.report_key = contradictions.report_key
left join findings on described.report_key = findings.report_key
