-- question: Where did the money come from?
-- 问题: 钱从哪里来？
-- who: researcher 研究者
-- tables: spending_by_fund, dim_offices, dim_funds
-- note: The view holds parts only; the total stands in spending_by_total and is not added to them.
-- 说明: 视图只含分项；合计在 spending_by_total，不与分项相加。
select
    office_name,
    year_key,
    fund_name,
    direction,
    item_name,
    wan(adjusted_amount) as adjusted_wan,
    wan(executed_amount) as executed_wan
from spending_by_fund
inner join dim_offices using (office_key)
left join dim_funds using (fund_key)
order by office_name, year_key, direction, executed_amount desc nulls last, item_name;
