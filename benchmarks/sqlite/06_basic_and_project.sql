select
    o.office_name,
    s.year_key,
    s.item_name,
    s.executed_amount * 0.0001 as executed_wan,
    round(s.executed_amount / nullif(sum(s.executed_amount) over (partition by s.report_key), 0) * 100, 4) as share_pct
from fct_spending as s
inner join dim_offices as o on o.office_key = s.office_key
where
    s.breakdown = 'nature' and not s.is_restatement and s.is_executed_part
order by o.office_name nulls last, s.executed_amount desc, s.item_name nulls last;
