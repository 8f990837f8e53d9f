select
    o.office_name,
    i.year_key,
    i.indicator_name,
    i.target_text,
    i.actual_text,
    i.weight,
    i.declared_score,
    i.recomputed_score
from fct_indicators as i
left join dim_offices as o on o.office_key = i.office_key
where i.declared_score > i.recomputed_score and not i.is_duplicate_row
order by i.declared_score - i.recomputed_score desc, o.office_name nulls last, i.indicator_name nulls last;
