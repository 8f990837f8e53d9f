select
    office_name,
    year_key,
    adjusted_wan,
    executed_wan,
    computed_execution_rate_pct
from report_overview
where subject_kind = 'department'
order by computed_execution_rate_pct nulls last, office_name nulls last;
