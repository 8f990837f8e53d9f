select
    o.office_name,
    t.year_key,
    t.executed_total_amount * 0.0001 as stated_wan,
    t.computed_executed_total_amount * 0.0001 as sum_of_parts_wan,
    (t.executed_total_amount - t.computed_executed_total_amount) * 0.0001 as difference_wan
from fct_report_totals as t
inner join dim_offices as o on o.office_key = t.office_key
where t.computed_executed_total_amount is not null
order by abs(difference_wan) desc nulls last, o.office_name nulls last;
