select
    office_name,
    year_key,
    problem_count,
    action_count
from report_overview
order by problem_count - action_count desc, office_name nulls last;
