-- question: For which tasks is a result reported?
-- 问题: 哪些任务写明了完成情况？
-- who: auditor 审计
-- tables: fct_tasks, dim_offices
select
    office_name,
    year_key,
    count(*) filter (where task_stage = 'plan') as plans_alone,
    count(*) filter (where task_stage = 'result') as results_alone,
    count(*) filter (where task_stage = 'both') as plan_and_result
from fct_tasks
inner join dim_offices using (office_key)
group by all
order by office_name, year_key;
