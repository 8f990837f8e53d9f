select
    office_name,
    year_key,
    headcount_total,
    executed_wan,
    round(executed_wan / headcount_total, 2) as executed_wan_per_head
from report_overview
where headcount_total > 0 and executed_wan is not null
order by executed_wan_per_head desc, office_name nulls last;
