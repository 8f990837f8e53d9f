{#- This year's report and last year's of the same office and subject, where both are loaded. -#}
with reports as (
    select * from {{ ref('int_reports_described') }}
)

select
    this_year.report_key,
    last_year.report_key as other_report_key
from reports as this_year
inner join reports as last_year
    on
        this_year.office_key = last_year.office_key
        and this_year.subject_kind = last_year.subject_kind
        and coalesce(this_year.subject_name, '') = coalesce(last_year.subject_name, '')
        and coalesce(this_year.scope, '') = coalesce(last_year.scope, '')
        and this_year.year_key = last_year.year_key + 1
where last_year.is_current and not this_year.is_targets_only and not last_year.is_targets_only
