-- The same office over years, reports on the whole department only. What is compared is the report before of the same
-- scope, which need not be last year's: previous_year_key says which.
select
    report_key,
    office_key,
    office_name,
    district_name,
    year_key,
    scope,
    approved_wan,
    adjusted_wan,
    executed_wan,
    declared_execution_rate_pct,
    computed_execution_rate_pct,
    self_score,
    declared_grade,
    headcount_total,
    indicator_count,
    met_count,
    not_met_count,
    contradiction_count,
    lag(year_key) over same_office as previous_year_key,
    cast(approved_wan - lag(approved_wan) over same_office as decimal(20, 6)) as approved_change_wan,
    cast(adjusted_wan - lag(adjusted_wan) over same_office as decimal(20, 6)) as adjusted_change_wan,
    cast(executed_wan - lag(executed_wan) over same_office as decimal(20, 6)) as executed_change_wan,
    cast(self_score - lag(self_score) over same_office as decimal(38, 10)) as self_score_change
from {{ ref('report_overview') }}
where subject_kind = 'department' and not is_targets_only
window same_office as (partition by office_key, scope order by year_key)
