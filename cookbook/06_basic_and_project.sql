-- question: What went to running the office, what to projects?
-- 问题: 基本支出与项目支出各多少？
-- who: researcher 研究者
-- tables: spending_by_nature, dim_offices
-- note: Shares are of the parts at the top level; sub-items have a parent and are left out.
-- 说明: 占比以一级分项为分母；有上级事项的细项不计。
select
    office_name,
    year_key,
    item_name,
    wan(executed_amount) as executed_wan,
    rate_pct(executed_amount, sum(executed_amount) over (partition by report_key)) as share_pct
from spending_by_nature
inner join dim_offices using (office_key)
where parent_item_name is null and direction <> 'income' and executed_amount is not null
order by office_name, executed_amount desc, item_name;
