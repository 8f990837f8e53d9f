select
    o.office_name,
    i.year_key,
    i.indicator_name,
    i.weight,
    i.declared_score,
    i.weight - i.declared_score as lost_points,
    coalesce(i.deviation_reason_text, '(none given 未说明)') as reason
from fct_indicators as i
left join dim_offices as o on o.office_key = i.office_key
where i.weight > i.declared_score and not i.is_duplicate_row and coalesce(i.part_seq, 1) = 1
order by lost_points desc, o.office_name nulls last, i.indicator_name nulls last;
