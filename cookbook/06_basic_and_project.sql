-- question: What went to running the office, what to projects?
-- 问题: 基本支出与项目支出各多少？
-- who: researcher 研究者
-- tables: spending_by_nature, dim_offices
-- note: Shares are of the parts that make up the whole; parts of a part (人员经费 of 基本支出) are left out.
-- 说明: 占比以构成整体的分项为分母；分项之中的细项（基本支出中的人员经费等）不计。
select
    office_name,
    year_key,
    item_name,
    wan(executed_amount) as executed_wan,
    rate_pct(executed_amount, sum(executed_amount) over (partition by report_key)) as share_pct
from spending_by_nature
inner join dim_offices using (office_key)
where is_executed_part
order by office_name, executed_amount desc, item_name;
