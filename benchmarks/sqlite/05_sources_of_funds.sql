select
    o.office_name,
    s.year_key,
    f.fund_name,
    s.direction,
    s.item_name,
    s.adjusted_amount * 0.0001 as adjusted_wan,
    s.executed_amount * 0.0001 as executed_wan
from fct_spending as s
inner join dim_offices as o on o.office_key = s.office_key
left join dim_funds as f on f.fund_key = s.fund_key
where s.breakdown = 'fund' and not s.is_restatement
order by
    o.office_name nulls last, s.year_key nulls last, s.direction nulls last, s.executed_amount desc nulls last,
    s.item_name nulls last;
