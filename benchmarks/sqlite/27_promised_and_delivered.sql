select
    o.office_name,
    t.year_key,
    sum(t.task_stage = 'plan') as plans_alone,
    sum(t.task_stage = 'result') as results_alone,
    sum(t.task_stage = 'both') as plan_and_result
from fct_tasks as t
inner join dim_offices as o on o.office_key = t.office_key
group by o.office_name, t.year_key
order by o.office_name nulls last, t.year_key nulls last;
