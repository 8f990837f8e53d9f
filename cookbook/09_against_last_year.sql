-- question: What do offices say changed against the year before?
-- 问题: 与上年相比，各单位说增减了多少？
-- who: journalist 记者
-- tables: spending_by_prior_year_change, dim_offices
select
    office_name,
    year_key,
    item_name,
    direction,
    wan(change_amount) as change_wan
from spending_by_prior_year_change
inner join dim_offices using (office_key)
order by abs(change_amount) desc nulls last, office_name, item_name;
