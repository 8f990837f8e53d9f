select
    o.office_name,
    s.year_key,
    s.breakdown,
    s.item_name,
    coalesce(s.executed_amount, s.adjusted_amount, s.approved_amount, s.unphased_amount) * 0.0001 as amount_wan
from fct_spending as s
left join dim_offices as o on o.office_key = s.office_key
where s.breakdown in ('project', 'task') and not s.is_restatement and amount_wan is not null
order by amount_wan desc, o.office_name nulls last, s.item_name nulls last
limit 10;
