{#- Every rule on every report. One failed place fails the rule; a place without an outcome is an error, never a pass. -#}
with reports as (
    select * from {{ touched('int_report_totals_computed') }}
),

rules as (
    select * from {{ ref('rules') }}
),

places as (
    select
        report_key,
        rule,
        max(case
            when outcome is null then 4
            when outcome = 'fail' then 3
            when outcome = 'pass' then 2
            else 1
        end) as verdict,
        min(case severity when 'error' then 1 when 'warning' then 2 when 'notice' then 3 end) filter (
            where outcome = 'fail'
        ) as severity_rank,
        bool_or(severity is null) filter (where outcome = 'fail') as has_rule_severity
    from {{ touched('int_contradictions_assessed') }}
    group by report_key, rule
)

select
    {{ fingerprint(['reports.series_key', "'report_checks'", 'rules.rule']) }} as report_check_key,
    reports.report_key,
    reports.is_current,
    reports.office_key,
    reports.district_key,
    reports.year_key,
    rules.rule,
    case
        when places.verdict = 3 and not places.has_rule_severity
            then case places.severity_rank when 1 then 'error' when 2 then 'warning' else 'notice' end
        else rules.severity
    end as severity,
    case places.verdict
        when 4 then 'error'
        when 3 then 'fail'
        when 2 then 'pass'
        when 1 then 'insufficient_data'
        else 'not_applicable'
    end as outcome,
    reports.document_key,
    reports.page,
    reports.char_start,
    reports.char_end,
    reports.quote,
    'rule_' || rules.rule as extraction_rule
from reports
cross join rules
left join places on reports.report_key = places.report_key and rules.rule = places.rule
