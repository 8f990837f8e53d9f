-- question: What are the largest projects and tasks?
-- 问题: 金额最大的项目和任务是哪些？
-- who: journalist 记者
-- tables: spending_wan
-- note: A task may hold a project: rows are listed, never added.
-- 说明: 任务可能包含项目：只列出，不相加。
select
    office_name,
    year_key,
    breakdown,
    item_name,
    coalesce(executed_wan, adjusted_wan, approved_wan, unphased_wan) as amount_wan
from spending_wan
where breakdown in ('project', 'task') and not is_restatement and amount_wan is not null
order by amount_wan desc, office_name, item_name
limit 10;
