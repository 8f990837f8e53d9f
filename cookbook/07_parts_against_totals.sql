-- question: Do the parts add up to the total?
-- 问题: 分项加起来等于合计吗？
-- who: auditor 审计
-- tables: fct_report_totals, dim_offices
select
    office_name,
    year_key,
    wan(executed_total_amount) as stated_wan,
    wan(computed_executed_total_amount) as sum_of_parts_wan,
    wan(executed_total_amount - computed_executed_total_amount) as difference_wan
from fct_report_totals
inner join dim_offices using (office_key)
where computed_executed_total_amount is not null
order by abs(difference_wan) desc nulls last, office_name;
