select
    o.office_name,
    s.year_key,
    s.item_name,
    s.direction,
    s.change_amount * 0.0001 as change_wan
from fct_spending as s
inner join dim_offices as o on o.office_key = s.office_key
where s.breakdown = 'prior_year_change' and not s.is_restatement
order by abs(s.change_amount) desc nulls last, o.office_name nulls last, s.item_name nulls last;
