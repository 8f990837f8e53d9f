select
    o.office_name,
    i.year_key,
    i.indicator_name,
    i.target_text,
    i.actual_text,
    i.computed_completion_pct,
    i.deviation_reason_text
from fct_indicators as i
left join dim_offices as o on o.office_key = i.office_key
where i.computed_status in ('not_met', 'partly_met') and not i.is_duplicate_row
order by i.computed_completion_pct nulls last, o.office_name nulls last, i.indicator_name nulls last;
